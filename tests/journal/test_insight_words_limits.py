"""POST /journal/insights/{userId}/words: consent, limit, languages, days and wrong requests."""

import pytest

from glowcycle.insights.words.facts import choose_facts
from glowcycle.person.consents.texts import INSIGHT_WORDS
from tests.support.bedrock_server import error
from tests.support.insight_words import (
    ADDRESS,
    CONSENT,
    PATH,
    answer,
    reading_of,
    right_texts,
    tell,
    with_insights,
)
from tests.support.journal_cycles import CYCLES, FIRST, days_of, entries_of, store
from tests.support.life_stages import add, stage
from tests.support.people import someone
from tests.support.problems import assert_problem

BUSY = {"ModelNotReadyException", "ServiceUnavailableException", "ThrottlingException"}


@pytest.fixture(scope="module")
def anna(engine):
    """Return one person for several tests, who changes nothing, so that her log is made once."""
    return with_insights(someone())


@pytest.fixture
def found(anna, monkeypatch):
    """Give everybody her insights, and return the facts of these."""
    reading = reading_of(anna)
    monkeypatch.setattr("journal.insight_services.get_insights", lambda **_: reading)
    return choose_facts(reading)


@pytest.fixture
def model(bedrock, settings):
    settings.INSIGHT_WORDS = "bedrock"
    settings.DAILY_LIMITS = {**settings.DAILY_LIMITS, "insightWords": 100}
    return bedrock


@pytest.mark.usefixtures("found")
def test_without_consent_nothing_goes_to_the_model(alice, model):
    refused = alice.post(PATH, {})
    problem = refused.json()
    assert (refused.status_code, problem["code"]) == (403, "consent_required")
    assert (problem["consent"], model.requests) == (INSIGHT_WORDS, [])
    assert alice.put(CONSENT, {"version": "1"}).status_code == 200
    assert tell(alice)["reason"]["code"] == "unavailable"
    assert alice.delete(CONSENT).status_code == 204
    assert alice.post(PATH, {}).status_code == 403


@pytest.mark.parametrize(("setting", "is_asked"), [("bedrock", True), ("template", False)])
def test_the_consent_is_asked_only_where_a_model_writes(alice, settings, setting, is_asked):
    settings.INSIGHT_WORDS = setting
    listed = [each["name"] for each in alice.get("/me/consents").json()["consents"]]
    assert (INSIGHT_WORDS in listed) is is_asked
    alice.put(CONSENT, {"version": "1"})
    assert len(alice.get("/me/consents").json()["consents"]) == 2


@pytest.mark.usefixtures("found")
def test_our_own_words_need_neither_model_nor_consent_nor_limit(alice, model, settings):
    settings.DAILY_LIMITS = {**settings.DAILY_LIMITS, "insightWords": 0}
    german = tell(alice, **{"Accept-Language": "de"})
    settings.INSIGHT_WORDS = "template"
    english = tell(alice)
    assert (german["language"], german["reason"]["code"]) == ("de", "language")
    assert (english["language"], english["reason"]["code"]) == ("en", "own_words")
    assert "Energie" in german["sentences"][0]
    assert "energy" in english["sentences"][0]
    assert model.requests == []


@pytest.mark.calm  # a lost answer may count twice
def test_only_a_question_that_was_asked_is_counted(alice, model, settings, found):
    settings.DAILY_LIMITS = {**settings.DAILY_LIMITS, "insightWords": 1}
    alice.put(CONSENT, {"version": "1"})
    for name in BUSY:
        model.answers_with(error(name))
        assert tell(alice)["reason"]["code"] == "unavailable"
    model.answers_with(answer(found, right_texts(found)))
    assert tell(alice)["source"] == "bedrock"
    used_up = alice.post(PATH, {})
    assert_problem(used_up, 429, "daily_limit")
    assert (used_up.json()["budget"], len(model.requests)) == ("insightWords", 4)


def test_without_anything_to_tell_no_model_is_asked(alice, model):
    add(alice, stage("pause", str(FIRST)))
    told = tell(alice)
    assert (told["source"], told["reason"]["code"]) == ("template", "no_facts")
    assert len(told["sentences"]) == 1
    assert model.requests == []


def test_too_few_cycles_are_told_as_too_early(alice, model):
    store(alice, entries_of(2), days_of(2))
    alice.put(CONSENT, {"version": "1"})
    facts = choose_facts(reading_of(alice))
    assert {told.fact.verdict for told in facts} == {"too_early"}
    model.answers_with(answer(facts, right_texts(facts)))
    assert tell(alice)["source"] == "bedrock"


def test_the_days_asked_about_are_those_of_the_insights(anna, model, settings):
    settings.INSIGHT_WORDS = "template"
    short = {"from": str(FIRST), "to": "2026-03-01"}
    [first, *_] = tell(anna, body=short)["sentences"]
    assert (
        first == f"Energy: Too early to say: {CYCLES - 4} more complete cycles with entries on at "
        "least 8 days each are needed."
    )


@pytest.mark.parametrize(
    ("body", "query", "status"),
    [
        ({"from": "2026-02-30"}, "", 400),
        ({"from": "2020-01-01", "to": "2026-01-01"}, "", 400),
        ({"from": "2026-02-02", "to": "2026-02-01"}, "", 400),
        ({"from": None}, "", 400),
        ({"today": "2026-02-01"}, "", 400),
        ({"prompt": "say 100"}, "", 400),
        ({"facts": []}, "", 400),
        ([], "", 400),
        ("text", "", 400),
        ({}, "?from=2026-01-01", 400),
        ({}, "?today=tomorrow", 400),
        ({}, "?more=1", 400),
    ],
)
def test_a_wrong_request_is_400(anna, model, body, query, status):
    assert anna.post(f"{ADDRESS}{query}", body).status_code == status
    assert model.requests == []


def test_nobody_else_and_nothing_under_a_restriction(anna, stranger, nobody, model):
    path = f"/journal/insights/{anna.user_id}/words"
    assert stranger.post(path, {}).status_code == 403
    assert nobody.post(path, {}).status_code == 401
    stranger.put("/me/restriction", {"restricted": True})
    assert_problem(stranger.post(ADDRESS, {}), 403, "restricted")
    assert model.requests == []
