"""The responses of the addresses of insights: JSON, the data of their picture, or words.

What answers is imported with the first request for it: few requests need statistics.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from rest_framework.request import Request
from rest_framework.response import Response

from glowcycle.api.authentication import caller_id
from glowcycle.api.queries import query_parameters
from glowcycle.api.renderers import PictureResponse, is_drawn

if TYPE_CHECKING:
    from glowcycle.insights.reading import InsightsReading

PICTURE: Final = "glowcycle.insights.charts.folded_picture.compose"


def insights_response(request: Request, find: "Callable[..., InsightsReading]") -> Response:
    """Return what `find` finds of the caller in the days of the query, in her language."""
    from glowcycle.insights.query import read_range
    from glowcycle.insights.serializers import insights_answer

    user_id = caller_id(request)
    reading = find(user_id=user_id, **read_range(query_parameters(request)))
    answer = insights_answer(reading, user_id=user_id)
    if not is_drawn(request):
        return Response(answer)
    from glowcycle.insights.charts.drawn import drawn

    return PictureResponse(answer, drawn=drawn(answer=answer, reading=reading))


def words_response(request: Request, find: "Callable[..., InsightsReading]") -> Response:
    """Return in words what `find` finds of the caller in the days of the body."""
    from glowcycle.insights.words.serializers import WordsSerializer, read_request
    from glowcycle.insights.words.service import put_into_words

    user_id = caller_id(request)
    reading = find(user_id=user_id, **read_request(request.data, query_parameters(request)))
    return Response(WordsSerializer.of(put_into_words(user_id=user_id, reading=reading)))
