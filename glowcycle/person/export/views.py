from django.http import HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from glowcycle.api.authentication import caller_id
from glowcycle.api.responses import File
from glowcycle.person.export.serializers import PendingSerializer, ReadySerializer


class ExportViewSet(ViewSet):
    """All that is hers, to take away."""

    def take(self, request: Request) -> HttpResponseBase:
        from glowcycle.person.export import services  # no start is to wait for it

        done = services.export(user_id=caller_id(request))
        match done:
            case services.ReadyExport():
                return Response(ReadySerializer.of(done))
            case services.PendingExport():
                wait = {"Retry-After": str(done.retry_after)}
                return Response(PendingSerializer.of(done), status=202, headers=wait)
        name = f'attachment; filename="{services.FILE_NAME}"'
        return File(
            done,
            view=self,
            content_type="application/zip",
            headers={"Content-Disposition": name},
        )

    def discard(self, request: Request) -> Response:
        from glowcycle.person.export import services  # no start is to wait for it

        services.discard(user_id=caller_id(request))
        return Response(status=204)
