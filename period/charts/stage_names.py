"""The life stages by name, and whether one is why no date is told."""

from collections.abc import Mapping
from typing import Any

from glowcycle.sentences import sentence

STAGE_NAMES: Mapping[str, str] = {
    "contraception": sentence("Contraception"),
    "pregnancy": sentence("Pregnancy"),
    "postpartum": sentence("After a birth"),
    "perimenopause": sentence("Perimenopause"),
    "irregular": sentence("Irregular cycles"),
    "menopause": sentence("Menopause"),
    "noPeriods": sentence("Without periods"),
    "exclusion": sentence("Excluded time"),
    "pause": sentence("Pause"),
}

TELL_MORE = frozenset({"postpartum"})
"""The codes of reasons for no date that tell more than the text of the stage."""

_REASONS = {"noPeriods": "no_periods"}
"""The code of the reason of a stage, where it is not its kind."""


def is_silent(*, answer: Mapping[str, Any]) -> bool:
    """Return whether the life stage that holds is why a forecast tells no date."""
    stage, reason = answer["lifeStage"], answer["nextPeriodReason"]
    if not (stage and reason):
        return False
    return bool(reason["code"] == _REASONS.get(stage["kind"], stage["kind"]))
