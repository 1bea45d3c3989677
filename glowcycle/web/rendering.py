"""Render a template as a page with its menu and its security headers."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from glowcycle.web import session
from glowcycle.web.navigation import menu_items

FORM_ACTION = "form-action 'self'"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    f"{FORM_ACTION}; base-uri 'none'; frame-ancestors 'none'"
)


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
    upload_origin: str = "",
) -> HttpResponse:
    """Return the page. It loads nothing from other hosts and runs no inline code.

    `upload_origin` is the one other host that a form on the page may send to.
    """
    signed_in = session.current(request)
    context = {**context, "session": signed_in, "menu": menu_items(signed_in)}
    response = render(request, template, context, status=status)
    policy = POLICY.replace(FORM_ACTION, f"{FORM_ACTION} {upload_origin}".strip())
    response.headers["Content-Security-Policy"] = policy
    patch_vary_headers(response, ["Accept", "Cookie"])
    session.forget_status(request, response)
    return response
