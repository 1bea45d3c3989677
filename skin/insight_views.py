from rest_framework.request import Request
from rest_framework.response import Response

from glowcycle.api.renderers import PictureViewSet
from glowcycle.insights.responses import PICTURE, insights_response
from glowcycle.sync.conditional_reads import PROFILE, conditional


class InsightViewSet(PictureViewSet):
    """Whether the caller's skin follows her cycle."""

    pictures = {"retrieve": PICTURE}

    @conditional("skin", "period", "stage", "journal", PROFILE)  # tags of the journal name products
    def retrieve(self, request: Request, **_: str) -> Response:
        from skin.insight_services import get_insights  # late: few requests need statistics

        return insights_response(request, get_insights)
