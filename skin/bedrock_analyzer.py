"""How a model on Bedrock measures a photo of skin."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any, Final

from glowcycle.aws.bedrock import Analysis, BedrockService
from skin.domain import prompt
from skin.domain.measurement import (
    METRICS,
    QUALITY_ISSUES,
    Measurement,
    Metrics,
    PoorPhoto,
    QualityIssue,
)
from skin.domain.photo import Photo

# A phone makes a link of every name that looks like a host's, "scam.example" for one.
_MARKUP_OR_LINK = re.compile(r"[<>`@]|://|\]\(|[^\W\d_]\.[^\W\d_]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """A valid answer: what rules the photo out, and what was measured when nothing does."""

    ruined_by: tuple[QualityIssue, ...]
    measurement: Measurement


def measure(*, photo: Photo, service: BedrockService) -> Measurement:
    """Return what the service's model sees in the photo, and in nothing but the photo.

    Raise PoorPhoto when the model judges that nothing honest can be measured on it;
    AnalysisUnavailable and Unavailable as `BedrockService.analyze` does.
    """
    reply = service.analyze(analysis=SKIN, image=photo.jpeg, image_format="jpeg")
    if reply.value.ruined_by:
        raise PoorPhoto(reasons=reply.value.ruined_by)
    return replace(reply.value.measurement, model_id=reply.model_id)


def _read(answer: object) -> _Reading:
    """Return the answer as it was given; ValueError unless all of it is as the prompt demands."""
    whole = _members(answer, ("quality", "observations", "metrics", "confidence"))
    levels = _members(whole["quality"], QUALITY_ISSUES)
    if any(level not in prompt.LEVELS for level in levels.values()):
        raise ValueError("quality has another level")
    ruined_by = tuple(name for name in QUALITY_ISSUES if levels[name] == "ruined")
    measurement = Measurement(
        metrics=Metrics(**_members(whole["metrics"], METRICS)),
        confidence=_confidence(whole["confidence"]),
        quality=tuple(name for name in QUALITY_ISSUES if levels[name] == "some"),
        observations=_observations(whole["observations"]),
        source="bedrock",
        prompt_version=prompt.VERSION,
    )
    if not ruined_by and not measurement.metrics.measured():
        raise ValueError("nothing was measured, and nothing is said to be in the way")
    return _Reading(ruined_by=ruined_by, measurement=measurement)


def _members(value: object, names: Collection[str]) -> dict[str, Any]:
    if not isinstance(value, dict) or value.keys() != set(names):
        raise ValueError("an object has missing or extra members")
    return value


def _confidence(value: object) -> dict[str, float]:
    given = {name: share for name, share in _members(value, METRICS).items() if share is not None}
    if not all(type(share) in {int, float} for share in given.values()):
        raise ValueError("a confidence is not a number")
    return given


def _observations(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > prompt.MAX_OBSERVATIONS:
        raise ValueError("observations are not a short list")
    if not all(_is_plain(text) for text in value):
        raise ValueError("an observation is not a short plain sentence")
    return tuple(value)


def _is_plain(text: object) -> bool:
    """Tell whether she can be shown this: printable, short, without markup, links or controls."""
    return (
        isinstance(text, str)
        and 0 < len(text.strip()) == len(text) <= prompt.MAX_OBSERVATION_CHARACTERS
        and text.isprintable()
        and not _MARKUP_OR_LINK.search(text)
    )


SKIN: Final = Analysis(
    system=prompt.SYSTEM,
    question=prompt.QUESTION,
    tool=prompt.TOOL,
    schema=prompt.SCHEMA,
    parse=_read,
)
