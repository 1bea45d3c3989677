"""Content negotiation: of all addresses, and of those with only one form of answer."""

from typing import Any

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request


class Negotiation(DefaultContentNegotiation):
    """Chooses the form of an answer; that of OPTIONS has no body, and so no form."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> Any:
        """Return the renderer that the request asks for. Raise NotAcceptable, Http404."""
        if request.method == "OPTIONS":
            return renderers[0], renderers[0].media_type
        return super().select_renderer(request, renderers, format_suffix)


class NoNegotiation(DefaultContentNegotiation):
    """Ignores `Accept`: the answer has its one form, and a problem is JSON."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> Any:  # noqa: ARG002
        """Return the first renderer, which writes problems as JSON."""
        return renderers[0], renderers[0].media_type
