from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from glowcycle.api.authentication import caller_id
from glowcycle.person.restriction import services
from glowcycle.person.restriction.serializers import RestrictionSerializer, to_json


class RestrictionViewSet(ViewSet):
    """Whether her data is only stored."""

    always_open = True

    def retrieve(self, request: Request) -> Response:
        return Response(to_json(services.read(user_id=caller_id(request))))

    def choose(self, request: Request) -> Response:
        restricted = RestrictionSerializer.read(request.data)["restricted"]
        since = services.choose(user_id=caller_id(request), restricted=restricted)
        return Response(to_json(since))
