"""The bar on top of each page: another person, another day, her data as it was.

Each of its forms leads back to the page that it was sent from.
"""

from contextlib import suppress
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from glowcycle.api.today import TRAVEL_COOKIE, today, travelled_to
from glowcycle.encryption.keyring import Erased
from glowcycle.sandbox import seeding, travel
from glowcycle.sandbox.identity import issue_token
from glowcycle.sandbox.people import PEOPLE, SandboxPerson
from glowcycle.web import session
from glowcycle.web.kept_forms import send_again_page
from glowcycle.web.page_registry import page_config
from glowcycle.web.views import next_url

SEE_OTHER = 303
TOKEN_LIFE = timedelta(days=1)
# What an address may hold that is wrong for another person or on another day.
LEFT_OUT = ("cursor", "today")


def bar(request: HttpRequest) -> dict[str, Any]:
    """Return what the bar shows; a context processor of the sandbox."""
    signed_in, real_day = session.current(request), timezone.now().date()
    person = PEOPLE.get(signed_in.user_id) if signed_in else None
    late_in = person.history.late_in if person else None
    return {
        "sandbox_bar": {
            "people": PEOPLE.values(),
            "person": person,
            "today": today(),
            "travelled": travelled_to() is not None,
            "distance": _distance((today() - real_day).days),
            "late_day": real_day + timedelta(days=late_in) if late_in else None,
            "earliest": travel.EARLIEST,
            "latest": travel.latest(),
        }
    }


@require_POST
def choose_person(request: HttpRequest) -> HttpResponse:
    """Sign in as the person, whose history is written when she is first chosen."""
    person = _person(request)
    with suppress(Erased):  # her pages say so; a reset brings her back
        seeding.write_history(person)
    again = send_again_page(request, action=next_url(request), user_id=person.id)
    page = again or _back(request, as_person=person)
    session.begin(request, page, token=issue_token(user_id=person.id, lifetime=TOKEN_LIFE))
    return page


@require_POST
def travel_in_time(request: HttpRequest) -> HttpResponse:
    """Stand on the day from now on; without a day, on the real one."""
    redirect, text = _back(request), request.POST.get("day", "")
    day = travel.parse_day(text)
    if text and day is None:
        raise BadRequest("This is no day to travel to.")
    if day is None or day == timezone.now().date():
        redirect.delete_cookie(TRAVEL_COOKIE)
    else:
        redirect.set_cookie(TRAVEL_COOKIE, day.isoformat(), httponly=True, samesite="Lax")
    return redirect


@require_POST
def reset_person(request: HttpRequest) -> HttpResponse:
    """Bring back the data of the person as it was when she was first chosen."""
    seeding.reset(_person(request))
    return _back(request)


def _distance(days: int) -> str:
    """Return how far the day lies from the real one."""
    count = "1 day" if abs(days) == 1 else f"{abs(days):,} days"
    return f"{count} {'after' if days > 0 else 'before'}"


def _person(request: HttpRequest) -> SandboxPerson:
    """Return the person that the form names. Raise Http404."""
    try:
        return PEOPLE[request.POST.get("person", "")]
    except KeyError:
        raise Http404 from None


def _back(request: HttpRequest, *, as_person: SandboxPerson | None = None) -> HttpResponseRedirect:
    """Lead to the page of the form; for another person to her page of the same kind."""
    parts = urlsplit(next_url(request))
    query = QueryDict(parts.query, mutable=True)
    for name in LEFT_OUT:
        query.pop(name, None)
    url = _url(parts.path, as_person)
    return HttpResponseRedirect(f"{url}?{query.urlencode()}".rstrip("?"), status=SEE_OTHER)


def _url(path: str, as_person: SandboxPerson | None) -> str:
    """Return the address of a page of ours; home for any other. A record is one person's alone."""
    try:
        match = resolve(path)
    except Resolver404:
        return reverse("home")
    if as_person is None:
        return reverse(match.view_name, kwargs=match.kwargs)
    if "user_id" in match.kwargs:
        return reverse(match.view_name, kwargs={"user_id": as_person.id})
    if not any(name.endswith("_id") for name in match.kwargs):
        return reverse(match.view_name, kwargs=match.kwargs)
    parent = page_config(match).parent
    return reverse(parent, kwargs={"user_id": as_person.id}) if parent else reverse("home")
