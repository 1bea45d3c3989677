"""What is stored of a model whose answers differ, and whether the same photo is asked for again."""

import random
from collections.abc import Iterator
from copy import deepcopy
from statistics import pstdev
from typing import Any, Final
from uuid import uuid4

from django.test import override_settings

from glowcycle.aws.bedrock import Reply
from glowcycle.aws.converse import Analysis
from skin.bedrock_analyzer import measure
from tests.benchmarks.skin_photos.manifest import photos
from tests.benchmarks.targets import Target
from tests.support.bedrock_server import BedrockServer
from tests.support.drawn_face import plain_portrait
from tests.support.engine import stage
from tests.support.model_answers import GOOD, MODEL, model_answer
from tests.support.people import someone
from tests.support.photo_bucket import send

SIGMA: Final = 6  # points, of each answer
TRUE: Final = 60
MEASUREMENTS: Final = 1_000
METRIC: Final = "texture"


class NoisyModel:
    """Stands for Bedrock: each answer scores the skin at TRUE with a normal error of SIGMA."""

    def __init__(self) -> None:
        self._draw = random.Random(1)

    def analyze(self, *, analysis: Analysis, **_picture: object) -> Reply[Any]:
        return Reply(value=analysis.parse(self.answer()), model_id=MODEL)

    def answer(self) -> dict[str, Any]:
        """Return what the model answers, as the tool's input."""
        told = deepcopy(GOOD)
        told["metrics"][METRIC] = round(self._draw.gauss(TRUE, SIGMA))
        return told


def model_rows() -> Iterator[Target]:
    print(f"\nA model that errs by {SIGMA} points: what is stored")
    for calls in (1, 3):
        scores = stored(calls=calls)
        told = [score for score in scores if score is not None]
        unsure = 100 * (1 - len(told) / len(scores))
        print(f"calls at once {calls}: standard deviation {pstdev(told):.2f}, null {unsure:.1f} %")
        if calls > 1:
            yield Target("median of three calls: spread of scores", pstdev(told), at_most=4.2)
    asked, apart = another_day()
    yield Target("same photo another day: largest move", apart, at_most=0)
    yield Target("same photo another day: calls to the model", asked, at_most=0)


def stored(*, calls: int) -> list[int | None]:
    """Return the score of each measurement of one face, None where the answers are apart."""
    model, portrait = NoisyModel(), plain_portrait()
    with override_settings(SKIN_MODEL_CALLS=calls):
        measured = (measure(portrait=portrait, service=model) for _ in range(MEASUREMENTS))
        return [getattr(one.metrics, METRIC) for one in measured]


def another_day() -> tuple[int, int]:
    """Send one photo on two days; return the later calls to the model, and the largest move."""
    photo, model = photos("face")[0].path.read_bytes(), NoisyModel()
    with stage(), BedrockServer() as server:
        server.answers_with(*(model_answer(model.answer()) for _ in range(8)))
        with override_settings(
            SKIN_ANALYZER="bedrock",
            SKIN_MODEL_CALLS=3,
            AWS_ENDPOINT_URL_BEDROCK_RUNTIME=server.url,
        ):
            phone = someone()
            first = _scores(send(phone, photo, scanId=str(uuid4()), date="2026-03-01"))
            asked = len(server.requests)
            later = _scores(send(phone, photo, scanId=str(uuid4()), date="2026-06-01"))
        return len(server.requests) - asked, max(abs(later[name] - first[name]) for name in first)


def _scores(answer: Any) -> dict[str, float]:
    scan = answer.json()
    return {name: score for name, score in scan["metrics"].items() if score is not None}
