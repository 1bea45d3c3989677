"""The Bedrock analyzer, against a local model server that may answer anything."""

import base64
import hashlib
import json
import random
from collections import Counter
from copy import deepcopy
from dataclasses import replace

import pytest

from glowcycle.aws.bedrock import BedrockService
from glowcycle.errors import AnalysisRefused, AnalysisUnavailable, Unavailable
from skin.bedrock_analyzer import measure
from skin.domain import prompt
from skin.domain.face_crop import face_alone
from skin.domain.measurement import Measurement, Metrics, PoorPhoto
from tests.support.bedrock_rules import converse
from tests.support.bedrock_server import HUNG_UP, BedrockServer, error, message, raw, use
from tests.support.drawn_face import plain_portrait
from tests.support.model_answers import (
    GOOD,
    INVALID,
    MODEL,
    NOTHING,
    OBSERVED,
    RUINED,
    model_answer,
)

MEASURED = Measurement(
    metrics=Metrics(radiance=61, moisture=None, texture=70, pores=52, dark_circles=0),
    confidence={"radiance": 0.8, "texture": 0.7, "pores": 1, "dark_circles": 0},
    missing={"moisture": "not_told"},
    quality=("makeup",),
    observations=tuple(OBSERVED),
    source="bedrock",
    model_id=MODEL,
    prompt_version=prompt.VERSION,
)


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
def service(running):
    return BedrockService(client=running.client(), model_id=MODEL)


def test_a_measurement_has_the_models_scores_and_its_name(server, service):
    server.answers_with(model_answer(GOOD))

    assert measure(portrait=plain_portrait(), service=service) == MEASURED


@pytest.mark.parametrize("answer", INVALID.values(), ids=INVALID)
def test_an_invalid_answer_is_retried_and_never_repaired(server, service, answer):
    server.answers_with(answer, model_answer(GOOD))
    assert measure(portrait=plain_portrait(), service=service) == MEASURED

    server.answers_with(answer)
    with pytest.raises(AnalysisUnavailable):
        measure(portrait=plain_portrait(), service=service)

    assert len(server.requests) == 4


@pytest.mark.parametrize("reason", prompt.MODEL_ISSUES)
def test_a_photo_that_the_model_calls_ruined_is_poor_despite_scores(server, service, reason):
    scored = deepcopy(GOOD) | {"quality": {**GOOD["quality"], reason: "ruined"}}
    unscored = {**scored, "metrics": NOTHING, "confidence": NOTHING}

    for answer in (scored, unscored):
        server.answers_with(model_answer(answer))
        with pytest.raises(PoorPhoto) as poor:
            measure(portrait=plain_portrait(), service=service)
        assert poor.value.reasons == (reason,)


def test_the_quality_that_the_pixels_tell_stands_beside_the_models_judgement(server, service):
    portrait = plain_portrait()
    turned = replace(portrait, face=replace(portrait.face, turned=25.0))
    server.answers_with(model_answer(GOOD))

    measured = measure(portrait=turned, service=service)

    assert measured.quality == ("turned_away", "makeup")
    assert measured.metrics == MEASURED.metrics


def test_the_model_gets_only_the_prompt_and_the_face(server, service):
    server.answers_with(model_answer(GOOD))
    measure(portrait=plain_portrait(), service=service)

    [sent] = server.requests
    face = face_alone(portrait=plain_portrait())
    shown = {"format": "jpeg", "source": {"bytes": base64.b64encode(face).decode()}}
    spec = {"name": prompt.TOOL, "inputSchema": {"json": prompt.SCHEMA}, "strict": True}
    assert json.loads(sent.body) == {
        "system": [{"text": prompt.SYSTEM}],
        "messages": [{"role": "user", "content": [{"image": shown}, {"text": prompt.QUESTION}]}],
        "inferenceConfig": {"maxTokens": 1024, "temperature": 0.0},
        "toolConfig": {
            "tools": [{"toolSpec": spec}],
            "toolChoice": {"tool": {"name": prompt.TOOL}},
        },
    }
    assert {name.lower() for name in sent.headers} == {
        *("host", "content-type", "content-length", "accept-encoding", "user-agent"),
        *("authorization", "x-amz-date", "amz-sdk-invocation-id", "amz-sdk-request"),
    }
    sent = f"{prompt.SYSTEM} {prompt.QUESTION} {prompt.SCHEMA}".lower()
    taboo = ("cycle", "period", "luteal", "follic", "ovulat", "menstru", "phase", "earlier", "last")
    assert [word for word in taboo if word in sent] == []


def test_the_prompt_promises_no_repetition_and_gives_each_metric_five_anchors():
    assert "same numbers" not in prompt.SYSTEM
    for name in prompt.SCHEMA["properties"]["metrics"]["properties"]:
        [_, text] = prompt.SYSTEM.split(f"   {name}: ")
        anchors = [int(line.split()[0]) for line in text.splitlines()[1:14] if line[5:6].isdigit()]
        assert anchors[:5] == [0, 25, 50, 75, 100]


def test_a_changed_prompt_needs_a_new_version():
    words = prompt.SYSTEM + prompt.QUESTION + prompt.TOOL + json.dumps(prompt.SCHEMA)

    assert {prompt.VERSION: hashlib.sha256(words.encode()).hexdigest()[:16]} == {
        "skin-2": "722a372a01c9872d"
    }


def test_a_thousand_mixed_failures_each_give_their_error(server, service):
    """The first valid answer or error decides; an invalid answer leads to a second attempt."""
    stops = set(converse().output_shape.members["stopReason"].enum) - {"tool_use"}
    filtered = {"guardrail_intervened", "content_filtered"}
    blocked = {*filtered, "model_context_window_exceeded"}
    permanent = {"AccessDeniedException", "ResourceNotFoundException", "ValidationException"}
    errors = {shape.name for shape in converse().error_shapes}
    block = use(prompt.TOOL, GOOD)
    ends = {
        Measurement: [model_answer(GOOD)],
        PoorPhoto: [RUINED],
        Unavailable: [*map(error, sorted(errors - permanent)), HUNG_UP, raw(b"", status=502)],
        AnalysisUnavailable: [
            *map(error, sorted(permanent)),
            message(block, stop="model_context_window_exceeded"),
        ],
        AnalysisRefused: [message(block, stop=stop) for stop in sorted(filtered)],
        None: [
            *INVALID.values(),
            *(message(block, stop=stop) for stop in sorted(stops - blocked)),
        ],
    }
    dice = random.Random(29)
    happened = Counter()
    for _ in range(1_000):
        first, second = (dice.choice([*ends]) for _ in range(2))
        server.answers_with(*(dice.choice(ends[end]) for end in (first, second)))
        server.requests.clear()
        try:
            end = type(measure(portrait=plain_portrait(), service=service))
        except (PoorPhoto, AnalysisRefused) as refusal:
            end = type(refusal)
        except AnalysisUnavailable:
            end = AnalysisUnavailable
        except Unavailable:  # before or after the model began
            end = Unavailable
        assert end is (first or second or AnalysisUnavailable)
        assert len(server.requests) == (1 if first else 2)
        happened[end] += 1
    assert happened.keys() == ends.keys() - {None}
    assert not server.refusals
