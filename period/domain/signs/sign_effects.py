"""What a kind of sign did to the day of ovulation, in numbers and in her words."""

from dataclasses import dataclass

from glowcycle.sentences import counted, sentence
from period.domain.signs.cycle_signs import SignKind


@dataclass(frozen=True, slots=True)
class OvulationSign:
    """A kind of sign of this cycle that was used.

    `days` counts the logged days of that kind. `moved` is by how many days it moved the most
    probable middle of ovulation, its median: later if positive, not at all if 0.
    """

    kind: SignKind
    days: int
    moved: int
    text: str


_AGREES: dict[SignKind, str] = {
    "temperature": sentence("Your temperatures do not move the day of ovulation."),
    "mucus": sentence("Your mucus does not move the day of ovulation."),
    "ovulationTest": sentence("Your ovulation tests do not move the day of ovulation."),
}


def sign_effect(*, kind: SignKind, days: int, moved: int) -> OvulationSign:
    """Return the effect with a sentence for her."""
    return OvulationSign(kind, days, moved, _text(kind, moved))


def _text(kind: SignKind, moved: int) -> str:
    if moved == 0:
        return _AGREES[kind]
    return _later(kind, moved) if moved > 0 else _earlier(kind, -moved)


def _later(kind: SignKind, days: int) -> str:
    if kind == "temperature":
        return counted(
            "Your temperatures put ovulation {count} day later.",
            "Your temperatures put ovulation {count} days later.",
            count=days,
        )
    if kind == "mucus":
        return counted(
            "Your mucus puts ovulation {count} day later.",
            "Your mucus puts ovulation {count} days later.",
            count=days,
        )
    return counted(
        "Your ovulation tests put ovulation {count} day later.",
        "Your ovulation tests put ovulation {count} days later.",
        count=days,
    )


def _earlier(kind: SignKind, days: int) -> str:
    if kind == "temperature":
        return counted(
            "Your temperatures put ovulation {count} day earlier.",
            "Your temperatures put ovulation {count} days earlier.",
            count=days,
        )
    if kind == "mucus":
        return counted(
            "Your mucus puts ovulation {count} day earlier.",
            "Your mucus puts ovulation {count} days earlier.",
            count=days,
        )
    return counted(
        "Your ovulation tests put ovulation {count} day earlier.",
        "Your ovulation tests put ovulation {count} days earlier.",
        count=days,
    )
