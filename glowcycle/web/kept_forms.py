"""What a form sent when its session had ended, to be sent after the sign-in."""

from django.http import HttpRequest, HttpResponse, QueryDict

from glowcycle.web import session
from glowcycle.web.humanize import label
from glowcycle.web.page_response import render_page

KEPT = "kept"


def keep(request: HttpRequest) -> str:
    """Return what a form of ours sent; a file cannot be kept."""
    if KEPT in request.POST:  # the sign-in failed
        return request.POST[KEPT]
    form = getattr(request, "form_parser", None)
    if form is None or request.FILES or not session.is_our_form(request):
        return ""
    sent = form.sent.copy()
    sent.pop("csrfmiddlewaretoken", None)
    return str(sent.urlencode())


def send_again_page(request: HttpRequest, *, action: str) -> HttpResponse | None:
    """Return the page that sends what was kept to that address; None where nothing was."""
    if not request.POST.get(KEPT):
        return None
    lists = QueryDict(request.POST[KEPT]).lists()
    sent = [(name, value) for name, values in lists for value in values]
    shown = [
        ("Body" if name == "_json" else label(name), value)
        for name, value in sent
        if value and (name == "_json" or not name.startswith(("_", "initial-")))
    ]
    context = {"action": action, "sent": sent, "shown": shown}
    return render_page(request, "web/send_again.html", context)
