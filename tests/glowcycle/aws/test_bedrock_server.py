"""The local model server refuses the requests that Bedrock refuses."""

import json
from copy import deepcopy
from io import BytesIO
from urllib.request import Request, urlopen

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError
from PIL import Image

from tests.support.bedrock_rules import MAX_IMAGE_BYTES, converse
from tests.support.bedrock_server import BedrockServer, error, later, message


def picture(*, size=(8, 8), image_format="JPEG"):
    out = BytesIO()
    Image.new("RGB", size).save(out, image_format)
    return out.getvalue()


def question():
    return {
        "modelId": "eu.anthropic.claude-haiku-4-5-20251001-v1:0",
        "messages": [
            {
                "role": "user",
                "content": [
                    {"image": {"format": "jpeg", "source": {"bytes": picture()}}},
                    {"text": "What is it?"},
                ],
            }
        ],
        "toolConfig": {
            "tools": [
                {
                    "toolSpec": {
                        "name": "say",
                        "strict": True,
                        "inputSchema": {
                            "json": {
                                "type": "object",
                                "properties": {"n": {"type": "integer"}},
                                "additionalProperties": False,
                            }
                        },
                    }
                }
            ],
            "toolChoice": {"tool": {"name": "say"}},
        },
    }


def changed(path, value):
    """Return the question with the value at the path replaced."""
    question_sent = deepcopy(question())
    *parents, last = path
    inner = question_sent
    for step in parents:
        inner = inner[step]
    inner[last] = value
    return question_sent


@pytest.fixture(scope="module")
def server():
    with BedrockServer() as server:
        server.answers_with(message({"text": "a picture"}))
        yield server


@pytest.fixture(scope="module")
def client(server):
    return server.client()


USE = {"toolUse": {"toolUseId": "tooluse_1", "name": "say", "input": {"n": 1}}}
RESULT = {"toolResult": {"toolUseId": "tooluse_1", "content": [{"text": "No."}], "status": "error"}}


def asked_again(*result, use=USE):
    """Return the question, an answer and what follows on it."""
    [question_sent] = question()["messages"]
    answer = {"role": "assistant", "content": [use]}
    return changed(("messages",), [question_sent, answer, {"role": "user", "content": [*result]}])


IMAGE = ("messages", 0, "content", 0, "image")
SPEC = ("toolConfig", "tools", 0, "toolSpec")
SCHEMA = (*SPEC, "inputSchema", "json")


@pytest.mark.parametrize(
    ("question_sent", "refusal"),
    [
        (changed((*IMAGE, "source", "bytes"), b"\xff" * (MAX_IMAGE_BYTES + 1)), "3.75 MB"),
        (changed((*IMAGE, "source", "bytes"), picture(size=(8_001, 1))), "8,000 pixels"),
        (changed((*IMAGE, "source", "bytes"), picture(image_format="PNG")), "not of its format"),
        (changed((*IMAGE, "source", "bytes"), picture()[:-40]), "not of its format"),
        (changed((*IMAGE, "format"), "bmp"), "none of its values"),
        (changed(("messages", 0, "role"), "assistant"), "alternate"),
        (changed(("messages",), [question()["messages"][0]] * 2), "alternate"),
        (asked_again({"text": "No."}), "not answered"),
        (asked_again({"toolResult": RESULT["toolResult"] | {"toolUseId": "x"}}), "not answered"),
        (asked_again(RESULT, RESULT), "not answered"),
        (asked_again({"text": "No."}, RESULT), "stand first"),
        (asked_again(RESULT, use={"toolUse": USE["toolUse"] | {"input": [1]}}), "not an object"),
        (changed(("messages", 0, "content", 1), USE), "a user uses a tool"),
        (changed(("messages", 0, "content", 1, "text"), " "), "blank"),
        (changed(("modelId",), "no such model!"), "pattern"),
        (changed(("modelId",), "m" * 2_049), "over its maximum"),
        (changed(("toolConfig", "toolChoice", "tool", "name"), "shout"), "names a missing tool"),
        (changed((*SPEC, "name"), "say it"), "pattern"),
        (changed(SCHEMA, {"type": "string"}), "not an object"),
        (changed((*SCHEMA, "additionalProperties"), True), "closed"),
        (changed((*SCHEMA, "properties", "n", "maximum"), 100), "cannot have maximum"),
        (changed(("guardrailConfig",), {"guardrailIdentifier": "gr4ss"}), "both an identifier"),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_a_request_that_bedrock_refuses_is_refused(server, client, question_sent, refusal):
    with pytest.raises(ClientError, match="ValidationException"):
        client.converse(**question_sent)

    assert refusal in server.refusals[-1]


@pytest.mark.parametrize(
    ("target", "body", "refusal"),
    [
        ("/model/m/invoke", {}, "no such operation"),
        ("/model/m/converse", [], "not an object"),
        ("/model/m/converse", {"mood": 1}, "Unknown parameter"),
        ("/model/m/converse", {"messages": [{"role": "user"}]}, "Missing required"),
        ("/model/m/converse", {"inferenceConfig": {"maxTokens": "9"}}, "Invalid type"),
        ("/model/m/converse", {"inferenceConfig": {"maxTokens": 0}}, "valid min value"),
        ("/model/m/converse", {"inferenceConfig": {"temperature": 1.5}}, "over its maximum"),
        ("/model/m/converse", {"system": [{"text": "a", "cachePoint": {}}]}, "Invalid number"),
        (
            "/model/m/converse",
            {
                "messages": [
                    {
                        "role": "user",
                        "content": [{"image": {"format": "png", "source": {"bytes": "*"}}}],
                    }
                ]
            },
            "not base64",
        ),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_malformed_requests_are_refused(server, target, body, refusal):
    headers = {"Authorization": "x/bedrock/aws4_request", "Content-Type": "application/json"}
    answer = server.answer(target=target, headers=headers, body=json.dumps(body).encode())

    assert answer.status == 400
    assert refusal in server.refusals[-1]


def test_an_unsigned_request_is_refused(server):
    with pytest.raises(OSError, match="400"):
        urlopen(Request(f"{server.url}/model/m/converse", data=b"{}"), timeout=5)

    assert "not signed" in server.refusals[-1]


@pytest.mark.parametrize("shape", converse().error_shapes, ids=lambda shape: shape.name)
def test_an_error_is_the_one_of_botocores_model(client, server, shape):
    server.answers_with(error(shape.name))

    with pytest.raises(ClientError) as raised:
        client.converse(**question())

    assert raised.value.response["Error"]["Code"] == shape.name
    status = raised.value.response["ResponseMetadata"]["HTTPStatusCode"]
    assert status == shape.metadata["error"]["httpStatusCode"]


def test_a_late_answer_is_a_timeout_for_the_caller(server):
    server.answers_with(later(message({"text": "late"}), seconds=0.1))

    with pytest.raises(ReadTimeoutError):
        server.client(read_timeout=0.02).converse(**question())


def test_an_answer_that_was_refused_may_go_back(client, server):
    server.answers_with(message({"text": "a picture"}))

    client.converse(**asked_again(RESULT))

    assert server.requests[-1].params == asked_again(RESULT)


def test_a_valid_question_is_answered_and_recorded(client, server):
    server.answers_with(message({"text": "a picture"}))

    answer = client.converse(**question())

    assert answer["output"]["message"]["content"] == [{"text": "a picture"}]
    assert server.requests[-1].params == question()
