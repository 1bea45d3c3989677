"""A photo goes to the model only with her consent."""

import pytest

from glowcycle.person.consents import texts
from glowcycle.person.consents.texts import PHOTO_ANALYSIS, TEXTS, ConsentText
from tests.support import faults
from tests.support.faults import store_faults
from tests.support.model_answers import GOOD, model_answer
from tests.support.photo_bucket import bucket_content, history, measure, picture, send, upload

PATH = f"/me/consents/{PHOTO_ANALYSIS}"


@pytest.fixture
def model(bedrock):
    """Return a model that measures any photo."""
    bedrock.answers_with(model_answer(GOOD))
    return bedrock


@pytest.fixture
def unconsenting(alice):
    """Return a person without consent to photo analysis."""
    assert alice.delete(PATH).status_code == 204
    return alice


def test_photo_without_consent_is_403_with_instructions(unconsenting, model):
    photo_id = upload(unconsenting, picture())
    for answer in (send(unconsenting, picture()), measure(unconsenting, photo_id)):
        problem = answer.json()
        assert (answer.status_code, problem["code"]) == (403, "consent_required")
        assert f"PUT {PATH}" in problem["detail"]
        assert (problem["consent"], problem["version"]) == (PHOTO_ANALYSIS, "1")
    assert model.requests == []
    assert history(unconsenting) == []
    assert unconsenting.put(PATH, {"version": problem["version"]}).status_code == 200
    assert measure(unconsenting, photo_id).status_code == 201


def test_local_analysis_needs_no_consent(unconsenting, face):
    assert send(unconsenting, face).status_code == 201


def test_withdrawal_stops_new_photos_and_keeps_earlier_scans(alice, model):
    scan = send(alice, picture()).json()
    alice.delete(PATH)
    assert send(alice, picture("tan")).status_code == 403
    assert history(alice) == [scan]
    assert len(model.requests) == 1


def test_consent_answers_text_version_and_times(unconsenting):
    [consent] = unconsenting.get("/me/consents").json()["consents"]
    assert (consent["name"], consent["version"]) == (PHOTO_ANALYSIS, TEXTS[PHOTO_ANALYSIS].version)
    assert "Bedrock" in consent["text"]
    assert (consent["given"], consent["givenVersion"]) == (False, "1")
    assert consent["givenAt"] < consent["withdrawnAt"]
    given = unconsenting.put(PATH, {"version": "1"}).json()
    assert (given["given"], given["withdrawnAt"]) == (True, None)
    assert given["givenAt"] > consent["withdrawnAt"]
    assert unconsenting.get("/me/consents").json() == {"consents": [given]}
    assert unconsenting.put(PATH, {"version": "1"}).json() == given


def test_new_version_needs_a_new_consent(alice, model, monkeypatch):
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
def test_invalid_consent_is_400(alice, body):
    assert alice.put(PATH, body).status_code == 400


def test_unknown_consent_is_404(alice):
    assert alice.put("/me/consents/anything", {"version": "1"}).status_code == 404
    assert alice.delete("/me/consents/anything").status_code == 404


def test_consent_counts_for_its_owner_alone(unconsenting, stranger, model, nobody):
    assert stranger.put(PATH, {"version": "1"}).status_code == 200
    assert send(unconsenting, picture()).status_code == 403
    assert nobody.get("/me/consents").status_code == 401
    assert bucket_content(unconsenting) == {}


@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize("fault", [faults.throttled, faults.unreachable])
def test_unreadable_consent_counts_as_not_given(alice, model, fault):
    with store_faults(*[faults.none] * 1, *[fault] * 20):
        assert send(alice, picture()).status_code == 503
    assert model.requests == []
