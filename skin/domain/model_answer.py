"""One answer of a model to the question of `prompt`, checked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from skin.domain.measurement import METRICS, Metrics, QualityIssue
from skin.domain.observation import MAX_OBSERVATIONS, Observation, What, Where
from skin.domain.prompt import LEVELS, MODEL_ISSUES


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelAnswer:
    """What the model saw in one look.

    affected_by   issues that lower the quality of the photo
    ruined_by     issues that rule it out; the scores then count for nothing
    confidence    0 to 1 for each metric with a score, and for no other
    """

    affected_by: tuple[QualityIssue, ...]
    ruined_by: tuple[QualityIssue, ...]
    observations: tuple[Observation, ...]
    metrics: Metrics
    confidence: Mapping[str, float]


def read_answer(answer: object) -> ModelAnswer:
    """Return the answer, a JSON value. Raise ValueError unless it is as the prompt demands.

    Its message names the fault in words of ours, which hold nothing of the answer.
    """
    members = _members(answer, ("quality", "observations", "metrics", "confidence"))
    levels = _members(members["quality"], MODEL_ISSUES)
    if any(level not in LEVELS for level in levels.values()):
        raise ValueError("quality has an unknown level")
    read = ModelAnswer(
        affected_by=tuple(name for name in MODEL_ISSUES if levels[name] == "some"),
        ruined_by=tuple(name for name in MODEL_ISSUES if levels[name] == "ruined"),
        observations=_observations(members["observations"]),
        metrics=Metrics(**_members(members["metrics"], METRICS)),
        confidence=_confidence(members["confidence"]),
    )
    if read.confidence.keys() != read.metrics.measured().keys():
        raise ValueError("confidence must be given for each metric with a number, and no other")
    if not read.ruined_by and not read.confidence:
        raise ValueError("all metrics are null, and nothing in quality is ruined")
    return read


def _members(value: object, names: Collection[str]) -> dict[str, Any]:
    if not isinstance(value, dict) or value.keys() != set(names):
        raise ValueError("an object has missing or extra members")
    return value


def _confidence(value: object) -> dict[str, float]:
    shares = {name: share for name, share in _members(value, METRICS).items() if share is not None}
    if not all(type(share) in {int, float} and 0 <= share <= 1 for share in shares.values()):
        raise ValueError("a confidence is not a number from 0 to 1")
    return shares


def _observations(value: object) -> tuple[Observation, ...]:
    if not isinstance(value, list) or len(value) > MAX_OBSERVATIONS:
        raise ValueError("observations are more than four, or no list")
    found = tuple(_observation(each) for each in value)
    if len(set(found)) != len(found):
        raise ValueError("an observation stands twice")
    return found


def _observation(value: object) -> Observation:
    match value:
        case {"what": str(what), "where": str(where), **rest} if not rest:
            if what in get_args(What) and where in get_args(Where):
                return Observation(what, where)  # type: ignore[arg-type]  # it is one of them
    raise ValueError("an observation is not a pair of the listed codes")
