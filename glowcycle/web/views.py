"""Home, signing in and out, and the files of the pages: addresses outside the API."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe
from rest_framework.exceptions import AuthenticationFailed

from glowcycle.api import sign_outs
from glowcycle.api.authentication import authenticate_token
from glowcycle.api.claims import Person
from glowcycle.errors import GlowCycleError, Unavailable
from glowcycle.web import assets, session
from glowcycle.web.front_page import front_page
from glowcycle.web.kept_forms import send_again_page
from glowcycle.web.page_response import render_page
from glowcycle.web.sign_in_page import UNAUTHENTICATED, sign_in_page

SEE_OTHER = 303
UNAVAILABLE = 503
REFUSED = "This token has expired or is not accepted. Please paste a current one."
COPIES_STAY = (
    "You are signed out in this browser. A copy of its cookie, should there be one, stays valid "
    "until your token expires, because our store did not answer."
)
CACHE_FOR_A_YEAR = "public, max-age=31536000, immutable"


def home(request: HttpRequest) -> HttpResponse:
    """Show the front page, or the form to sign in. Raise Http404 for a program."""
    if not hasattr(request, "page") or request.method not in ("GET", "HEAD"):
        raise Http404
    signed_in = session.current(request)
    if signed_in is None:
        return sign_in_page(request, status=200)
    if _sign_in_error(signed_in.person) == REFUSED:
        return sign_in_page(request, status=UNAUTHENTICATED)
    return render_page(request, "web/home.html", front_page(request, signed_in))


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Keep the pasted token."""
    if request.method == "GET":
        return HttpResponseRedirect(reverse("home"))
    token = request.POST.get("token", "").strip().removeprefix("Bearer ").strip()
    if error := _token_error(token) or _sign_in_error(partial(authenticate_token, token)):
        return sign_in_page(request, status=400, error=error)
    with suppress(Unavailable):
        _end_copies(request)  # of the session that this one replaces
    url = next_url(request)
    again = send_again_page(request, action=url, user_id=session.user_id_of(token))
    response = again or HttpResponseRedirect(url, status=SEE_OTHER)
    session.begin(request, response, token=token)
    return response


@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session in this browser, and in every copy of its cookie. GET changes nothing."""
    page: HttpResponse = HttpResponseRedirect(reverse("home"), status=SEE_OTHER)
    if request.method == "POST":
        try:
            _end_copies(request)
        except Unavailable:
            session.drop(request)
            page = sign_in_page(request, status=UNAVAILABLE, error=COPIES_STAY)
        session.end(page)
    return page


@require_safe
def asset(request: HttpRequest, digest: str, name: str) -> HttpResponse:  # noqa: ARG001
    """Return a file of the pages, cached for a year where the address has its current digest."""
    file = assets.files().get(name)
    if file is None:
        raise Http404
    response = HttpResponse(file.content, content_type=file.content_type)
    if digest == file.digest:
        response.headers["Cache-Control"] = CACHE_FOR_A_YEAR
    return response


def _end_copies(request: HttpRequest) -> None:
    """End the browser's session, if there is one, wherever its cookie is. Raise Unavailable."""
    signed_in = session.current(request)
    if signed_in is None:
        return
    try:
        person = signed_in.person()
        sign_outs.end(user_id=person.id, sign_in=signed_in.sign_in, expires_at=person.expires_at)
    except Unavailable:
        raise
    except (AuthenticationFailed, GlowCycleError):
        pass  # the API accepts no copy of the cookie as it is


def _token_error(token: str) -> str:
    """Return why no cookie can hold the token; an empty string where one can."""
    if not token:
        return "Please paste a token."
    if len(token) > session.MAX_TOKEN_LENGTH:
        return f"This token is longer than the {session.MAX_TOKEN_LENGTH} characters of a cookie."
    return ""


def _sign_in_error(authenticate: Callable[[], Person]) -> str:
    """Return why the API does not accept the caller; an empty string where it does."""
    try:
        authenticate()
    except AuthenticationFailed:
        return REFUSED
    except Unavailable:
        return "The token cannot be checked right now. Please try again a little later."
    except GlowCycleError as error:
        return str(error)
    return ""


def next_url(request: HttpRequest) -> str:
    """Return the page that she wanted before signing in; home unless it is one of ours."""
    url = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(url, allowed_hosts=None):
        return quote(url, safe="/?&=%+:@!$'()*,;-._~")
    return reverse("home")
