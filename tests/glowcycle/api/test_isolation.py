"""Every method of every route: nobody else can read or change a person's data."""

import pytest

from glowcycle.api.permissions import OPEN_ROUTES
from glowcycle.encryption import keyring
from glowcycle.person.consents.texts import PHOTO_ANALYSIS, TEXTS
from glowcycle.records import kind_at
from tests.support import shares
from tests.support.canary_records import BODIES, CANARY, DAY, all_records, store_canaries
from tests.support.faults import store_faults
from tests.support.phone import Phone
from tests.support.photo_bucket import bucket_faults
from tests.support.record_samples import KINDS, whole
from tests.support.routes import METHODS, ROUTES, every_route
from tests.support.tokens import WRONG_CLAIMS, ask, assert_refused, claims, forgeries, rs256, signed

NOWHERE = "00000000-0000-4000-8000-000000000000"
# So many of the impostors try all methods at each route, the others one.
THOROUGH = 4
# They want a file.
WITH_FILE = {("POST", "skin-analyze"), ("POST", "imports")}
CHOICES = {
    "me/retention": dict.fromkeys(BODIES),
    "me/profile": {"goal": "avoid"},
    "me/moods": {"moods": ["calm"]},
    "me/calendar": {"title": "Days"},
    "me/restriction": {"restricted": False},
}
OWN = {kind.name: kind.body for kind in KINDS}
# Parts of a path to a record or person that does not exist.
MISSING = {
    "entry_id": NOWHERE,
    "scan_id": NOWHERE,
    "stage_id": NOWHERE,
    "photo_id": NOWHERE,
    "user_id": NOWHERE,
    "receipt_id": NOWHERE,
    "import_id": NOWHERE,
    "calendar_secret": "A" * 43,
    "share_id": NOWHERE,
    "day": "2026-02-02",
    "name": PHOTO_ANALYSIS,  # the same for everybody
}


def body_for(template, bodies):
    """Return a valid body for the path, without the date if the path has it."""
    if "photo_id" in template or template.endswith(("/words", "me/report")):
        return {}
    if template in CHOICES:
        return CHOICES[template]
    if template.startswith("me/shares"):
        return {"name": "Sam"} if "share_id" in template else shares.body()
    if template.startswith("me/imports"):
        return {"size": 9} if template.endswith("uploads") else {}
    whole = {"sync": {"operations": []}, "me": {"version": TEXTS[PHOTO_ANALYSIS].version}}
    kind = kind_at(template)
    body = bodies[kind.name] if kind else whole.get(template.split("/")[0], {})
    return {name: value for name, value in body.items() if name != "date" or ":day" not in template}


@pytest.fixture
def canary_path(alice):
    """Store canary records for Alice; return the parameters of their paths."""
    return store_canaries(alice)


def assert_silent(answer):
    """Assert that the answer holds no canary."""
    assert CANARY.encode() not in answer.content
    assert CANARY not in str(answer.headers)


def impostors(user_id, issuer_key):
    """Yield phones without a valid token: one without a token, and one for each kind of error."""
    yield "no token", Phone(user_id, None)
    for name, changes in WRONG_CLAIMS.items():
        token = signed(claims(user_id, **changes), rs256(issuer_key))
        yield name, Phone(user_id, token)
    for name, token in forgeries(user_id, issuer_key):
        yield name, Phone(user_id, token)


def refusal(answer):
    """Return the parts of a refusal that are the same at every address."""
    status, body, headers = whole(answer)
    return status, body, {name: headers[name] for name in headers.keys() - {"Allow", "Vary"}}


@pytest.mark.usefixtures("issuer_decides")
@every_route
def test_without_a_valid_token_only_open_routes_answer(route, canary_path, alice, issuer_key):
    refused = {
        authorization: refusal(assert_refused(ask(alice, authorization), code))
        for authorization, code in (("", "not_authenticated"), ("x", "authentication_failed"))
    }
    before, path, body = all_records(alice), route.at(canary_path), body_for(route.template, BODIES)
    with store_faults() as stored, bucket_faults() as bucketed:
        for number, (name, phone) in enumerate(impostors(alice.user_id, issuer_key)):
            status, problem, headers = refused["x" if phone.token else ""]
            # In turn, so that each token meets each method at some route.
            turn = (number + ROUTES.index(route)) % len(METHODS)
            for method in METHODS if number < THOROUGH else METHODS[turn : turn + 1]:
                answer = phone.send(method, path, body)
                assert_silent(answer)
                if route.name in OPEN_ROUTES:
                    is_offered = method in {*route.offered, "OPTIONS"}
                    assert (answer.status_code < 400) == is_offered, (name, method)
                else:
                    expected = (status, b"" if method == "HEAD" else problem, headers)
                    assert refusal(answer) == expected, (name, method)
    if route.name not in ("receipt", "calendar-feed"):  # anybody who has its id may read it
        assert (stored, bucketed) == ([], []), "the store was read without a valid token"
    assert all_records(alice) == before


@every_route
def test_a_stranger_gets_the_same_answer_as_for_a_missing_record(
    route, canary_path, alice, stranger
):
    before = all_records(alice)
    for method in METHODS:
        seen = []
        for parts in (canary_path, MISSING):
            keyring.forget()  # so that both requests fetch the stranger's key
            with store_faults() as stored, bucket_faults() as bucketed:
                answer = stranger.send(method, route.at(parts), body_for(route.template, OWN))
            assert_silent(answer)
            seen.append((answer, stored, bucketed))
        (answer, *calls), (missing, *other_calls) = seen
        refused = answer.status_code >= 400 or missing.status_code >= 400
        if refused and route.name not in OPEN_ROUTES:
            assert whole(answer) == whole(missing), method
            assert calls == other_calls, "the time of the answer shows that the record exists"
        if "user_id" in route.template:
            assert answer.status_code == 403
    assert all_records(alice) == before


@every_route
def test_the_owner_can_use_exactly_the_offered_methods(route, canary_path, alice):
    for method in METHODS:
        answer = alice.send(method, route.at(canary_path), body_for(route.template, BODIES))
        if method not in route.offered:
            assert answer.status_code == (200 if method == "OPTIONS" else 405), method
            allowed = set(answer.headers["Allow"].split(", "))
            assert allowed == {*route.offered, "OPTIONS"}
            if method == "OPTIONS":
                assert answer.json().keys() == {"name", "description", "renders", "parses"}
        elif (method, route.name) not in WITH_FILE and "photo" not in route.name:
            assert answer.status_code < 400, (method, answer.content)


def test_the_owner_can_read_the_canary(alice, canary_path):
    for path in (f"/journal/{canary_path['entry_id']}", f"/period/{DAY}"):
        assert CANARY in alice.get(path).content.decode()
    for kind in KINDS[:2]:
        assert CANARY in str(kind.listed(alice))


def test_open_routes_exist_and_route_names_are_unique():
    names = [route.name for route in ROUTES]
    assert set(names) >= OPEN_ROUTES
    assert len(names) == len(set(names))
    assert "None" not in names
