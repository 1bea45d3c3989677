"""The page with the form to sign in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from glowcycle.web import session
from glowcycle.web.rendering import render_page

UNAUTHENTICATED = 401


def show_sign_in(
    request: HttpRequest, *, status: int = UNAUTHENTICATED, error: str = ""
) -> HttpResponse:
    """Return the page.

    With status 401 and no other error it also ends the session that the API refused.
    """
    has_ended = status == UNAUTHENTICATED and not error and session.drop(request)
    response = render_page(
        request,
        "web/sign_in.html",
        {
            "error": error,
            "has_ended": has_ended,
            "was_sending": request.method == "POST" and not error,
            "next": request.POST.get("next") or request.get_full_path(),
            "sandbox": settings.SANDBOX,
        },
        status=status,
    )
    if has_ended:
        session.end(response)
    return response
