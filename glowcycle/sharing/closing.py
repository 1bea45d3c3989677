"""What ends while it is being read looks as if it had never been."""

from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from glowcycle.errors import Gone
from glowcycle.person.shares.grants import closed


class ClosesAlike(ViewSet):
    """The base of what opens without a token: nobody else learns that she erased her account."""

    authentication_classes = ()

    def handle_exception(self, exc: Exception) -> Response:
        """Return the answer for the error; for Gone, which has her receipt, that of no link."""
        return super().handle_exception(closed() if isinstance(exc, Gone) else exc)
