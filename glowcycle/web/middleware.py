"""Tell browsers from programs; load the modules for browsers with the first browser's request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Addresses for those who have a link of hers: none of our pages repeats its secret, sets a cookie
# there or looks for her session.
OWN_PAGES = ("/shared/", "/calendar/")


class BrowserMiddleware:
    """Mark a request that accepts HTML, and has no bearer token, as a browser's.

    Sets `request.page` and, for a form, `request.form_parser`: see `api.negotiation`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        meta = request.META
        is_browser = "text/html" in meta.get("HTTP_ACCEPT", "")
        has_token = "HTTP_AUTHORIZATION" in meta
        if is_browser and not has_token and not request.path_info.startswith(OWN_PAGES):
            from glowcycle.web import browser_requests

            browser_requests.mark(request)
        return self.get_response(request)
