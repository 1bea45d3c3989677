"""Metrics in the log lines of a function, read as CloudWatch reads them."""

import io
import json
import logging

import pytest
from django.test import override_settings

from glowcycle.api.log_formatters import JSONLines
from glowcycle.aws import metrics
from glowcycle.aws.bedrock import BedrockService
from glowcycle.aws.converse_answers import TOO_LONG
from glowcycle.errors import AnalysisRefused, Unavailable
from glowcycle.insights.example_readings import journal_example
from glowcycle.insights.words.service import put_into_words
from tests.support import bedrock_server, faults
from tests.support.colour_question import COLOUR, picture
from tests.support.embedded_metrics import samples
from tests.support.faults import store_faults
from tests.support.shared_links import link, program
from tests.support.tokens import FOREIGN, ask, claims, rs256, signed

STAGE = frozenset({("stage", "production")})


@pytest.fixture
def logged_samples():
    """Yield a function that returns the samples logged by a function of this stage."""
    [handler] = [h for h in logging.root.handlers if isinstance(h.formatter, JSONLines)]
    written, formatter = io.StringIO(), handler.formatter
    before = handler.setStream(written)
    handler.setFormatter(JSONLines(stage="production"))
    yield lambda: [found for line in written.getvalue().splitlines() for found in samples(line)]
    handler.setStream(before)
    handler.setFormatter(formatter)


def values(found, dimensions=STAGE):
    return [(name, value) for name, apart, value, _ in found if apart == dimensions]


@pytest.mark.calm  # counts each throttled attempt
def test_a_request_has_its_metrics_with_the_stage_as_dimension(alice, logged_samples):
    alice.get(f"/journal/user/{alice.user_id}")
    found = logged_samples()
    assert {sample.dimensions for sample in found} == {STAGE}
    assert {sample.name: sample.unit for sample in found} == {
        "Invocations": "Count",
        "Errors": "Count",
        "Unauthorized": "Count",
        "Forbidden": "Count",
        "Duration": "Milliseconds",
        "Throttles": "Count",
    }
    measured = dict(values(found))
    assert (measured["Invocations"], measured["Errors"], measured["Throttles"]) == (1, 0, 0)
    assert measured["Duration"] > 0


def test_client_errors_do_not_count_as_errors(alice, nobody, logged_samples):
    alice.post("/journal", {"energy": 101})
    alice.get("/nowhere")
    nobody.get(f"/journal/user/{alice.user_id}")
    assert [value for name, value in values(logged_samples()) if name == "Errors"] == [0, 0, 0]


def test_each_refusal_is_counted_by_its_status(alice, stranger, nobody, logged_samples):
    alice.get(f"/journal/user/{alice.user_id}")
    nobody.get(f"/journal/user/{alice.user_id}")
    nobody.post("/sync", {})
    stranger.get(f"/period/user/{alice.user_id}")
    stranger.get("/nowhere")
    found = values(logged_samples())
    assert [value for name, value in found if name == "Unauthorized"] == [0, 1, 1, 0, 0]
    assert [value for name, value in found if name == "Forbidden"] == [0, 0, 0, 1, 0]


def test_whoever_has_a_link_counts_as_unauthorized(alice, logged_samples):
    path, reader = link(alice, "forecast", passphrase="correct horse"), program()
    reader.get(path)
    reader.open(path, passphrase="guess")
    found = values(logged_samples())
    assert [value for name, value in found if name == "Unauthorized"] == [1, 1]
    assert [value for name, value in found if name == "Forbidden"] == [0, 0]


def test_an_invented_key_counts_as_a_refusal_and_an_outage_as_an_error(alice, logged_samples):
    def counted(kid):
        token = signed(claims(alice.user_id), rs256(FOREIGN), kid=kid)
        assert ask(alice, f"Bearer {token}").status_code == 503
        found = dict(values(logged_samples())[-6:])
        return found["Errors"], found["Unauthorized"]

    alice.get("/me/consents")  # the issuer has just been asked
    ask(alice, f"Bearer {signed(claims(alice.user_id), rs256(FOREIGN), kid='first')}")
    assert [counted(kid) for kid in ("invented", "another", "x" * 99)] == [(0, 1)] * 3
    with override_settings(OIDC_JWKS_URL="https://127.0.0.1:9/jwks.json"):
        assert [counted(kid) for kid in ("invented", "sandbox")] == [(1, 0)] * 2


def test_a_server_error_counts_as_an_error(alice, logged_samples, monkeypatch):
    def fail(**_):
        raise RuntimeError

    monkeypatch.setattr("journal.services.list_entries", fail)
    assert alice.get(f"/journal/user/{alice.user_id}").status_code == 500
    assert [value for name, value in values(logged_samples()) if name == "Errors"] == [1]


@pytest.mark.usefixtures("no_waiting")
def test_each_throttled_attempt_is_counted(alice, logged_samples):
    with store_faults(faults.throttled):
        assert alice.get(f"/journal/user/{alice.user_id}").status_code == 200
    with store_faults(*[faults.throttled] * 9):
        assert alice.get(f"/journal/user/{alice.user_id}").status_code == 503
    found = values(logged_samples())
    assert [value for name, value in found if name == "Throttles"] == [1, 2]
    assert [value for name, value in found if name == "Errors"] == [0, 1]


@pytest.mark.parametrize(
    ("answer", "outcome", "failures"),
    [
        (bedrock_server.tool_use(COLOUR.tool, {"colour": "red"}), "answered", 0),
        (bedrock_server.message(stop="guardrail_intervened"), "guardrail_intervened", 0),
        (bedrock_server.message(stop="content_filtered"), "content_filtered", 0),
        (bedrock_server.message(stop=TOO_LONG), TOO_LONG, 1),
        (bedrock_server.error("ThrottlingException"), "ThrottlingException", 1),
    ],
)
def test_the_outcome_of_a_model_question_is_counted(logged_samples, answer, outcome, failures):
    with bedrock_server.BedrockServer() as server:
        server.answers_with(answer)
        service = BedrockService(client=server.client(), model_id="eu.example.sees-v1:0")
        try:
            service.analyze(analysis=COLOUR, image=picture(), image_format="png")
        except AnalysisRefused:
            assert not failures
        except Unavailable:
            assert failures
    apart = STAGE | {("outcome", outcome)}
    expected = [("BedrockCalls", 1), ("BedrockFailures", failures)]
    assert values(logged_samples()) == values(logged_samples(), apart) == expected


def test_the_outcome_of_words_is_counted(logged_samples):
    put_into_words(user_id="her", reading=journal_example())
    expected = [("InsightWords", 1)]
    assert values(logged_samples(), STAGE | {("outcome", "template")}) == expected


def test_a_log_line_on_a_laptop_has_no_metrics():
    record = logging.makeLogRecord({"metrics": metrics.REQUESTS(Invocations=1)})
    line = JSONLines().format(record)
    assert "Invocations" not in line
    assert "metrics" not in json.loads(line)
