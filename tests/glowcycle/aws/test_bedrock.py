"""One question to a local model server, mostly with a picture; it is about a colour."""

import base64
import json

import pytest

from glowcycle.aws.bedrock import BedrockService, InvalidAnswer, ModelBusy
from glowcycle.aws.converse import Guardrail
from glowcycle.aws.converse_answers import ANSWERED, FAULTY, REFUSED, TOO_LONG
from glowcycle.errors import AnalysisRefused, AnalysisUnavailable, Unavailable
from tests.support.bedrock_rules import converse
from tests.support.bedrock_server import (
    HUNG_UP,
    BedrockServer,
    error,
    later,
    message,
    raw,
    tool_use,
    use,
)
from tests.support.colour_question import CANARY, COLOUR, RED, WRONG, picture

MODEL = "eu.anthropic.claude-haiku-4-5-20251001-v1:0"
PASSING = {
    "InternalServerException",
    "ModelErrorException",
    "ModelNotReadyException",
    "ModelTimeoutException",
    "ServiceUnavailableException",
    "ThrottlingException",
}
NOT_TAKEN = {"ModelNotReadyException", "ServiceUnavailableException", "ThrottlingException"}
PERMANENT = {"AccessDeniedException", "ResourceNotFoundException", "ValidationException"}


@pytest.fixture(scope="module")
def running():
    with BedrockServer() as server:
        yield server


@pytest.fixture
def server(running):
    running.requests.clear()
    running.refusals.clear()
    return running


@pytest.fixture(scope="module")
def client(running):
    return running.client()


@pytest.fixture
def ask(server, client):
    """Return a function that sets the server's answers and asks the question."""

    def ask(*answers, client=client, **settings):
        server.answers_with(*answers)
        service = BedrockService(client=client, model_id=MODEL, **settings)
        return service.analyze(analysis=COLOUR, image=picture(), image_format="png")

    return ask


def test_a_valid_answer_has_the_name_of_its_model(ask):
    reply = ask(RED)

    assert (reply.value, reply.model_id) == ("red", MODEL)


def test_the_question_holds_the_instructions_the_picture_and_one_forced_strict_tool(ask, server):
    ask(RED, guardrail=Guardrail(identifier="gr4ss", version="3"))

    assert json.loads(server.requests[0].body) == {
        "system": [{"text": COLOUR.system}],
        "messages": [
            {
                "role": "user",
                "content": [
                    {
                        "image": {
                            "format": "png",
                            "source": {"bytes": base64.b64encode(picture()).decode()},
                        }
                    },
                    {"text": "Which colour?"},
                ],
            }
        ],
        "inferenceConfig": {"maxTokens": 50, "temperature": 0.0},
        "toolConfig": {
            "tools": [
                {
                    "toolSpec": {
                        "name": "name_colour",
                        "inputSchema": {"json": COLOUR.schema},
                        "strict": True,
                    }
                }
            ],
            "toolChoice": {"tool": {"name": "name_colour"}},
        },
        "guardrailConfig": {"guardrailIdentifier": "gr4ss", "guardrailVersion": "3"},
    }
    assert server.requests[0].params["modelId"] == MODEL


def test_a_question_without_a_picture_differs_in_nothing_else(ask, server, client):
    ask(RED)
    shown = json.loads(server.requests.pop().body)

    server.answers_with(RED)
    reply = BedrockService(client=client, model_id=MODEL).ask(analysis=COLOUR)

    asked = json.loads(server.requests[0].body)
    assert asked["messages"] == [{"role": "user", "content": [{"text": "Which colour?"}]}]
    assert shown | {"messages": asked["messages"]} == asked
    assert (reply.value, reply.model_id) == ("red", MODEL)


def test_a_question_without_a_picture_is_asked_again_after_an_invalid_answer(server, client):
    server.answers_with(WRONG)

    with pytest.raises(InvalidAnswer):
        BedrockService(client=client, model_id=MODEL).ask(analysis=COLOUR)

    first, second = [json.loads(request.body) for request in server.requests]
    assert second["messages"][:1] == first["messages"]


def test_parameters_that_a_model_refuses_are_left_out(ask, server):
    ask(RED, strict=False, temperature=None)

    sent = json.loads(server.requests[0].body)
    assert sent["inferenceConfig"] == {"maxTokens": 50}
    assert "strict" not in sent["toolConfig"]["tools"][0]["toolSpec"]
    assert "guardrailConfig" not in sent


@pytest.mark.parametrize("stop", converse().output_shape.members["stopReason"].enum)
def test_an_answer_with_another_stop_reason_is_an_error(ask, server, stop):
    # Each holds a valid tool use: a truncated or blocked answer must not be used.
    answer = message(use("name_colour", {"colour": "red"}), stop=stop)

    if stop == ANSWERED:
        assert ask(answer).value == "red"
        return
    with pytest.raises(AnalysisRefused if stop in REFUSED else AnalysisUnavailable):
        ask(answer)
    assert stop in {*FAULTY, *REFUSED, TOO_LONG}
    assert len(server.requests) == (2 if stop in FAULTY else 1)


@pytest.mark.parametrize(
    "answer",
    [
        WRONG,
        tool_use("name_colour", {}),
        tool_use("name_colour", {"colour": "red", "mood": "high"}),
        tool_use("name_colour", [{"colour": "red"}]),
        tool_use("drop_tables", {"colour": "red"}),
        message(use("name_colour", {"colour": "red"}), use("drop_tables", {}), stop=ANSWERED),
        message({"text": "The picture is red."}, stop=ANSWERED),
        message({"text": "I cannot help with that."}),
        message(None, stop=ANSWERED),
        message({"a": 1, "b": 2}, stop=ANSWERED),
        raw(b'{"stopReason": "tool_use"}'),
        raw(b'{"stopReason": "a_new_one"}'),
        raw(b'{"stopReason": ["tool_use"]}'),
        raw(b'{"stopReason": "tool_use", "output": "red"}'),
        raw(b"[" * 5_000),
        raw(b"null"),
        raw(b"It is red."),
        raw(b"\xff\xfe"),
        raw(b""),
    ],
    ids=lambda answer: (answer.body or b"")[:60],
)
def test_an_invalid_answer_is_retried_once(ask, server, answer):
    assert ask(answer, RED).value == "red"
    assert len(server.requests) == 2

    server.requests.clear()
    with pytest.raises(AnalysisUnavailable):
        ask(answer)
    assert len(server.requests) == 2
    assert not server.refusals


@pytest.mark.parametrize("name", [shape.name for shape in converse().error_shapes])
def test_every_service_error_is_transient_or_permanent(ask, server, name):
    with pytest.raises(Unavailable) as failure:
        ask(error(name, message=CANARY))

    passing = ModelBusy if name in NOT_TAKEN else Unavailable
    assert type(failure.value) is (AnalysisUnavailable if name in PERMANENT else passing)
    assert name in PASSING | PERMANENT
    assert len(server.requests) == 1
    # The error holds no text of the request that a log or an error tracker could print.
    assert CANARY not in str(failure.value)
    assert failure.value.__cause__ is failure.value.__context__ is None


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (HUNG_UP, Unavailable),
        (raw(b"<html>Bad gateway</html>", status=502), Unavailable),
        (raw(b"", status=503), ModelBusy),
        (error("SomethingNewException", status=500), Unavailable),
        (error("TooManyRequestsException", status=429), ModelBusy),
        (error("SomethingNewException", status=400), AnalysisUnavailable),
        (error("UnrecognizedClientException", status=403), AnalysisUnavailable),
    ],
    ids=lambda case: getattr(case, "__name__", None),
)
def test_an_unknown_error_is_judged_by_its_status(ask, answer, failure):
    with pytest.raises(Unavailable) as raised:
        ask(answer)

    assert type(raised.value) is failure


def test_a_throttled_second_attempt_is_not_repeated(ask, server):
    with pytest.raises(Unavailable) as failure:
        ask(WRONG, error("ThrottlingException"))

    assert (type(failure.value), len(server.requests)) == (Unavailable, 2)


def test_a_slow_or_unreachable_model_is_busy(ask, server):
    with pytest.raises(Unavailable) as slow:
        ask(later(RED, seconds=5), client=server.client(read_timeout=0.05))
    with BedrockServer() as stopped:
        nobody = stopped.client()
    with pytest.raises(Unavailable) as unreachable:
        ask(RED, client=nobody)

    assert (type(slow.value), type(unreachable.value)) == (Unavailable, ModelBusy)


def test_a_request_that_botocore_refuses_is_an_error(ask, server):
    with pytest.raises(AnalysisUnavailable):
        ask(RED, guardrail=Guardrail(identifier="gr4ss", version=3))

    assert not server.requests
