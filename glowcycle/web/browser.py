"""Serve one request of a browser: send the API a phone's request and show the answer as a page."""

from collections.abc import Callable
from typing import cast

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, ResolverMatch, resolve
from rest_framework.authentication import CSRFCheck

from glowcycle.api.parsers import MAX_BYTES, MAX_PHOTO_BYTES
from glowcycle.web import session
from glowcycle.web.api_page import show_response
from glowcycle.web.api_response import from_http, refusal
from glowcycle.web.form_submission import api_environ, is_form_submission
from glowcycle.web.navigation import parent_url
from glowcycle.web.page_registry import page_config
from glowcycle.web.query_string import drop_blank_parameters

GetResponse = Callable[[HttpRequest], HttpResponse]
WEB_VIEWS = "glowcycle.web.views"
SUCCESS = range(200, 300)
SEE_OTHER = 303
JSON_TYPES = ("application/json", "application/problem+json")
# A page is made from JSON; images, photos and files pass through as they are.
ACCEPT = "application/json, application/problem+json, */*;q=0.1"
EXPIRED_FORM = "This form is too old. Reload the page and fill the form in again."
TOO_LARGE = "This file is too large. Upload a photo of more than 4 MB to the bucket."


def serve(request: HttpRequest, get_response: GetResponse) -> HttpResponse:
    """Return a page; the API's own answer where the browser did not ask for a page."""
    match = _match(request)
    if match is not None and match.func.__module__ == WEB_VIEWS:
        return get_response(request)
    is_form = is_form_submission(request)
    if is_form and _content_length(request) > MAX_PHOTO_BYTES + MAX_BYTES:
        return show_response(request, match, refusal(413, TOO_LARGE))
    csrf = CSRFCheck(get_response)
    csrf.process_request(request)
    if is_form and csrf.process_view(request, get_response, (), {}) is not None:
        page = show_response(request, match, refusal(403, EXPIRED_FORM))
        return _with_csrf_cookie(csrf, request, page)
    response = _call_api(request, match, get_response, is_form=is_form)
    if is_form and (url := _redirect_url(request, match, response)):
        redirect = HttpResponseRedirect(url, status=SEE_OTHER)
        session.remember_status(redirect, status=response.status_code)
        return redirect
    if not _is_shown_as_page(request, match, response):
        return response
    return _with_csrf_cookie(csrf, request, show_response(request, match, from_http(response)))


def _call_api(
    request: HttpRequest, match: ResolverMatch | None, get_response: GetResponse, *, is_form: bool
) -> HttpResponse:
    """Return the API's answer to the request as a phone would send it."""
    environ = api_environ(request, page_config(match).form) if is_form else dict(request.META)
    signed_in = session.current(request)
    # The cookie alone never authorizes a change: only reads and our own forms get the token.
    if signed_in and (is_form or request.method in ("GET", "HEAD")):
        environ |= signed_in.environ
    environ["HTTP_ACCEPT"] = ACCEPT
    for name in ("PATH_INFO", "SCRIPT_NAME"):  # Django has decoded them
        environ[name] = environ[name].encode().decode("latin-1")
    environ["QUERY_STRING"] = drop_blank_parameters(environ.get("QUERY_STRING", ""))
    api_request = cast(type[WSGIRequest], type(request))(environ)
    api_request.request_id = request.request_id  # type: ignore[attr-defined]  # set by RequestLog
    response = get_response(api_request)
    request.resolver_match = api_request.resolver_match
    return response


def _redirect_url(
    request: HttpRequest, match: ResolverMatch | None, response: HttpResponse
) -> str | None:
    """Return where a successful form leads; None to show the answer at this address."""
    if response.status_code not in SUCCESS or match is None:
        return None
    if "Location" in response.headers:
        return response.headers["Location"]
    method = request.POST.get("_method")
    if method in ("PUT", "PATCH"):
        return request.path
    if method == "DELETE" and not response.content:
        return parent_url(request, page_config(match))
    return None


def _with_csrf_cookie(csrf: CSRFCheck, request: HttpRequest, page: HttpResponse) -> HttpResponse:
    csrf.process_response(request, page)
    return page


def _is_shown_as_page(
    request: HttpRequest, match: ResolverMatch | None, response: HttpResponse
) -> bool:
    """Return whether the browser asked for a page and the answer is JSON or empty."""
    if page_config(match).is_raw:
        return False
    if "text/html" not in request.META.get("HTTP_ACCEPT", "") or "format" in request.GET:
        return False
    content_type = response.headers.get("Content-Type", "").partition(";")[0]
    return content_type in JSON_TYPES or not response.content


def _match(request: HttpRequest) -> ResolverMatch | None:
    try:
        return resolve(request.path_info)
    except Resolver404:
        return None


def _content_length(request: HttpRequest) -> int:
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(length) if length.isdecimal() else 0
