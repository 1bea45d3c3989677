"""The pages that are no address of the API: the way in, the way out, and what pages look like."""

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

SEE_OTHER = 303
DEMO_LIFETIME = timedelta(days=1)
REFUSED = "This token is not accepted, or has expired."
A_YEAR = "public, max-age=31536000, immutable"


@ensure_csrf_cookie
def home(request: HttpRequest) -> HttpResponse:
    """Lead to everything of hers, or let her sign in. A program finds nothing here."""
    from glowcycle.web import page

    is_program = "HTTP_AUTHORIZATION" in request.META or "text/html" not in request.META.get(
        "HTTP_ACCEPT", ""
    )
    if is_program or request.method not in ("GET", "HEAD"):
        raise Http404
    signed_in = session.read(request)
    if signed_in is None:
        return ask_to_sign_in(request, status=200)
    if _what_is_wrong(signed_in.token) == REFUSED:
        return ask_to_sign_in(request)
    return page.compose(request, "web/home.html", {})


@require_http_methods(["GET", "POST"])
@csrf_protect
def sign_in(request: HttpRequest) -> HttpResponse:
    """Keep the token that was pasted, or in the sandbox one of the demo person's."""
    if request.method == "GET":
        return HttpResponseRedirect(reverse("home"))
    token = request.POST.get("token", "").strip().removeprefix("Bearer ").strip()
    if settings.SANDBOX and "demo" in request.POST:
        from glowcycle.sandbox.demo import DEMO_PERSON
        from glowcycle.sandbox.identity import issue_token

        token = issue_token(user_id=DEMO_PERSON, lifetime=DEMO_LIFETIME)
    if error := _what_is_wrong(token):
        return ask_to_sign_in(request, status=400, error=error)
    done = HttpResponseRedirect(_next(request), status=SEE_OTHER)
    session.begin(done, token=token)
    return done


@require_http_methods(["GET", "POST"])
@csrf_protect
def sign_out(request: HttpRequest) -> HttpResponse:
    """Forget the token."""
    done = HttpResponseRedirect(reverse("home"), status=SEE_OTHER)
    if request.method == "POST":
        session.end(done)
    return done


@require_safe
def asset(request: HttpRequest, digest: str, name: str) -> HttpResponse:  # noqa: ARG001
    """Answer a file of the pages, to be kept for as long as its digest stands in its address."""
    found = assets.files().get(name)
    if found is None:
        raise Http404
    response = HttpResponse(found.content, content_type=found.content_type)
    if digest == found.digest:
        response.headers["Cache-Control"] = A_YEAR
    return response


def ask_to_sign_in(request: HttpRequest, *, status: int = 401, error: str = "") -> HttpResponse:
    """Return the form to sign in with, and end a session that was not accepted any more."""
    from glowcycle.web import page

    has_ended = status == 401 and session.SESSION_COOKIE in request.COOKIES  # noqa: PLR2004
    wanted = request.POST.get("next") or request.get_full_path()
    was_sending = request.method == "POST" and not error
    response = page.compose(
        request,
        "web/sign_in.html",
        {
            "error": error,
            "has_ended": has_ended,
            "was_sending": was_sending,
            "next": wanted,
            "sandbox": settings.SANDBOX,
        },
        status=status,
    )
    if has_ended:
        session.end(response)
    return response


def _what_is_wrong(token: str) -> str:
    if not token:
        return "Paste a token."
    if len(token) > session.MAX_TOKEN_LENGTH:
        return f"A browser keeps no token of more than {session.MAX_TOKEN_LENGTH} characters."
    try:
        return "" if _is_accepted(token) else REFUSED
    except Unavailable:
        return "The issuer's keys cannot be had just now: try again a little later."


def _is_accepted(token: str) -> bool:
    request = HttpRequest()
    request.META["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    try:
        return BearerToken().authenticate(request) is not None  # type: ignore[arg-type]  # reads headers alone
    except AuthenticationFailed:
        return False


def _next(request: HttpRequest) -> str:
    """Return the page that she was on her way to, where that is one of ours."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return quote(wanted, safe="/?&=%+:@!$'()*,;-._~")
    return reverse("home")
