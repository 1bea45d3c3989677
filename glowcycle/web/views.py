"""Home, signing in and out, and the files of the pages: addresses outside the API."""

from datetime import timedelta
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_protect, ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_safe
from rest_framework.exceptions import AuthenticationFailed

from glowcycle.api.authentication import BearerToken
from glowcycle.errors import Unavailable
from glowcycle.web import assets, session
from glowcycle.web.rendering import render_page
from glowcycle.web.sign_in_page import show_sign_in

SEE_OTHER = 303
DEMO_LIFETIME = timedelta(days=1)
REFUSED = "This token has expired or is not accepted. Please paste a current one."
CACHE_FOR_A_YEAR = "public, max-age=31536000, immutable"


@ensure_csrf_cookie
def home(request: HttpRequest) -> HttpResponse:
    """Show the links to all pages, or the form to sign in. Raise Http404 for a program."""
    is_program = "HTTP_AUTHORIZATION" in request.META or "text/html" not in request.META.get(
        "HTTP_ACCEPT", ""
    )
    if is_program or request.method not in ("GET", "HEAD"):
        raise Http404
    signed_in = session.current(request)
    if signed_in is None:
        return show_sign_in(request, status=200)
    if _token_error(signed_in.token) == REFUSED:
        return show_sign_in(request)
    return render_page(request, "web/home.html", {})


@require_http_methods(["GET", "POST"])
@csrf_protect
def sign_in(request: HttpRequest) -> HttpResponse:
    """Keep the pasted token, or in the sandbox a token of the demo person."""
    if request.method == "GET":
        return HttpResponseRedirect(reverse("home"))
    token = request.POST.get("token", "").strip().removeprefix("Bearer ").strip()
    if settings.SANDBOX and "demo" in request.POST:
        from glowcycle.sandbox import DEMO_PERSON
        from glowcycle.sandbox.identity import issue_token

        token = issue_token(user_id=DEMO_PERSON, lifetime=DEMO_LIFETIME)
    if error := _token_error(token):
        return show_sign_in(request, status=400, error=error)
    redirect = HttpResponseRedirect(_next_url(request), status=SEE_OTHER)
    session.begin(redirect, token=token)
    return redirect


@require_http_methods(["GET", "POST"])
@csrf_protect
def sign_out(request: HttpRequest) -> HttpResponse:
    """Remove the token from the browser. GET changes nothing."""
    redirect = HttpResponseRedirect(reverse("home"), status=SEE_OTHER)
    if request.method == "POST":
        session.end(redirect)
    return redirect


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


def _token_error(token: str) -> str:
    """Return why the token cannot be used; an empty string where it can."""
    if not token:
        return "Please paste a token."
    if len(token) > session.MAX_TOKEN_LENGTH:
        return f"This token is longer than the {session.MAX_TOKEN_LENGTH} characters of a cookie."
    try:
        return "" if _is_accepted(token) else REFUSED
    except Unavailable:
        return "The token cannot be checked right now. Please try again a little later."


def _is_accepted(token: str) -> bool:
    request = HttpRequest()
    request.META["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    try:
        return BearerToken().authenticate(request) is not None  # type: ignore[arg-type]  # it reads only the headers
    except AuthenticationFailed:
        return False


def _next_url(request: HttpRequest) -> str:
    """Return the page that she wanted before signing in; home unless it is one of ours."""
    url = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(url, allowed_hosts=None):
        return quote(url, safe="/?&=%+:@!$'()*,;-._~")
    return reverse("home")
