"""The health check. It does not ask the store, since a health check must not cost a read."""

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView


class HealthView(APIView):
    """GET /health: 200, without a token."""

    authentication_classes = ()

    def get(self, _request: Request) -> Response:
        """Return {"status": "ok"}."""
        return Response({"status": "ok"})
