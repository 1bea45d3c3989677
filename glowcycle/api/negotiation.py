"""Content negotiation for addresses with only one form of answer."""

from typing import Any

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request


class NoNegotiation(DefaultContentNegotiation):
    """Ignores `Accept`: the answer has its one form, and a problem is JSON."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> Any:  # noqa: ARG002
        """Return the first renderer, which writes problems as JSON."""
        return renderers[0], renderers[0].media_type
