"""Render a template as a page with its menu and its security headers."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from glowcycle.web import session
from glowcycle.web.navigation import menu

# A page loads nothing from other hosts and runs no inline code.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action {}; base-uri 'none'; frame-ancestors 'none'"
)


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
    upload_origin: str = "",
) -> HttpResponse:
    """Return the page; `upload_origin` is the one other host that a form on it may send to."""
    signed_in = session.current(request)
    context = {**context, "session": signed_in, "menu": menu(signed_in)}
    page = render(request, template, context, status=status)
    page.headers["Content-Security-Policy"] = POLICY.format(f"'self' {upload_origin}".strip())
    patch_vary_headers(page, ["Accept", "Cookie"])
    return page
