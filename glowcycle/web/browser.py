"""One request of a browser: made a phone's, answered by the API, and the answer made a page."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, ResolverMatch, resolve
from rest_framework.authentication import CSRFCheck

from glowcycle.api.parsers import MAX_BYTES, MAX_PHOTO_BYTES
from glowcycle.web import forms, session
from glowcycle.web.page_config import Form, pages
from glowcycle.web.queries import without_blanks

GetResponse = Callable[[HttpRequest], HttpResponse]
OWN = "glowcycle.web.views"
DONE = range(200, 300)
SEE_OTHER = 303
FIRST_PROBLEM = 400
JSON = ("application/json", "application/problem+json")
# JSON is what a page is made of; a picture, a photo or a file is passed on as it is.
ACCEPT = "application/json, application/problem+json, */*;q=0.1"
EXPIRED = "This form is too old to be sent: load the page anew, and fill it in once more."


@dataclass(frozen=True, slots=True)
class ApiResponse:
    """What the API answered, as a phone would see it."""

    status: int
    reason: str
    headers: dict[str, str]
    data: Any

    @property
    def is_problem(self) -> bool:
        """Whether the answer says what is wrong."""
        return self.status >= FIRST_PROBLEM

    @property
    def allowed(self) -> list[str]:
        """The methods that the address offers."""
        return [method.strip() for method in self.headers.get("Allow", "").split(",")]

    @property
    def errors(self) -> dict[str, list[str]]:
        """What is wrong, by field."""
        return dict(self.data.get("errors", {})) if self.is_problem and self.data else {}


def serve(request: HttpRequest, get_response: GetResponse) -> HttpResponse:
    """Return the page, or what else the API answers where no page was asked for."""
    match = _match(request)
    if match is not None and match.func.__module__ == OWN:
        return get_response(request)
    is_form = forms.is_form(request)
    if is_form and _length(request) > MAX_PHOTO_BYTES + MAX_BYTES:
        return _page(request, match, refused(413, "Too large: a photo may have up to 4 MB."))
    guard = CSRFCheck(get_response)
    guard.process_request(request)
    if is_form and guard.process_view(request, get_response, (), {}) is not None:
        return _guarded(guard, request, _page(request, match, refused(403, EXPIRED)))
    response = _ask(request, match, get_response, is_form=is_form)
    if is_form and (where := _where_next(request, match, response)):
        done = HttpResponseRedirect(where, status=SEE_OTHER)
        session.tell_done(done, status=response.status_code)
        return done
    if not _is_page(request, match, response):
        return response
    return _guarded(guard, request, _page(request, match, _told(response)))


def refused(status: int, detail: str) -> ApiResponse:
    """Return a refusal that the API never saw."""
    reason = HttpResponse(status=status).reason_phrase
    problem = {"status": status, "title": reason, "detail": detail}
    return ApiResponse(status, reason, {}, problem)


def form_of(match: ResolverMatch | None) -> Form | None:
    """Return the form of the address, None where no body is declared."""
    page = pages().get(match.view_name) if match else None
    return page.form if page else None


def _ask(
    request: HttpRequest, match: ResolverMatch | None, get_response: GetResponse, *, is_form: bool
) -> HttpResponse:
    environ = forms.as_phone_sends(request, form_of(match)) if is_form else dict(request.META)
    signed_in = session.read(request)
    # A cookie alone changes nothing: what is no form of a page, and no reading, comes unsigned.
    if signed_in and (is_form or request.method in ("GET", "HEAD")):
        environ["HTTP_AUTHORIZATION"] = f"Bearer {signed_in.token}"
    environ["HTTP_ACCEPT"] = ACCEPT
    environ["QUERY_STRING"] = without_blanks(environ.get("QUERY_STRING", ""))
    asked = cast(type[WSGIRequest], type(request))(environ)
    asked.request_id = request.request_id  # type: ignore[attr-defined]  # put there by RequestLog
    response = get_response(asked)
    request.resolver_match = asked.resolver_match
    return response


def _where_next(
    request: HttpRequest, match: ResolverMatch | None, response: HttpResponse
) -> str | None:
    """Return where to go after a form that did its work, None to stay and show the answer."""
    if response.status_code not in DONE or match is None:
        return None
    if "Location" in response.headers:
        return response.headers["Location"]
    method = request.POST.get("_method")
    if method in ("PUT", "PATCH"):
        return request.path
    if method == "DELETE" and not response.content:
        from glowcycle.web.page import way_back

        return way_back(request, match)
    return None


def _page(request: HttpRequest, match: ResolverMatch | None, told: ApiResponse) -> HttpResponse:
    from glowcycle.web import page

    return page.show(request, match, told)


def _guarded(guard: CSRFCheck, request: HttpRequest, page: HttpResponse) -> HttpResponse:
    """Return the page with the cookie that its forms are checked against."""
    guard.process_response(request, page)
    return page


def _told(response: HttpResponse) -> ApiResponse:
    return ApiResponse(
        status=response.status_code,
        reason=response.reason_phrase,
        headers=dict(response.headers),
        data=json.loads(response.content) if response.content else None,
    )


def _is_page(request: HttpRequest, match: ResolverMatch | None, response: HttpResponse) -> bool:
    """Return whether a page is wanted, and the answer can be made one."""
    page = pages().get(match.view_name) if match else None
    if page is not None and page.is_raw:
        return False
    if "text/html" not in request.META.get("HTTP_ACCEPT", "") or "format" in request.GET:
        return False
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    return kind in JSON or not response.content


def _match(request: HttpRequest) -> ResolverMatch | None:
    try:
        return resolve(request.path_info)
    except Resolver404:
        return None


def _length(request: HttpRequest) -> int:
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(length) if length.isdecimal() else 0
