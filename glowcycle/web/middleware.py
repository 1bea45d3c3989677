"""Tells a browser from a program. What serves browsers is loaded with the first of them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from glowcycle.web.session import SESSION_COOKIE


class Pages:
    """Serve browsers: without a bearer token, and either asking for a page or signed in."""

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
