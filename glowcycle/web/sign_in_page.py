"""The page with the form to sign in."""

from django.http import HttpRequest

from glowcycle.web import session
from glowcycle.web.rendering import RenderedPage, render

UNAUTHENTICATED = 401


def sign_in_page(request: HttpRequest, *, is_refused: bool = True, error: str = "") -> RenderedPage:
    """Return the page.

    Where the API has refused the session, and there is no other error, it also ends the session.
    """
    has_ended = is_refused and not error and session.drop(request)
    return render(
        request,
        "web/sign_in.html",
        {
            "error": error,
            "has_ended": has_ended,
            "was_sending": hasattr(request, "form_parser") and not error,
            "kept": _kept(request),
            "has_file": bool(request.FILES),
            "next": request.POST.get("next") or request.get_full_path(),
        },
        ends_session=has_ended,
    )


def _kept(request: HttpRequest) -> str:
    """Return what a form of ours sent, for the page after the sign-in; a file cannot be kept."""
    if "kept" in request.POST:  # the sign-in failed
        return request.POST["kept"]
    form = getattr(request, "form_parser", None)
    if form is None or request.FILES or not session.is_our_form(request):
        return ""
    sent = form.sent.copy()
    sent.pop("csrfmiddlewaretoken", None)
    return str(sent.urlencode())
