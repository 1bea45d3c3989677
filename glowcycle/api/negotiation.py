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
        page = getattr(request, "page", None)
        if request.method == "OPTIONS" or getattr(request, "not_acceptable", False):
            chosen = renderers[0], renderers[0].media_type
        else:
            try:
                chosen = super().select_renderer(request, renderers, format_suffix)
            except NotAcceptable:
                if page:  # the problem is a page, too
                    request.not_acceptable = True  # type: ignore[attr-defined]  # set here
                raise
        return (page(*chosen), page.media_type) if page else chosen


class NoNegotiation(Negotiation):
    """Ignores `Accept`: the answer has its one form, and a problem is JSON."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> Any:  # noqa: ARG002
        """Return the first renderer, which writes problems as JSON."""
        chosen = renderers[0], renderers[0].media_type
        page = getattr(request, "page", None)
        return (page(*chosen), page.media_type) if page else chosen
