from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from glowcycle.api import languages
from glowcycle.api.authentication import caller_id
from glowcycle.person.consents import services
from glowcycle.person.consents.serializers import (
    ConsentGiven,
    ConsentHistorySerializer,
    ConsentSerializer,
)


class ConsentViewSet(ViewSet):
    """Her consents."""

    always_open = True

    def list(self, request: Request) -> Response:
        consents = services.list_consents(user_id=caller_id(request))
        return Response({"consents": [ConsentSerializer.of(consent) for consent in consents]})

    def retrieve(self, request: Request, name: str) -> Response:
        consent = services.get(user_id=caller_id(request), name=name)
        return Response(ConsentHistorySerializer.of(consent))

    def give(self, request: Request, name: str) -> Response:
        version = ConsentGiven.read(request.data)["version"]
        consent = services.give(
            user_id=caller_id(request), name=name, version=version, language=languages.current()
        )
        return Response(ConsentSerializer.of(consent))

    def withdraw(self, request: Request, name: str) -> Response:
        services.withdraw(user_id=caller_id(request), name=name)
        return Response(status=204)
