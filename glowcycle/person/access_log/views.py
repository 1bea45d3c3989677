from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from glowcycle.api.authentication import caller_id
from glowcycle.person.access_log import services
from glowcycle.person.access_log.serializers import AccessSerializer


class AccessLogViewSet(ViewSet):
    """Who looked at her data."""

    always_open = True

    def list(self, request: Request) -> Response:
        entries = services.read(user_id=caller_id(request))
        return Response({"entries": [AccessSerializer.of(entry) for entry in entries]})
