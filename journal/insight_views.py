from rest_framework.request import Request
from rest_framework.response import Response

from glowcycle.api.authentication import caller_id
from glowcycle.api.queries import query_parameters
from glowcycle.api.renderers import PictureResponse, PictureViewSet, is_drawn
from glowcycle.insights.query import read_range
from glowcycle.insights.serializers import insights_answer
from glowcycle.sync.conditional_reads import MOODS, PROFILE, conditional
from journal.insight_services import get_insights


class InsightViewSet(PictureViewSet):
    """Whether what she logs follows her cycle."""

    pictures = {"retrieve": "glowcycle.insights.charts.folded_picture.compose"}

    @conditional("journal", "period", "stage", PROFILE, MOODS)
    def retrieve(self, request: Request, **_: str) -> Response:
        user_id = caller_id(request)
        asked = read_range(query_parameters(request))
        reading = get_insights(
            user_id=user_id, first=asked.first, last=asked.last, today=asked.today
        )
        answer = insights_answer(reading, user_id=user_id)
        if not is_drawn(request):
            return Response(answer)
        from glowcycle.insights.charts.drawn import drawn  # pictures are rarer than answers

        return PictureResponse(answer, drawn=drawn(answer=answer, reading=reading))
