from django.http import HttpResponseBase
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from glowcycle.api.authentication import caller_id
from glowcycle.api.queries import query_parameters


class ReportViewSet(ViewSet):
    """What she takes to a doctor."""

    # What answers is imported late: few requests need statistics.

    def retrieve(self, request: Request) -> HttpResponseBase:
        from glowcycle.report.responses import report_response
        from glowcycle.report.serializers import asked_in_query

        asked = asked_in_query(_with_format(request))
        return report_response(user_id=caller_id(request), asked=asked, view=self)

    def create(self, request: Request) -> HttpResponseBase:
        from glowcycle.report.responses import report_response
        from glowcycle.report.serializers import asked_in_body

        asked = asked_in_body(request.data, query_parameters(request))
        return report_response(user_id=caller_id(request), asked=asked, view=self)


def _with_format(request: Request) -> dict[str, str]:
    """Return the query with its `format`, which elsewhere chooses the renderer."""
    named = {name: request.query_params[name] for name in ("format",) if name in request.GET}
    return {**query_parameters(request), **named}
