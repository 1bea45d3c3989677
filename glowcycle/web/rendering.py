"""Render a template as a page with its menu and its security headers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from glowcycle.web import session
from glowcycle.web.navigation import menu_items

FORM_ACTION = "form-action 'self'"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    f"{FORM_ACTION}; base-uri 'none'; frame-ancestors 'none'"
)
# Headers of a program's answer that would be wrong for the page of it.
NOT_OF_PAGES = ("Content-Disposition", "ETag", "Link")


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page. It loads nothing from other hosts and runs no inline code.

    upload_origin   the one other host that a form on the page may send to
    ends_session    whether the browser forgets who is signed in
    """

    html: str
    upload_origin: str = ""
    ends_session: bool = False

    def set_headers(self, response: HttpResponse) -> None:
        """Set the headers of the page on the response that it is sent with."""
        policy = POLICY.replace(FORM_ACTION, f"{FORM_ACTION} {self.upload_origin}".strip())
        for name in NOT_OF_PAGES:
            response.headers.pop(name, None)
        response.headers["Content-Type"] = "text/html; charset=utf-8"
        response.headers["Content-Security-Policy"] = policy
        patch_vary_headers(response, ["Accept", "Cookie"])
        if self.ends_session:
            session.end(response)

    def response(self, *, status: int = 200) -> HttpResponse:
        """Return the page as a response of its own."""
        response = HttpResponse(self.html, status=status)
        self.set_headers(response)
        return response


def render(
    request: HttpRequest, template: str, context: Mapping[str, Any], **options: Any
) -> RenderedPage:
    """Return the page of the template; `options` are those of RenderedPage."""
    signed_in = session.current(request)
    context = {**context, "session": signed_in, "menu": menu_items(signed_in)}
    return RenderedPage(render_to_string(template, context, request), **options)
