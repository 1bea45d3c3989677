from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from glowcycle.api.renderers import PictureViewSet
from glowcycle.insights.responses import PICTURE, insights_response, words_response
from glowcycle.sync.conditional_reads import MOODS, PROFILE, conditional


class InsightViewSet(PictureViewSet):
    """Whether what she logs follows her cycle."""

    pictures = {"retrieve": PICTURE}

    @conditional("journal", "period", "stage", PROFILE, MOODS)
    def retrieve(self, request: Request, **_: str) -> Response:
        from journal.insight_services import get_insights  # late: few requests need statistics

        return insights_response(request, get_insights)


class InsightWordsViewSet(ViewSet):
    """Whether what she logs follows her cycle, in words."""

    def create(self, request: Request, **_: str) -> Response:
        from journal.insight_services import get_insights

        return words_response(request, get_insights)
