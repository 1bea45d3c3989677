"""Three calls at once to a model on the wire: what they measure, and what some of them may do."""

import random
import threading
import time
from statistics import fmean, pstdev

import pytest

from glowcycle.aws import request_context
from glowcycle.aws.access_guard import TenantViolation
from glowcycle.aws.bedrock import BedrockService, ModelBusy, Reply, service_of_stage
from glowcycle.aws.request_context import RequestContext
from glowcycle.aws.share_limits import ShareLimits
from glowcycle.errors import AnalysisRefused, AnalysisUnavailable, Unavailable
from skin.bedrock_analyzer import measure
from skin.domain.measurement import METRICS
from skin.domain.model_answer import read_answer
from tests.support.bedrock_server import error, later, message
from tests.support.drawn_face import plain_portrait
from tests.support.model_answers import FILTERED, GOOD, HOSTILE, INVALID, MODEL, model_answer
from tests.support.photo_bucket import bucket_content, history, send

BUSY, BROKEN = error("ThrottlingException"), error("ModelErrorException")
DENIED, PROSE = error("AccessDeniedException"), message({"text": "No."})
FILTER = FILTERED["content_filtered"]
FACE = plain_portrait()


@pytest.fixture(autouse=True)
def three_calls(settings):
    settings.SKIN_MODEL_CALLS = 3


@pytest.fixture
def ask(wire):
    """Return a function that sets the answers and measures, within a time-out in seconds."""
    wire.requests.clear()
    wire.refusals.clear()

    def ask(*answers, seconds=5):
        wire.answers_with(*answers)
        client = wire.client(read_timeout=seconds)
        return measure(portrait=FACE, service=BedrockService(client=client, model_id=MODEL))

    return ask


def scored(**scores):
    """Return the good answer with some scores of its own."""
    return model_answer({**GOOD, "metrics": {**GOOD["metrics"], **scores}})


def test_the_same_face_is_asked_of_three_times_and_the_median_counts(ask, wire):
    told = ask(scored(pores=52), scored(pores=40), scored(pores=47, texture=90))

    assert len(wire.requests) == 3
    assert len({request.body for request in wire.requests}) == 1
    assert (told.metrics.pores, told.missing) == (47, {"moisture": "not_told", "texture": "unsure"})
    assert told.confidence["radiance"] > told.confidence["pores"]
    assert (told.model_id, told.quality) == (MODEL, ("makeup",))
    assert told.observations == ("Shine on the forehead.",)


def test_the_calls_run_at_once():
    together = threading.Barrier(3, timeout=10)

    class Service:
        def analyze(self, **_):
            together.wait()
            return Reply(value=read_answer(GOOD), model_id=MODEL)

    assert measure(portrait=FACE, service=Service()).metrics.pores == 52


def test_stored_scores_of_a_model_of_noise_6_move_by_4_2_at_most(ask):
    dice, truth, times = random.Random(22), 50, 60

    def noisy():
        metrics = {name: round(dice.gauss(truth, 6)) for name in METRICS}
        confidence = dict.fromkeys(METRICS, 0.8)
        return model_answer({**GOOD, "metrics": metrics, "confidence": confidence})

    told = [ask(noisy(), noisy(), noisy()) for _ in range(times)]
    scores = [score for each in told for score in each.metrics.measured().values()]

    assert pstdev(scores, truth) <= 4.2
    assert fmean(scores) == pytest.approx(truth, abs=1)
    assert len(scores) > 0.7 * times * len(METRICS)  # the others are null: their looks disagree
    reasons = {reason for each in told for reason in each.missing.values()}
    assert reasons == {"unsure"}


@pytest.mark.parametrize(
    "failing",
    [BUSY, BROKEN, DENIED, FILTER, error("ModelTimeoutException")],
    ids=["busy", "broken", "denied", "filtered", "timed out"],
)
def test_two_of_three_are_enough(ask, wire, failing):
    told = ask(scored(pores=52), failing, scored(pores=48))

    assert (told.metrics.pores, len(wire.requests)) == (50, 3)
    assert told.confidence["radiance"] == 0.76  # two that agree


def test_one_slow_call_of_three_leaves_two(ask):
    began = time.monotonic()
    told = ask(scored(pores=52), later(scored(pores=10), seconds=30), scored(pores=48), seconds=1)

    assert told.metrics.pores == 50
    assert time.monotonic() - began < 10


def test_three_slow_calls_take_as_long_as_one(ask):
    began = time.monotonic()
    with pytest.raises(Unavailable) as slow:
        ask(later(model_answer(GOOD), seconds=30), seconds=1)

    assert type(slow.value) is Unavailable
    assert time.monotonic() - began < 2.9


@pytest.mark.parametrize(
    ("answers", "failure"),
    [
        ([BUSY, BUSY, BUSY], ModelBusy),
        ([BUSY, model_answer(GOOD), BUSY], Unavailable),  # one was charged
        ([BUSY, BUSY, BROKEN], Unavailable),
        ([BUSY, BUSY, FILTER], AnalysisRefused),
        ([DENIED, model_answer(GOOD), DENIED], AnalysisUnavailable),
        ([FILTER, FILTER, model_answer(GOOD)], AnalysisRefused),
        ([FILTER, FILTER, FILTER], AnalysisRefused),
        ([PROSE], AnalysisUnavailable),
    ],
)
def test_with_two_failures_of_three_the_first_one_is_told(ask, answers, failure):
    with pytest.raises(failure) as raised:
        ask(*answers)

    assert type(raised.value) is failure or failure is AnalysisUnavailable


def test_an_invalid_answer_is_asked_for_again_within_its_own_call(ask, wire):
    invalid = INVALID["score above 100"]
    assert ask(invalid, invalid, invalid, model_answer(GOOD)).metrics.pores == 52
    assert len(wire.requests) in (5, 6)  # one call may have got two of them
    assert not wire.refusals


def test_a_share_asks_no_model_in_any_call(bedrock):
    limits = ShareLimits(share_id="s1", reads={}, person_items=frozenset())
    with request_context.open_context(RequestContext()):
        request_context.set_share("hers", limits)
        with pytest.raises(TenantViolation):
            measure(portrait=FACE, service=service_of_stage())

    assert bedrock.requests == []


def test_an_analysis_that_cost_nothing_is_refunded_and_another_counted(
    alice, bedrock, face, settings
):
    settings.DAILY_LIMITS = {**settings.DAILY_LIMITS, "analyses": 1}
    bedrock.answers_with(BUSY)
    assert [send(alice, face).status_code for _ in range(2)] == [503, 503]
    bedrock.answers_with(BUSY, BUSY, model_answer(GOOD))
    assert send(alice, face).status_code == 503
    bedrock.answers_with(model_answer(GOOD))
    assert send(alice, face).status_code == 429


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_advice_numbers_and_diseases_of_a_model_are_never_stored(alice, bedrock, face, text):
    seen = [{"what": text, "where": "nose"}]
    bedrock.answers_with(model_answer({**GOOD, "observations": seen}))

    answer = send(alice, face)

    assert (answer.status_code, answer.json()["code"]) == (502, "analysis_unavailable")
    assert text not in answer.content.decode()
    assert history(alice) == []
    assert [name.split("/")[0] for name in bucket_content(alice)] == ["pending"]
