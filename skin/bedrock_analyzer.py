"""Measures the skin of a face with a model on Bedrock."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Final

from django.conf import settings

from glowcycle.aws.bedrock import BedrockService, ModelBusy, Reply
from glowcycle.aws.converse import Analysis
from glowcycle.aws.converse_answers import WrongAnswer
from glowcycle.errors import AnalysisRefused, Unavailable
from skin.domain import prompt
from skin.domain.agreement import agree
from skin.domain.face.portrait import Portrait
from skin.domain.face_crop import face_alone
from skin.domain.measurement import Measurement
from skin.domain.measures.quality import find_quality
from skin.domain.model_answer import ModelAnswer, read_answer


def measure(*, portrait: Portrait, service: BedrockService) -> Measurement:
    """Return the model's measurement of the face. The model gets the face alone and nothing else.

    The pixels tell the quality of the photo, and the model adds what it judges. With
    SKIN_MODEL_CALLS of 3 the model looks three times at once, and two looks are enough. Raise
    PoorPhoto if it judges the photo unfit for an honest measurement; AnalysisRefused,
    AnalysisUnavailable and Unavailable as `BedrockService.analyze` does, ModelBusy only if Bedrock
    accepted none of the calls.
    """
    seen = find_quality(portrait=portrait)
    replies = _ask(face_alone(portrait=portrait), service, calls=settings.SKIN_MODEL_CALLS)
    answers = [reply.value for reply in replies]
    return agree(answers=answers, seen=seen, model_id=replies[0].model_id)


def _ask(face: bytes, service: BedrockService, *, calls: int) -> list[Reply[ModelAnswer]]:
    """Ask that many times at once; return all answers, or two of three. Raise as `measure` does."""

    def ask() -> Reply[ModelAnswer]:
        return service.analyze(analysis=SKIN, image=face, image_format="jpeg")

    if calls == 1:
        return [ask()]
    # Each call takes the service's budget at most, so all of them at once do not take longer. In
    # a copy of the request's context, a share is refused there as here.
    with ThreadPoolExecutor(max_workers=calls) as pool:
        futures = [pool.submit(copy_context().run, ask) for _ in range(calls)]
    replies, failures = [], []
    for future in futures:
        try:
            replies.append(future.result())
        except (AnalysisRefused, Unavailable) as failure:
            failures.append(failure)
    if len(replies) < 2:  # noqa: PLR2004  one look alone says nothing of its noise
        raise _first_of(failures, costs=bool(replies))
    return replies


def _first_of(failures: Sequence[Exception], *, costs: bool) -> Exception:
    """Return the first failure, ModelBusy only where none of the calls cost anything."""
    busy = [failure for failure in failures if isinstance(failure, ModelBusy)]
    if len(busy) == len(failures):
        return Unavailable(*busy[0].args) if costs else busy[0]
    return next(failure for failure in failures if failure not in busy)


def _parse(answer: object) -> ModelAnswer:
    """Return the answer. Raise WrongAnswer, which names the fault to the model."""
    try:
        return read_answer(answer)
    except ValueError as fault:
        raise WrongAnswer(*fault.args) from fault


SKIN: Final = Analysis(
    system=prompt.SYSTEM,
    question=prompt.QUESTION,
    tool=prompt.TOOL,
    schema=prompt.SCHEMA,
    parse=_parse,
)
