"""The invented people of the sandbox. Add one here: its id, two words about it, its history."""

from dataclasses import dataclass

from glowcycle.sandbox.histories import Cycles, History, Nothing
from glowcycle.sandbox.lives import Pill, Pregnant
from glowcycle.sandbox.other_app import Moved

DEMO_PERSON = "demo"
# Ten years of a cycle of about 28 days, with a longer one now and then.
DECADE = (28, 30, 27, 29, 31, 28, 27, 29, 26, 28, 36, 28, 29, 27, 30, 30, 26, 29, 28, 36, 28) * 6


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxPerson:
    """A person of whom everything is invented, up to today.

    about    what is special about her log, to choose her by
    history  what she logged; it is written when she is first chosen
    """

    id: str
    about: str
    history: History


PEOPLE = {
    person.id: person
    for person in (
        SandboxPerson(
            id=DEMO_PERSON,
            about="eight regular cycles",
            history=Cycles(lengths=(28, 30, 27, 29, 31, 28, 27, 29), days_in=16),
        ),
        SandboxPerson(id="empty", about="nothing logged yet", history=Nothing()),
        SandboxPerson(
            id="late",
            about="her period is 13 days late",
            history=Cycles(lengths=(28, 27, 29, 28, 28, 27, 29, 28), days_in=42),
        ),
        SandboxPerson(
            id="irregular",
            about="irregular cycles of 21 to 45 days, skipped months, ovulation tests",
            history=Cycles(
                lengths=(21, 45, 33, 26, 41, 24, 38, 29, 45, 22, 31, 36, 27, 40),
                days_in=19,
                unlogged=frozenset({4, 8, 9}),
                tests=True,
                stage={"kind": "irregular", "reason": "pcos"},
            ),
        ),
        SandboxPerson(
            id="charting",
            about="temperatures, mucus and tests of each day",
            history=Cycles(lengths=(29, 27, 28, 31, 28, 30), days_in=21, charts=True),
        ),
        SandboxPerson(
            id="pill",
            about="a combined pill after three cycles, once with bleeding between two bleeds",
            history=Pill(lengths=(29, 31, 28), packs=6, days_in=10),
        ),
        SandboxPerson(
            id="pregnant",
            about="twelve weeks pregnant",
            history=Pregnant(lengths=(28, 29, 27, 30, 28), days_in=87),
        ),
        SandboxPerson(
            id="perimenopause",
            about="longer and skipped cycles before menopause",
            history=Cycles(
                lengths=(27, 26, 28, 25, 31, 38, 24, 52, 29, 61, 33, 47, 26, 71),
                days_in=40,
                stage={"kind": "perimenopause"},
                stage_from=5,
            ),
        ),
        SandboxPerson(
            id="imported",
            about="eleven cycles from another app: undo it, or bring them again",
            history=Moved(lengths=(28, 30, 27, 29, 31, 28, 26, 29, 30, 28, 27), days_in=12),
        ),
        SandboxPerson(
            id="decade",
            about="ten years, 126 cycles",
            history=Cycles(lengths=DECADE, days_in=9),
        ),
    )
}
