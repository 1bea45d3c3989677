"""Her life stages in the window. A pause is never told: it would give silence a reason."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from glowcycle.api.languages import say, translated
from glowcycle.sentences import sentence
from glowcycle.sharing.sections.section import Part, Section, Shown, silent, table
from glowcycle.sharing.sections.words import NOTHING, day_text, named
from period.charts.stage_names import (
    BREASTFEEDING,
    HORMONES,
    METHODS,
    OUTCOMES,
    REASONS,
    STAGE_NAMES,
)

if TYPE_CHECKING:
    from period.domain.log.life_stages import LifeStage

_SAID: Final = ("method", "reason", "breastfeeding", "hormones")
_NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "method": METHODS,
    "reason": REASONS,
    "outcome": OUTCOMES,
    "breastfeeding": BREASTFEEDING,
    "hormones": HORMONES,
}


def _read(*, user_id: str, first: date, last: date, today: date) -> Shown:  # noqa: ARG001  as others
    """Return the stages that hold on a day of the window, the last start first.

    A day outside of it is null, and so is how a pregnancy ended that ends behind it. Raise
    Unavailable.
    """
    from period.stage_services import read_stages

    stages = [
        stage
        for stage in read_stages(user_id=user_id)
        if stage.kind != "pause" and stage.touches(first, last)
    ]
    return Shown([_as_json(stage, first, last) for stage in stages])


def _as_json(stage: "LifeStage", first: date, last: date) -> dict[str, Any]:
    def inside(day: date | None) -> str | None:
        return str(day) if day and first <= day <= last else None

    end = inside(stage.end)
    return {
        "kind": stage.kind,
        "start": inside(stage.start),
        "end": end,
        **{name: getattr(stage, name) for name in _SAID},
        "outcome": stage.outcome if end else None,
        "dueDate": inside(stage.due_date),
        "birthDate": inside(stage.birth_date),
    }


def _draw(stages: Sequence[Mapping[str, Any]]) -> Part:
    if not stages:
        return silent(NOTHING)
    rows = [
        (translated(STAGE_NAMES[stage["kind"]]), _days(stage), ", ".join(_details(stage)))
        for stage in stages
    ]
    return table((sentence("Life stage"), sentence("Days"), sentence("More")), rows)


def _details(stage: Mapping[str, Any]) -> Iterator[str]:
    for member, names in _NAMES.items():
        if stage[member]:
            yield named(names, stage[member])
    if due := stage["dueDate"]:
        yield say("due on {day}", day=day_text(due))
    if born := stage["birthDate"]:
        yield say("birth on {day}", day=day_text(born))


def _days(stage: Mapping[str, Any]) -> str:
    start, end = (stage[name] and day_text(stage[name]) for name in ("start", "end"))
    if start and end:
        return say("{first} to {last}", first=start, last=end)
    if start:
        return say("From {day}", day=start)
    return say("Until {day}", day=end) if end else say("The whole time")


STAGES: Final = Section(sentence("Life stages"), _draw, _read)
