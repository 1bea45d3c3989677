"""The time limit of an analysis, and what the log says of it."""

import logging
from io import BytesIO

import pytest
from botocore.config import Config
from PIL import Image

from glowcycle.aws.bedrock import BUDGET_SECONDS, BedrockService
from glowcycle.aws.clients import CONNECT_SECONDS, READ_SECONDS
from glowcycle.aws.converse import Analysis
from glowcycle.aws.request_context import LAST_ATTEMPT_SECONDS
from glowcycle.errors import AnalysisRefused, AnalysisUnavailable, Unavailable
from tests.support.bedrock_rules import session
from tests.support.bedrock_server import BedrockServer, error, message, tool_use

CANARY = "canary-7f3a"
GATEWAY_SECONDS = 29
STORES_SECONDS = LAST_ATTEMPT_SECONDS + CONNECT_SECONDS + READ_SECONDS  # no attempt begins later
MODEL = "eu.amazon.nova-2-lite-v1:0"


def read_word(answer):
    if not isinstance(answer, dict) or not isinstance(answer.get("word"), str):
        raise ValueError(f"{answer} is no word")  # noqa: TRY004  a wrong answer is a ValueError
    return answer["word"]


WORD = Analysis(
    system=f"One word. {CANARY}",
    question=f"Which? {CANARY}",
    tool="say",
    schema={"type": "object", "properties": {}, "additionalProperties": False},
    parse=read_word,
)
RIGHT = tool_use("say", {"word": CANARY})
WRONG = tool_use("say", {"words": [CANARY]})


def picture():
    out = BytesIO()
    Image.new("L", (8, 8)).save(out, "JPEG", comment=CANARY)
    return out.getvalue()


def ask(client, **settings):
    service = BedrockService(client=client, model_id=MODEL, **settings)
    return service.analyze(analysis=WORD, image=picture(), image_format="jpeg")


@pytest.fixture
def server():
    with BedrockServer() as server:
        yield server


@pytest.mark.parametrize(("first_took", "calls"), [(0, 2), (6.9, 2), (7.1, 1), (19, 1)])
def test_a_second_attempt_begins_only_if_a_whole_call_fits(server, first_took, calls):
    client = server.client(read_timeout=12)  # plus 1 s to connect: 13 of 20
    server.answers_with(WRONG)

    with pytest.raises(AnalysisUnavailable):
        ask(client, clock=iter([100.0, 100.0 + first_took]).__next__)

    assert len(server.requests) == calls
    assert first_took + 13 * (calls - 1) <= BUDGET_SECONDS
    assert BUDGET_SECONDS + STORES_SECONDS < GATEWAY_SECONDS


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"connect_timeout": 1, "read_timeout": 12, "retries": {"total_max_attempts": 3}},
        {"connect_timeout": 1, "read_timeout": 25, "retries": {"total_max_attempts": 2}},
        {"connect_timeout": 2, "read_timeout": 25, "retries": {"total_max_attempts": 1}},
    ],
)
def test_a_client_with_a_timeout_beyond_the_gateways_is_refused(settings):
    client = session().create_client(
        "bedrock-runtime", region_name="eu-central-1", config=Config(**settings)
    )

    with pytest.raises(ValueError, match="one call may take"):
        BedrockService(client=client, model_id=MODEL)


@pytest.mark.parametrize(
    ("answers", "outcomes"),
    [
        ([RIGHT], [("INFO", "answered")]),
        ([WRONG, RIGHT], [("WARNING", "invalid_answer"), ("INFO", "answered")]),
        ([message({"text": CANARY}), RIGHT], [("WARNING", "end_turn"), ("INFO", "answered")]),
        ([message({"text": CANARY}, stop=CANARY), RIGHT],
         [("WARNING", "unreadable"), ("INFO", "answered")]),
        ([message({"text": CANARY}, stop="guardrail_intervened")],
         [("WARNING", "guardrail_intervened")]),
        ([error("ThrottlingException", message=CANARY)], [("WARNING", "ThrottlingException")]),
        ([error("ValidationException", message=CANARY)], [("ERROR", "ValidationException")]),
    ],
)  # fmt: skip
def test_the_log_has_outcomes_but_no_question_picture_or_answer(server, caplog, answers, outcomes):
    client = server.client()
    caplog.set_level(logging.DEBUG, logger="glowcycle")
    server.answers_with(*answers)

    try:
        ask(client)
    except (AnalysisRefused, Unavailable):
        logging.getLogger("glowcycle").exception("as a careless caller would")

    records = [record for record in caplog.records if record.message == "bedrock"]
    assert [(record.levelname, record.outcome) for record in records] == outcomes
    assert {record.model for record in records} == {MODEL}
    assert all(CANARY not in str(vars(record)) for record in caplog.records)
    assert CANARY not in caplog.text
