"""What is outside the usual range of FIGO, as flags: an observation each, and no diagnosis."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from glowcycle.sentences import sentence
from period.domain.periods.guidelines import (
    LONGEST_USUAL,
    LONGEST_USUAL_BLEEDING,
    SHORTEST_USUAL,
)
from period.domain.periods.menses import Period

FlagCode: TypeAlias = Literal[
    "cycle_short", "cycle_long", "bleeding_long", "variation_wide", "series_broken"
]


@dataclass(frozen=True, slots=True)
class Flag:
    """A measurement (days) outside the usual range, and the limit (days) that it passes.

    `text` is a sentence for her. A flag is an observation, not a diagnosis.
    """

    code: FlagCode
    measured: int
    limit: int
    text: str


def bleeding_flags(*, period: Period) -> tuple[Flag, ...]:
    """Return the flag of a period with more days of bleeding than usual."""
    if period.bleeding_days <= LONGEST_USUAL_BLEEDING:
        return ()
    text = sentence(
        "This period had {days} days of bleeding, outside the usual range of up to {limit} days.",
        days=period.bleeding_days,
        limit=LONGEST_USUAL_BLEEDING,
    )
    return (Flag("bleeding_long", period.bleeding_days, LONGEST_USUAL_BLEEDING, text),)


def length_flags(*, days: int, is_logged: bool) -> tuple[Flag, ...]:
    """Return the flag of a complete cycle that lasted `days` days.

    `is_logged` if the log leaves no room for a period in between.
    """
    if SHORTEST_USUAL <= days <= LONGEST_USUAL:
        return ()
    limits = {"days": days, "shortest": SHORTEST_USUAL, "longest": LONGEST_USUAL}
    text = sentence(
        "This cycle lasted {days} days, outside the usual range of {shortest} to {longest} days.",
        **limits,
    )
    if days < SHORTEST_USUAL:
        return (Flag("cycle_short", days, SHORTEST_USUAL, text),)
    if not is_logged:
        text = sentence(
            "This cycle lasted {days} days, outside the usual range of {shortest} to {longest} "
            "days. An unlogged period in between would look the same.",
            **limits,
        )
    return (Flag("cycle_long", days, LONGEST_USUAL, text),)


def running_flags(*, days: int, is_logged: bool) -> tuple[Flag, ...]:
    """Return the flag of the current cycle, which has lasted `days` whole days so far."""
    if days <= LONGEST_USUAL:
        return ()
    limits = {"days": days, "shortest": SHORTEST_USUAL, "longest": LONGEST_USUAL}
    text = (
        sentence(
            "This cycle has lasted {days} days so far, outside the usual range of {shortest} to "
            "{longest} days.",
            **limits,
        )
        if is_logged
        else sentence(
            "This cycle has lasted {days} days so far, outside the usual range of {shortest} to "
            "{longest} days. An unlogged period in between would look the same.",
            **limits,
        )
    )
    return (Flag("cycle_long", days, LONGEST_USUAL, text),)


def series_broken(*, days: int, limit: int) -> tuple[Flag, ...]:
    """Return the flag of a gap that is too long to count as a cycle."""
    text = sentence(
        "No new period was logged for {days} days. A gap of over {limit} days is not counted as a "
        "cycle: counting starts again with the next period.",
        days=days,
        limit=limit,
    )
    return (Flag("series_broken", days, limit, text),)


def variation_flag(*, days: int, limit: int, knows_age: bool, is_logged: bool) -> Flag | None:
    """Return the flag of cycles whose lengths are `days` days apart, None up to the limit.

    `knows_age` if the limit is the one of her age, `is_logged` if no period between can be missing.
    """
    if days <= limit:
        return None
    text = (
        sentence(
            "Your longest and shortest cycle of the past year are {variation} days apart, outside "
            "the usual range of up to {limit} days at your age.",
            variation=days,
            limit=limit,
        )
        if knows_age
        else sentence(
            "Your longest and shortest cycle of the past year are {variation} days apart, outside "
            "the usual range of up to {limit} days (7 between 26 and 41 years of age; your age is "
            "not known here).",
            variation=days,
            limit=limit,
        )
    )
    if not is_logged:
        text = sentence("{fact} An unlogged period has the same effect.", fact=text)
    return Flag("variation_wide", days, limit, text)
