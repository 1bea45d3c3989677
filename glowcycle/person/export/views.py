from typing import TYPE_CHECKING

from django.http import HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from glowcycle.api.authentication import BearerToken, caller_id
from glowcycle.api.responses import File
from glowcycle.api.step_up import needs_recent_sign_in
from glowcycle.person.export.serializers import PendingSerializer, ReadySerializer

if TYPE_CHECKING:
    from glowcycle.person.export.services import PendingExport, ReadyExport


def _has_begun(user_id: str) -> bool:
    from glowcycle.person.export import export_job

    return export_job.find_current(user_id=user_id) is not None


class ExportViewSet(ViewSet):
    """The export of all her data."""

    # Its services are imported late to keep the cold start short.

    always_open = True

    def read(self, request: Request) -> HttpResponseBase:
        """Export for a token; only look for a cookie, which a link of any site sends along."""
        if isinstance(request.successful_authenticator, BearerToken):
            return self.export(request)
        request._request.method_of_program = "HEAD"  # type: ignore[attr-defined]  # its page says so
        return self.look(request)

    @needs_recent_sign_in(unless=_has_begun)
    def export(self, request: Request) -> HttpResponseBase:
        from glowcycle.person.export import services

        return self._response(services.export(user_id=caller_id(request)))

    def look(self, request: Request) -> HttpResponseBase:
        from glowcycle.person.export import services

        found = services.find(user_id=caller_id(request))
        return Response(status=204) if found is None else self._response(found)

    def discard(self, request: Request) -> Response:
        from glowcycle.person.export import services

        services.discard(user_id=caller_id(request))
        return Response(status=204)

    def _response(self, result: "bytes | ReadyExport | PendingExport") -> HttpResponseBase:
        from glowcycle.person.export import services

        match result:
            case services.ReadyExport():
                return Response(ReadySerializer.of(result))
            case services.PendingExport():
                headers = {"Retry-After": str(result.retry_after)}
                return Response(PendingSerializer.of(result), status=202, headers=headers)
        disposition = f'attachment; filename="{services.FILE_NAME}"'
        return File(
            result,
            view=self,
            content_type="application/zip",
            headers={"Content-Disposition": disposition},
        )
