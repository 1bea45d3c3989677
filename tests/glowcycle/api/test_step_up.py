"""The call that begins an erasure or an export needs a recent sign-in, where a stage says so."""

import time

import pytest
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from glowcycle.api.claims import Person
from glowcycle.api.step_up import NOT_SAID, TOO_LONG_AGO, RecentSignInNeeded, needs_recent_sign_in
from glowcycle.person.export import export_job
from glowcycle.person.export import services as exports
from tests.support.canary_records import all_records
from tests.support.phone import Phone
from tests.support.problems import assert_problem
from tests.support.tokens import claims, rs256, signed

CODE = "insufficient_user_authentication"
MINUTES = 10
BEGINNINGS = [("GET", "/me/export"), ("POST", "/me/export"), ("DELETE", "/me")]


@pytest.fixture
def signed_in_before(alice, issuer_key, settings):
    """Return a function that signs Alice's phone in that many seconds ago, or at no stated time."""
    settings.STEP_UP_MINUTES = MINUTES

    def phone(seconds, **changes):
        said = {} if seconds is None else {"auth_time": int(time.time()) - seconds}
        token = signed(claims(alice.user_id, **said, **changes), rs256(issuer_key))
        return Phone(alice.user_id, token)

    return phone


def assert_challenged(answer, sentence=TOO_LONG_AGO):
    problem = assert_problem(answer, 401, CODE)
    assert problem["detail"] == sentence
    assert answer.headers["WWW-Authenticate"] == (
        f'Bearer realm="glowcycle", error="{CODE}", error_description="{sentence}", '
        f'max_age="{MINUTES * 60}"'
    )


@pytest.mark.parametrize("seconds", [MINUTES * 60 + 1, 3600, 86_400 * 365])
@pytest.mark.parametrize(("method", "path"), BEGINNINGS)
def test_an_old_sign_in_begins_nothing(alice, signed_in_before, method, path, seconds):
    alice.post("/period", {"date": "2026-03-01", "flow": "light"})
    before = all_records(alice)
    assert_challenged(signed_in_before(seconds).send(method, path))
    assert all_records(alice) == before
    assert export_job.find(user_id=alice.user_id) is None
    assert alice.get(f"/period/user/{alice.user_id}").status_code == 200


@pytest.mark.parametrize("seconds", [0, 60, MINUTES * 60 - 30])
@pytest.mark.parametrize(("method", "path"), BEGINNINGS)
def test_a_recent_sign_in_begins_it(signed_in_before, method, path, seconds):
    assert signed_in_before(seconds).send(method, path).status_code in (200, 202)


@pytest.mark.parametrize("said", [{}, {"auth_time": "now"}, {"auth_time": True}, {"auth_time": []}])
def test_without_auth_time_she_may_erase_but_not_export(signed_in_before, said):
    phone = signed_in_before(None, **said)
    assert_challenged(phone.get("/me/export"), NOT_SAID)
    assert phone.delete("/me").status_code == 202


@pytest.mark.parametrize("seconds", [None, 0, 86_400])
def test_it_is_off_by_default(signed_in_before, settings, seconds):
    settings.STEP_UP_MINUTES = 0
    phone = signed_in_before(seconds)
    assert phone.get("/me/export").status_code == 200
    assert phone.delete("/me").status_code == 202


def test_an_erasure_goes_on_with_an_old_sign_in(signed_in_before, monkeypatch):
    assert signed_in_before(0).delete("/me").status_code == 202
    for _ in range(2):
        assert signed_in_before(3600).delete("/me").status_code == 202


def test_an_export_goes_on_and_is_fetched_with_an_old_sign_in(alice, signed_in_before, monkeypatch):
    alice.post("/period", {"date": "2026-03-01", "flow": "light"})
    with monkeypatch.context() as hurry:
        hurry.setattr(exports, "MAX_SECONDS", 0)
        assert signed_in_before(0).get("/me/export").status_code == 202
    monkeypatch.setattr(exports, "MAX_RESPONSE_BYTES", 0)
    old = signed_in_before(3600)
    while (answer := old.get("/me/export")).status_code == 202:
        pass
    assert answer.json()["status"] == "ready"
    assert old.get("/me/export").json()["status"] == "ready"
    assert old.delete("/me/export").status_code == 204
    assert_challenged(old.get("/me/export"))


def test_all_else_needs_no_recent_sign_in(signed_in_before):
    phone = signed_in_before(86_400)
    assert phone.post("/period", {"date": "2026-03-01", "flow": "light"}).status_code == 201
    for path in ("/sync", "/me/consents", "/me/retention", f"/period/user/{phone.user_id}"):
        assert phone.get(path).status_code == 200
    assert phone.delete("/me/export").status_code == 204


class Share:
    """A view that begins something, and one that may continue it."""

    begun = False

    @needs_recent_sign_in()
    def begin(self, request):
        return request and "begun"

    @needs_recent_sign_in(unless=lambda user_id: Share.begun and user_id == "alice")
    def go_on(self, request, share_id):
        return request and share_id


@pytest.mark.parametrize(("age", "passes"), [(30, True), (601, False), (None, False)])
def test_a_view_names_its_beginnings(settings, age, passes):
    settings.STEP_UP_MINUTES = MINUTES
    request = Request(APIRequestFactory().post("/"))
    auth_time = None if age is None else time.time() - age
    request.user = Person(id="alice", expires_at=0, auth_time=auth_time, has_scopes=True)
    calls = [lambda: Share().begin(request), lambda: Share().go_on(request, share_id="begun")]
    for call in calls:
        if passes:
            assert call() == "begun"
        else:
            with pytest.raises(RecentSignInNeeded):
                call()
    Share.begun = True
    assert Share().go_on(request, share_id="x") == "x"
    Share.begun = False
    assert Share.begin.__name__ == "begin"
