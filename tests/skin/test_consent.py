"""A photo goes to the model with her word for it, and not without."""

import pytest

from glowcycle.person.consents import texts
from glowcycle.person.consents.texts import PHOTO_ANALYSIS, TEXTS, ConsentText
from tests.support import faults
from tests.support.faults import store_faults
from tests.support.model_answers import GOOD, said
from tests.support.photo_bucket import held, history, measure, picture, send, upload

PATH = f"/me/consents/{PHOTO_ANALYSIS}"


@pytest.fixture
def model(bedrock):
    """A model that would measure whatever it is sent."""
    bedrock.answers_with(said(GOOD))
    return bedrock


@pytest.fixture
def wary(alice):
    """A person who took her consent back."""
    assert alice.delete(PATH).status_code == 204
    return alice


def test_without_consent_no_photo_leaves_and_the_answer_says_how_to_give_it(wary, model):
    photo_id = upload(wary, picture())
    for answer in (send(wary, picture()), measure(wary, photo_id)):
        problem = answer.json()
        assert (answer.status_code, problem["code"]) == (403, "consent_required")
        assert f"PUT {PATH}" in problem["detail"]
        assert (problem["consent"], problem["version"]) == (PHOTO_ANALYSIS, "1")
    assert model.requests == []
    assert history(wary) == []
    assert wary.put(PATH, {"version": problem["version"]}).status_code == 200
    assert measure(wary, photo_id).status_code == 201


def test_no_consent_is_needed_where_no_photo_leaves(wary, face):
    assert send(wary, face).status_code == 201


def test_withdrawing_stops_what_is_to_come_and_leaves_what_was(alice, model):
    scan = send(alice, picture()).json()
    alice.delete(PATH)
    assert send(alice, picture("tan")).status_code == 403
    assert history(alice) == [scan]
    assert len(model.requests) == 1


def test_what_and_when_and_which_version_is_told(wary):
    [consent] = wary.get("/me/consents").json()["consents"]
    assert (consent["name"], consent["version"]) == (PHOTO_ANALYSIS, TEXTS[PHOTO_ANALYSIS].version)
    assert "Bedrock" in consent["text"]
    assert (consent["given"], consent["givenVersion"]) == (False, "1")
    assert consent["givenAt"] < consent["withdrawnAt"]
    given = wary.put(PATH, {"version": "1"}).json()
    assert (given["given"], given["withdrawnAt"]) == (True, None)
    assert given["givenAt"] > consent["withdrawnAt"]
    assert wary.get("/me/consents").json() == {"consents": [given]}
    assert wary.put(PATH, {"version": "1"}).json() == given


def test_a_new_wording_is_asked_for_anew(alice, model, monkeypatch):
    newer = {PHOTO_ANALYSIS: ConsentText(version="2", words="More.")}
    for module in ("services", "texts"):
        monkeypatch.setattr(f"glowcycle.person.consents.{module}.TEXTS", newer)
    answer = send(alice, picture())
    assert (answer.status_code, answer.json()["version"]) == (403, "2")
    stale = alice.put(PATH, {"version": "1"})
    assert (stale.status_code, stale.json()["code"]) == (409, "other_text")
    assert alice.put(PATH, {"version": "2"}).status_code == 200
    assert send(alice, picture()).status_code == 201
    assert texts.TEXTS is newer


@pytest.mark.parametrize(
    "body", [{}, {"version": 1}, {"version": "1", "more": "x"}, {"version": ""}]
)
def test_what_is_no_consent_is_refused(alice, body):
    assert alice.put(PATH, body).status_code == 400


def test_a_name_that_is_no_consent_is_404(alice):
    assert alice.put("/me/consents/anything", {"version": "1"}).status_code == 404
    assert alice.delete("/me/consents/anything").status_code == 404


def test_consent_is_her_own(wary, stranger, model, nobody):
    assert stranger.put(PATH, {"version": "1"}).status_code == 200
    assert send(wary, picture()).status_code == 403
    assert nobody.get("/me/consents").status_code == 401
    assert held(wary) == {}


@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize("fault", [faults.throttled, faults.unreachable])
def test_a_consent_that_cannot_be_read_is_not_taken_for_given(alice, model, fault):
    with store_faults(*[faults.none] * 1, *[fault] * 20):
        assert send(alice, picture()).status_code == 503
    assert model.requests == []
