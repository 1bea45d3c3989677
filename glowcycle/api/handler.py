"""Django's WSGI application, deaf to the charset of a Content-Type."""

from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest


class PlainRequest(WSGIRequest):
    """A request whose address is UTF-8, whatever charset it claims for its body.

    Django would read the query in that charset, and on some names fails before any middleware;
    what a body may claim is for the parsers to say.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        self.content_type = meta.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
        self.content_params = {}


class Handler(WSGIHandler):
    """Makes plain requests."""

    request_class = PlainRequest
