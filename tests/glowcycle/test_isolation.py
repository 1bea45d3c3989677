"""Every route by every method: what is hers is told to nobody else, and changed by nobody else."""

import re
from datetime import timedelta
from typing import NamedTuple
from uuid import uuid4

import pytest
from django.urls import URLPattern, get_resolver

from glowcycle.api.permissions import OPEN_ROUTES
from glowcycle.person.consents.texts import PHOTO_ANALYSIS, TEXTS
from glowcycle.person.erasure import receipts
from glowcycle.person.erasure.openapi import RECEIPT
from glowcycle.sandbox.identity import issue_token
from tests import contract
from tests.glowcycle.test_hostile_records import KINDS, METRICS, whole
from tests.glowcycle.test_identity import FOREIGN, claims, rs256, signed
from tests.phone import Phone

CANARY = "canary-7f3a"
DAY = "2026-03-01"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
NOWHERE = "00000000-0000-4000-8000-000000000000"
BODIES = {
    "journal": {"date": DAY, "text": CANARY, "mood": CANARY, "tags": [CANARY]},
    "period": {"date": DAY, "flow": "light", "symptoms": [CANARY]},
    "skin": {"date": DAY, "metrics": METRICS},
}
OWN = {kind.name: kind.body for kind in KINDS}
# What stands for each part of a path where there is no such record or person.
MISSING = {
    "entry_id": NOWHERE,
    "scan_id": NOWHERE,
    "user_id": NOWHERE,
    "receipt_id": NOWHERE,
    "day": "2026-02-02",
    "name": PHOTO_ANALYSIS,  # the same for everybody
}


class Route(NamedTuple):
    """A path with parts to fill in, its name, and the methods it offers."""

    template: str
    name: str
    offered: set[str]


def routes(patterns, prefix=""):
    """Yield every route there is."""
    for pattern in patterns:
        template = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            view = pattern.callback
            if view.__module__ == contract.OWN:
                continue  # they read nothing that is stored
            offered = {name.upper() for name in getattr(view, "actions", None) or vars(view.cls)}
            offered |= {"HEAD"} if "GET" in offered else set()
            yield Route(template, str(pattern.name), offered & set(METHODS))
        else:
            yield from routes(pattern.url_patterns, template)


ROUTES = list(routes(get_resolver().url_patterns))
every_route = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.template)


def filled(template, parts):
    """Return the path; a part that is new to this test has to be given a value here first."""
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda part: parts[part[1]], template)


def body_for(template, bodies):
    """Return a good body of the kind of record that the path names; of a day it names the date."""
    if template == "me/retention":
        return dict.fromkeys(BODIES)
    whole = {"sync": {"operations": []}, "me": {"version": TEXTS[PHOTO_ANALYSIS].version}}
    body = {**bodies, **whole}.get(template.split("/")[0], {})
    return {name: value for name, value in body.items() if name != "date" or ":day" not in template}


@pytest.fixture
def hers(alice):
    """Alice's records hold the canary; return the parts of their paths."""
    written = {name: alice.post(f"/{name}", body).json() for name, body in BODIES.items()}
    return {
        "entry_id": written["journal"]["entryId"],
        "scan_id": written["skin"]["scanId"],
        "day": DAY,
        "user_id": alice.person_id,
        "name": PHOTO_ANALYSIS,
        "receipt_id": receipts.issue({**RECEIPT, "receiptId": str(uuid4())})["receiptId"],
    }


def all_of(phone):
    return [kind.listed(phone) for kind in KINDS]


def assert_silent(answer):
    """Assert that nothing of hers is in the answer."""
    assert CANARY.encode() not in answer.content
    assert CANARY not in str(answer.headers)


def impostors(person_id):
    """Yield phones that nobody signed in: without a token, and with tokens that are worth none."""
    yield Phone(person_id, None)
    yield Phone(person_id, signed(claims(person_id), rs256(FOREIGN)))
    yield Phone(person_id, issue_token(person_id=person_id, lifetime=timedelta(minutes=-1)))


@every_route
def test_without_a_token_the_open_routes_answer_and_no_others(route, hers, alice):
    before = all_of(alice)
    for phone in impostors(alice.person_id):
        for method in METHODS:
            answer = phone.send(
                method, filled(route.template, hers), body_for(route.template, BODIES)
            )
            if route.name not in OPEN_ROUTES:
                assert answer.status_code == 401, method
                assert "WWW-Authenticate" in answer.headers
            else:
                assert (answer.status_code < 400) == (method in route.offered), method
            assert_silent(answer)
    assert all_of(alice) == before


@every_route
def test_a_stranger_is_told_what_is_told_of_nobody(route, hers, alice, stranger):
    before = all_of(alice)
    for method in METHODS:
        answer, missing = (
            stranger.send(method, filled(route.template, parts), body_for(route.template, OWN))
            for parts in (hers, MISSING)
        )
        assert_silent(answer)
        refused = answer.status_code >= 400 or missing.status_code >= 400
        if refused and route.name not in OPEN_ROUTES:
            assert whole(answer) == whole(missing), method
        if "user_id" in route.template:
            assert answer.status_code == 403
    assert all_of(alice) == before


@every_route
def test_its_owner_is_answered_by_what_is_offered_and_by_nothing_else(route, hers, alice):
    for method in METHODS:
        answer = alice.send(method, filled(route.template, hers), body_for(route.template, BODIES))
        if method not in route.offered:
            assert answer.status_code == 405, method
            said = set(answer.headers["Allow"].split(", ")) - {"OPTIONS"}
            assert said == route.offered
        elif route.name not in {"skin-analyze", "skin-photos", "skin-photo"}:  # they want a photo
            assert answer.status_code < 400, (method, answer.content)


def test_the_canary_sings_for_its_owner(alice, hers):
    for path in (f"/journal/{hers['entry_id']}", f"/period/{DAY}"):
        assert CANARY in alice.get(path).content.decode()
    for kind in KINDS[:2]:
        assert CANARY in str(kind.listed(alice))


def test_open_routes_are_routes_and_a_name_is_one_routes_only():
    names = [route.name for route in ROUTES]
    assert set(names) >= OPEN_ROUTES
    assert len(names) == len(set(names))
    assert "None" not in names
