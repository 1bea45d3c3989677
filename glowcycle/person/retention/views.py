from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from glowcycle.api.authentication import caller_id
from glowcycle.person.retention import services
from glowcycle.person.retention.serializers import RetentionSerializer, to_json


class RetentionViewSet(ViewSet):
    """How long her records are kept."""

    always_open = True

    def retrieve(self, request: Request) -> Response:
        return Response(to_json(services.read(user_id=caller_id(request))))

    def choose(self, request: Request) -> Response:
        days = RetentionSerializer.read(request.data)
        retention = services.choose(user_id=caller_id(request), days=days)
        if retention.retry_after is None:
            return Response(to_json(retention))
        headers = {"Retry-After": str(retention.retry_after)}
        return Response(to_json(retention), status=202, headers=headers)
