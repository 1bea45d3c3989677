"""The page with the form to sign in."""

from django.http import HttpRequest, HttpResponse

from glowcycle.web import session
from glowcycle.web.kept_forms import keep
from glowcycle.web.page_response import render_page

UNAUTHENTICATED = 401


def sign_in_page(request: HttpRequest, *, status: int, error: str = "") -> HttpResponse:
    """Return the page.

    Where the API has refused the session, and there is no other error, it also ends the session.
    """
    kept = keep(request)
    has_ended = status == UNAUTHENTICATED and not error and session.drop(request)
    page = render_page(
        request,
        "web/sign_in.html",
        {
            "error": error,
            "has_ended": has_ended,
            "was_sending": hasattr(request, "form_parser") and not error,
            "kept": kept,
            "has_file": bool(request.FILES),
            "next": request.POST.get("next") or request.get_full_path(),
        },
        status=status,
    )
    if has_ended:
        session.end(page)
    return page
