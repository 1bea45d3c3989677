"""Tell browsers from programs; load the modules for browsers with the first browser's request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from glowcycle.web.session import SESSION_COOKIE


class BrowserMiddleware:
    """Serve pages to requests without a bearer token that accept HTML or carry the session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        meta = request.META
        if "HTTP_AUTHORIZATION" in meta or not (
            "text/html" in meta.get("HTTP_ACCEPT", "")
            or SESSION_COOKIE in meta.get("HTTP_COOKIE", "")
        ):
            return self.get_response(request)
        from glowcycle.web import browser

        return browser.serve(request, self.get_response)
