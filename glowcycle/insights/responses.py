"""The answer of both addresses, with what its picture is drawn of where one is asked for."""

from typing import TYPE_CHECKING, Final

from rest_framework.request import Request
from rest_framework.response import Response

from glowcycle.api.authentication import caller_id
from glowcycle.api.renderers import PictureResponse, is_drawn

if TYPE_CHECKING:
    from glowcycle.insights.reading import InsightsReading

PICTURE: Final = "glowcycle.insights.charts.folded_picture.compose"


def insights_response(request: Request, reading: "InsightsReading") -> Response:
    """Return the caller's insights as the response, in the language of the request."""
    # Imported late, as what finds the reading: few requests need it.
    from glowcycle.insights.serializers import insights_answer

    answer = insights_answer(reading, user_id=caller_id(request))
    if not is_drawn(request):
        return Response(answer)
    from glowcycle.insights.charts.drawn import drawn

    return PictureResponse(answer, drawn=drawn(answer=answer, reading=reading))
