"""Content negotiation: of all addresses, and of those with only one form of answer.

A middleware may mark a request as a browser's: `request.page` is then the renderer of pages, which
wraps the renderer that a program would get; `request.form_parser` parses the form that it sends.
"""

from typing import Any

from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request


class Negotiation(DefaultContentNegotiation):
    """Chooses the form of an answer; OPTIONS has only the first one, whatever `Accept` says."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        """Return the parser of the body; None where the address takes no such body."""
        return getattr(request, "form_parser", None) or super().select_parser(request, parsers)

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> Any:
        """Return the renderer that the request asks for. Raise NotAcceptable, Http404."""
        if request.method == "OPTIONS" or getattr(request, "not_acceptable", False):
            return _first(request, renderers)
        try:
            chosen = super().select_renderer(request, renderers, format_suffix)
        except NotAcceptable:
            if hasattr(request, "page"):  # the problem is a page, too
                request.not_acceptable = True  # type: ignore[attr-defined]  # set here
            raise
        return _in_page(request, *chosen)


class NoNegotiation(Negotiation):
    """Ignores `Accept`: the answer has its one form, and a problem is JSON."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> Any:  # noqa: ARG002
        """Return the first renderer, which writes problems as JSON."""
        return _first(request, renderers)


def _first(request: Request, renderers: Any) -> tuple[Any, str]:
    return _in_page(request, renderers[0], renderers[0].media_type)


def _in_page(request: Request, renderer: Any, media_type: str) -> tuple[Any, str]:
    """Return the renderer and its media type; for a browser those of the page around it."""
    page = getattr(request, "page", None)
    return (page(renderer, media_type), page.media_type) if page else (renderer, media_type)
