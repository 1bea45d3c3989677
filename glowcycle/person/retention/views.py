from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from glowcycle.api.authentication import caller_id
from glowcycle.person.retention import services
from glowcycle.person.retention.serializers import RetentionSerializer, tell


class RetentionViewSet(ViewSet):
    """For how long she keeps her records."""

    def retrieve(self, request: Request) -> Response:
        return Response(tell(services.read(user_id=caller_id(request))))

    def choose(self, request: Request) -> Response:
        days = RetentionSerializer.read(request.data)
        found = services.choose(user_id=caller_id(request), days=days)
        if found.retry_after is None:
            return Response(tell(found))
        wait = {"Retry-After": str(found.retry_after)}
        return Response(tell(found), status=202, headers=wait)
