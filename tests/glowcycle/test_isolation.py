"""Every route by every method: what is hers is told to nobody else, and changed by nobody else."""

import pytest

from glowcycle.api.permissions import OPEN_ROUTES
from glowcycle.encryption import keyring
from glowcycle.person.consents.texts import PHOTO_ANALYSIS, TEXTS
from tests.support.canary_records import BODIES, CANARY, DAY, all_records, store_canaries
from tests.support.faults import store_faults
from tests.support.phone import Phone
from tests.support.photo_bucket import bucket_faults
from tests.support.record_samples import KINDS, whole
from tests.support.routes import METHODS, ROUTES, every_route
from tests.support.tokens import WRONG_CLAIMS, ask, assert_refused, claims, forgeries, rs256, signed

NOWHERE = "00000000-0000-4000-8000-000000000000"
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
    return store_canaries(alice)


def assert_silent(answer):
    """Assert that nothing of hers is in the answer."""
    assert CANARY.encode() not in answer.content
    assert CANARY not in str(answer.headers)


def impostors(user_id, issuer_key):
    """Yield who nobody signed in: without a token, and with one of each kind that is worth none."""
    yield "no token", Phone(user_id, None)
    for name, changes in WRONG_CLAIMS.items():
        token = signed(claims(user_id, **changes), rs256(issuer_key))
        yield name, Phone(user_id, token)
    for name, token in forgeries(user_id, issuer_key):
        yield name, Phone(user_id, token)


def told(answer):
    """Return what a refusal says wherever it is said; Allow and Vary are the address's own."""
    status, body, headers = whole(answer)
    return status, body, {name: headers[name] for name in headers.keys() - {"Allow", "Vary"}}


@every_route
def test_without_a_good_token_the_open_routes_answer_and_no_others(route, hers, alice, issuer_key):
    refused = {
        authorization: told(assert_refused(ask(alice, authorization), code))
        for authorization, code in (("", "not_authenticated"), ("x", "authentication_failed"))
    }
    before, path, body = all_records(alice), route.at(hers), body_for(route.template, BODIES)
    with store_faults() as stored, bucket_faults() as bucketed:
        for name, phone in impostors(alice.user_id, issuer_key):
            status, problem, headers = refused["x" if phone.token else ""]
            for method in METHODS:
                answer = phone.send(method, path, body)
                assert_silent(answer)
                if route.name in OPEN_ROUTES:
                    assert (answer.status_code < 400) == (method in route.offered), (name, method)
                else:
                    expected = (status, b"" if method == "HEAD" else problem, headers)
                    assert told(answer) == expected, (name, method)
    if route.name != "receipt":  # which is anybody's who has its id
        assert (stored, bucketed) == ([], []), "the store was read for nobody"
    assert all_records(alice) == before


@every_route
def test_a_stranger_is_told_what_is_told_of_nobody(route, hers, alice, stranger):
    before = all_records(alice)
    for method in METHODS:
        seen = []
        for parts in (hers, MISSING):
            keyring.forget()  # else the second request need not ask for the stranger's key
            with store_faults() as stored, bucket_faults() as bucketed:
                answer = stranger.send(method, route.at(parts), body_for(route.template, OWN))
            assert_silent(answer)
            seen.append((answer, stored, bucketed))
        (answer, *calls), (missing, *other_calls) = seen
        refused = answer.status_code >= 400 or missing.status_code >= 400
        if refused and route.name not in OPEN_ROUTES:
            assert whole(answer) == whole(missing), method
            assert calls == other_calls, "who measures time is told nothing either"
        if "user_id" in route.template:
            assert answer.status_code == 403
    assert all_records(alice) == before


@every_route
def test_its_owner_is_answered_by_what_is_offered_and_by_nothing_else(route, hers, alice):
    for method in METHODS:
        answer = alice.send(method, route.at(hers), body_for(route.template, BODIES))
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
