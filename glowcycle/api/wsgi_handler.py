"""Django's WSGI application, which ignores the charset of a Content-Type."""

from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http.response import HttpResponseBase


class PlainRequest(WSGIRequest):
    """A request whose address is UTF-8, whatever charset its Content-Type names.

    Django reads the query in that charset, and fails before any middleware for some names. The
    parsers check the charset of the body.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        self.content_type = meta.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
        self.content_params = {}


class Handler(WSGIHandler):
    """Builds a PlainRequest for each request."""

    request_class = PlainRequest

    def check_response(self, response: Any, *args: Any, **kwargs: Any) -> None:
        """Raise ValueError if the view returned no response.

        Django also checks for a coroutine, which imports asyncio: a twentieth of a cold start. A
        response needs no such check.
        """
        if not isinstance(response, HttpResponseBase):
            super().check_response(response, *args, **kwargs)
