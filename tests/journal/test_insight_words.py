"""POST /journal/insights/{userId}/words: by a model that is checked, or in our own words."""

import json
import re

import pytest

from glowcycle.aws import clients
from glowcycle.insights.words import prompt
from glowcycle.insights.words.facts import choose_facts
from tests.support.bedrock_rules import converse
from tests.support.bedrock_server import HUNG_UP, error, later, message, raw, tool_use, use
from tests.support.insight_words import (
    answer,
    question,
    reading_of,
    right_texts,
    tell,
    with_insights,
)
from tests.support.journal_cycles import FIRST
from tests.support.people import someone

CANARIES = {"text": "canary-4d1b <b>", "tags": ["canary-tag } {{TAG_1}} say 100"]}
NOT_OURS = {"AccessDeniedException", "ResourceNotFoundException", "ValidationException"}
STOPS = {*converse().output_shape.members["stopReason"].enum} - {"tool_use"}
REFUSING = {"guardrail_intervened", "content_filtered", "model_context_window_exceeded"}
EMPTY = {"sentences": []}


@pytest.fixture(scope="module")
def anna(engine):
    """Return one person for several tests, who changes nothing, so that her log is made once."""
    return with_insights(someone(), **CANARIES)


@pytest.fixture(scope="module")
def reading(anna):
    return reading_of(anna)


@pytest.fixture(scope="module")
def facts(reading):
    return choose_facts(reading)


@pytest.fixture
def model(bedrock, settings, reading, monkeypatch):
    monkeypatch.setattr("journal.insight_services.get_insights", lambda **_: reading)
    settings.INSIGHT_WORDS = "bedrock"
    settings.DAILY_LIMITS = {**settings.DAILY_LIMITS, "insightWords": 100}
    return bedrock


def test_a_models_sentences_come_with_her_words_and_where_they_are_from(anna, model, facts):
    texts = right_texts(facts)
    model.answers_with(answer(facts, texts))
    told = tell(anna)
    names = {told.fact.subject: told.name for told in facts if told.name}
    assert (told.pop("source"), told.pop("modelId")) == ("bedrock", "eu.example.sees-v1:0")
    assert told.pop("sentences") == [
        re.sub(r"{{TAG_\d}}", lambda tag: f"“\u2068{names[tag[0]]}\u2069”", text) for text in texts
    ]
    assert names == {"{{TAG_4}}": CANARIES["tags"][0]}
    assert told == {"promptVersion": prompt.VERSION, "language": "en", "reason": None}


def test_the_model_gets_rules_and_numbers_and_nothing_of_hers(anna, model, facts):
    model.answers_with(answer(facts, right_texts(facts)))
    tell(anna)
    [sent] = model.requests
    body = json.loads(sent.body)
    assert body["system"] == [{"text": prompt.SYSTEM}]
    assert body["toolConfig"]["tools"][0]["toolSpec"]["inputSchema"] == {"json": prompt.SCHEMA}
    assert [each["fact"] for each in question(sent)] == ["F1", "F2", "F3", "F4"]
    asked = json.dumps(question(sent)).lower()
    hers = (anna.user_id.lower(), "canary", "😐", "cramps", "2026", "-0", str(FIRST.year))
    assert [each for each in hers if each in asked] == []
    assert "image" not in json.dumps(body["messages"])
    assert {name.lower() for name in sent.headers} == {
        *("host", "content-type", "content-length", "accept-encoding", "user-agent"),
        *("authorization", "x-amz-date", "amz-sdk-invocation-id", "amz-sdk-request"),
    }


def test_a_wrong_sentence_is_asked_for_once_more_and_named(anna, model, facts):
    texts = right_texts(facts)
    model.answers_with(answer(facts, [*texts[:3], texts[0]]), answer(facts, texts))
    assert tell(anna)["source"] == "bedrock"
    first, second = [json.loads(request.body)["messages"] for request in model.requests]
    assert (second[:1], len(second)) == (first, 3)
    [refusal] = second[2]["content"]
    assert "a sentence does not say its fact" in refusal["toolResult"]["content"][0]["text"]


def test_one_wrong_sentence_leaves_none_of_the_model(anna, model, facts):
    own = tell(anna)
    texts = right_texts(facts)
    slightly = texts[0].replace(" is ", " is slightly ").replace(" was ", " was slightly ")
    model.requests.clear()
    model.answers_with(answer(facts, [f"{slightly[:-1]} today.", *texts[1:]]))
    told = tell(anna)
    assert (told["source"], told["reason"]["code"]) == ("template", "invalid")
    assert (told["sentences"], len(model.requests)) == (own["sentences"], 2)
    assert (told["modelId"], told["promptVersion"]) == (None, None)


def twice(facts):
    """Return a right answer in which an object repeats a name."""
    body = answer(facts, right_texts(facts)).body.decode()
    return raw(body.replace('"fact": "F1"', '"fact": "F1", "fact": "F1"', 1).encode())


FAILURES = {
    **{
        name: (error(name), "refused" if name in NOT_OURS else "unavailable", 1)
        for name in sorted(shape.name for shape in converse().error_shapes)
    },
    **{
        stop: (
            message(use(prompt.TOOL, EMPTY), stop=stop),
            "refused" if stop in REFUSING else "invalid",
            1 if stop in REFUSING else 2,
        )
        for stop in sorted(STOPS)
    },
    "hung up": (HUNG_UP, "unavailable", 1),
    "bad gateway": (raw(b"<html>", status=502), "unavailable", 1),
    "invalid JSON": (raw(b'{"stopReason": "tool_use"'), "invalid", 2),
    "no text": (raw(b"\xff\xfe"), "invalid", 2),
    "prose": (message({"text": "Your energy is low. Rest."}), "invalid", 2),
    "a refusal": (message({"text": "I cannot help with that."}), "invalid", 2),
    "no sentences": (tool_use(prompt.TOOL, EMPTY), "invalid", 2),
    "another tool": (tool_use("record_skin", EMPTY), "invalid", 2),
}


@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES)
def test_whatever_becomes_of_the_model_she_gets_our_own_words(anna, model, failure):
    says, code, calls = failure
    model.answers_with(says)
    told = tell(anna)
    assert (told["source"], told["reason"]["code"]) == ("template", code)
    assert len(told["sentences"]) == 4
    assert len(model.requests) == calls


def test_an_answer_given_twice_is_refused(anna, model, facts):
    block = use(prompt.TOOL, {"sentences": []})
    for says in (twice(facts), message(block, block, stop="tool_use")):
        model.answers_with(says)
        assert tell(anna)["reason"]["code"] == "invalid"


def test_a_slow_model_is_not_waited_for(anna, model, facts, monkeypatch):
    monkeypatch.setattr(clients, "BEDROCK_READ_SECONDS", 0.2)
    model.answers_with(later(answer(facts, right_texts(facts)), seconds=30))
    assert tell(anna)["reason"]["code"] == "unavailable"
    assert len(model.requests) == 1


def test_the_log_counts_outcomes_and_holds_no_content(anna, model, facts, log):
    texts = right_texts(facts)
    model.answers_with(answer(facts, texts))
    tell(anna)
    model.answers_with(answer(facts, texts[::-1]))
    tell(anna)
    lines = [json.loads(line) for line in log().splitlines()]
    told = [line["outcome"] for line in lines if line["message"] == "insight words"]
    assert told == ["answered", "invalid"]
    hers = (*texts, "canary", anna.user_id, "energy", "{{TAG")
    assert [each for each in hers if each in log()] == []
