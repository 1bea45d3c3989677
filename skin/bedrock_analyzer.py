"""Measures the skin on a photo with a model on Bedrock."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any, Final

from glowcycle.aws.bedrock import BedrockService
from glowcycle.aws.converse import Analysis
from skin.domain import prompt
from skin.domain.measurement import (
    METRICS,
    Measurement,
    Metrics,
    PoorPhoto,
    QualityIssue,
)
from skin.domain.observation import MAX_OBSERVATIONS, is_plain
from skin.domain.photo import Photo


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """A valid answer: the judgements that rule the photo out, and else the measurement."""

    ruined_by: tuple[QualityIssue, ...]
    measurement: Measurement


def measure(*, photo: Photo, service: BedrockService) -> Measurement:
    """Return the model's measurement of the photo, which gets the photo and nothing else.

    Raise PoorPhoto if the model judges the photo unfit for an honest measurement;
    AnalysisUnavailable and Unavailable as `BedrockService.analyze` does.
    """
    reply = service.analyze(analysis=SKIN, image=photo.jpeg, image_format="jpeg")
    if reply.value.ruined_by:
        raise PoorPhoto(reasons=reply.value.ruined_by)
    return replace(reply.value.measurement, model_id=reply.model_id)


def _read(answer: object) -> _Reading:
    """Return the model's answer. Raise ValueError unless it is exactly as the prompt demands."""
    members = _members(answer, ("quality", "observations", "metrics", "confidence"))
    levels = _members(members["quality"], prompt.MODEL_ISSUES)
    if any(level not in prompt.LEVELS for level in levels.values()):
        raise ValueError("quality has an unknown level")
    ruined_by = tuple(name for name in prompt.MODEL_ISSUES if levels[name] == "ruined")
    metrics = Metrics(**_members(members["metrics"], METRICS))
    measurement = Measurement(
        metrics=metrics,
        confidence=_confidence(members["confidence"]),
        missing={name: "not_told" for name in METRICS if name not in metrics.measured()},
        quality=tuple(name for name in prompt.MODEL_ISSUES if levels[name] == "some"),
        observations=_observations(members["observations"]),
        source="bedrock",
        prompt_version=prompt.VERSION,
    )
    if not ruined_by and not measurement.metrics.measured():
        raise ValueError("the answer has neither a score nor a reason for none")
    return _Reading(ruined_by=ruined_by, measurement=measurement)


def _members(value: object, names: Collection[str]) -> dict[str, Any]:
    if not isinstance(value, dict) or value.keys() != set(names):
        raise ValueError("an object has missing or extra members")
    return value


def _confidence(value: object) -> dict[str, float]:
    shares = {name: share for name, share in _members(value, METRICS).items() if share is not None}
    if not all(type(share) in {int, float} for share in shares.values()):
        raise ValueError("a confidence is not a number")
    return shares


def _observations(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MAX_OBSERVATIONS:
        raise ValueError("observations are not a short list")
    if not all(is_plain(text) for text in value):
        raise ValueError("an observation is not a short plain sentence")
    return tuple(value)


SKIN: Final = Analysis(
    system=prompt.SYSTEM,
    question=prompt.QUESTION,
    tool=prompt.TOOL,
    schema=prompt.SCHEMA,
    parse=_read,
)
