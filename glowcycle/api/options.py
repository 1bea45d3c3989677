"""The answer to OPTIONS."""

from rest_framework.request import Request


class NoMetadata:
    """REST framework's metadata class: OPTIONS is 200 with `Allow`, and says nothing else.

    The document at /schema describes each address.
    """

    def determine_metadata(self, request: Request, view: object) -> None:
        """Return no body."""
