"""What a form sent when its session had ended, to be sent after the sign-in.

It is signed, with the person whose session it was: nobody can make her send what another wrote.
"""

from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict

from glowcycle.web import session
from glowcycle.web.humanize import label
from glowcycle.web.page_response import render_page

KEPT = "kept"
SALT = "glowcycle.kept_forms"


def keep(request: HttpRequest) -> str:
    """Return what a form of ours sent; a file cannot be kept."""
    if KEPT in request.POST:  # the sign-in failed
        return request.POST[KEPT]
    form, signed_in = getattr(request, "form_parser", None), session.current(request)
    if form is None or signed_in is None or request.FILES or not session.is_our_form(request):
        return ""
    sent = form.sent.copy()
    sent.pop("csrfmiddlewaretoken", None)
    return signing.dumps([signed_in.user_id, sent.urlencode()], salt=SALT, compress=True)


def send_again_page(request: HttpRequest, *, action: str, user_id: str) -> HttpResponse | None:
    """Return the page that sends what was kept of her to that address; None where nothing was."""
    try:
        kept_of, kept = signing.loads(request.POST.get(KEPT, ""), salt=SALT)
    except signing.BadSignature:
        return None
    if kept_of != user_id:
        return None
    lists = QueryDict(kept).lists()
    sent = [(name, value) for name, values in lists for value in values]
    shown = [
        ("Body" if name == "_json" else label(name), value)
        for name, value in sent
        if value and (name == "_json" or not name.startswith(("_", "initial-")))
    ]
    method = dict(sent).get("_method", "POST")
    context = {"method": method, "action": action, "sent": sent, "shown": shown}
    return render_page(request, "web/send_again.html", context)
