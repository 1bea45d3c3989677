"""Django's WSGI application, deaf to the charset of a Content-Type."""

from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http.response import HttpResponseBase


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

    def check_response(self, response: Any, *args: Any, **kwargs: Any) -> None:
        """Raise ValueError where a view answered nothing.

        That it is no coroutine needs no asyncio, a twentieth of a start, where it is an answer.
        """
        if not isinstance(response, HttpResponseBase):
            super().check_response(response, *args, **kwargs)
