"""The form of an answer that has only one."""

from typing import Any

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request


class NoNegotiation(DefaultContentNegotiation):
    """The answer has the form that it has, and a problem is JSON, whatever Accept would rather."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> Any:  # noqa: ARG002
        """Return the first renderer, which problems take."""
        return renderers[0], renderers[0].media_type
