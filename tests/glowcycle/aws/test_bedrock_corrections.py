"""After an invalid answer the model is asked once more, and told in our words what was wrong."""

import json
from dataclasses import replace

import pytest

from glowcycle.aws.bedrock import BedrockService
from glowcycle.aws.converse_answers import FAULTY, REFUSED, WrongAnswer
from glowcycle.errors import AnalysisRefused, AnalysisUnavailable
from tests.support.bedrock_server import message, raw, tool_use, use
from tests.support.colour_question import CANARY, COLOUR, RED, WRONG, picture

MODEL = "eu.anthropic.claude-haiku-4-5-20251001-v1:0"
GENERAL = "it does not follow the instructions"


@pytest.fixture
def ask(wire):
    """Return a function that sets the first answer, asks, and returns both requests."""
    wire.requests.clear()
    wire.refusals.clear()
    service = BedrockService(client=wire.client(), model_id=MODEL)

    def ask(answer, analysis=COLOUR):
        wire.answers_with(answer, RED)
        service.analyze(analysis=analysis, image=picture(), image_format="png")
        assert not wire.refusals
        return [json.loads(request.body) for request in wire.requests]

    return ask


def told(fault):
    return f"Your answer was refused: {fault}. Answer again with one use of the tool name_colour."


def strict_colour(answer):
    if answer != {"colour": "red"}:
        raise WrongAnswer("the colour is not red")
    return "red"


STRICT = replace(COLOUR, parse=strict_colour)


def test_the_refused_answer_goes_back_with_its_fault_as_a_tool_result(ask):
    first, second = ask(WRONG, STRICT)

    [question] = first["messages"]
    answer = {"toolUseId": "tooluse_1", "name": "name_colour", "input": {"colour": 999}}
    result = {"toolUseId": "tooluse_1", "content": [{"text": told("the colour is not red")}]}
    assert second.pop("messages") == [
        question,
        {"role": "assistant", "content": [{"toolUse": answer}]},
        {"role": "user", "content": [{"toolResult": result | {"status": "error"}}]},
    ]
    assert second == {name: value for name, value in first.items() if name != "messages"}


def test_a_fault_that_is_not_in_our_words_stays_here(ask):
    _, second = ask(tool_use("name_colour", {"colour": [CANARY]}))  # its error quotes the answer

    [result] = second["messages"][2]["content"]
    assert result["toolResult"]["content"] == [{"text": told(GENERAL)}]


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        *((message(use("name_colour", {"colour": CANARY}), stop=stop), FAULTY[stop])
          for stop in FAULTY),
        (message({"text": CANARY}, stop="tool_use"), "the answer is not one use of the tool"),
        (tool_use(CANARY, {}), "the answer is not one use of the tool"),
        (raw(b'{"stopReason": "tool_use", "stopReason": "tool_use"}'),
         "an object of the answer names a member twice"),
        (raw(RED.body.replace(b'"colour"', b'"colour": 1, "colour"')),
         "an object of the answer names a member twice"),
        (raw(b"prose"), GENERAL),
        (message(None, stop="a_new_one"), GENERAL),
        (tool_use("name_colour", [CANARY]), GENERAL),
        (tool_use("name_colour", {"colour": "\ud800", "hue": 1}), GENERAL),
        (tool_use("name_colour", {"colour": float("nan")}), GENERAL),
        (raw(RED.body.replace(b"tooluse_1", b"no id!").replace(b"red\"", b"red\", \"a\": 1")),
         GENERAL),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_go_back_leaves_its_fault_with_the_question(ask, answer, fault):
    first, second = ask(answer)

    [question] = first["messages"]
    [asked] = second["messages"]
    assert asked == {**question, "content": [*question["content"], {"text": told(fault)}]}


@pytest.mark.parametrize("stop", REFUSED)
@pytest.mark.parametrize("before", [[], [WRONG]], ids=["at once", "at the second attempt"])
def test_what_a_filter_stopped_is_refused_and_no_outage(ask, wire, stop, before):
    wire.answers_with(*before, message({"text": CANARY}, stop=stop))
    service = BedrockService(client=wire.client(), model_id=MODEL)

    with pytest.raises(AnalysisRefused, match="another one") as refused:
        service.analyze(analysis=COLOUR, image=picture(), image_format="png")

    assert not isinstance(refused.value, AnalysisUnavailable)
    assert CANARY not in str(refused.value)
    assert len(wire.requests) == len(before) + 1
