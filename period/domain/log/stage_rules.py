"""What each kind of life stage needs and takes, and where the members of one contradict another."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import timedelta

from period.domain.log.life_stages import (
    LONGEST_PREGNANCY,
    SCHEDULED,
    LifeStage,
    Method,
    Reason,
    StageKind,
)

WITH_PACK: frozenset[Method] = SCHEDULED | {"progestinPill"}
"""The methods that come in packs, with a pause or without."""

_INCOMPATIBLE: frozenset[frozenset[StageKind]] = frozenset(
    frozenset(kinds)
    for kinds in (
        ("pregnancy",),
        ("postpartum",),
        ("perimenopause",),
        ("irregular",),
        ("menopause",),
        ("noPeriods",),
        ("pause",),
        ("pregnancy", "postpartum"),
        ("pregnancy", "contraception"),
        ("pregnancy", "menopause"),
        ("postpartum", "menopause"),
        ("perimenopause", "menopause"),
        ("irregular", "menopause"),
    )
)
"""Kinds of which two stages cannot hold at once; a kind alone cannot overlap itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRule:
    """What a kind has besides its days, by the names of a LifeStage; it refuses all else.

    needs    members that must be there
    takes    members that may be there
    reasons  the reasons of this kind
    """

    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


RULES: Mapping[StageKind, KindRule] = {
    "contraception": KindRule(needs=("method",), takes=("pack",)),
    "pregnancy": KindRule(takes=("due_date", "basis", "outcome")),
    "postpartum": KindRule(needs=("birth_date",), takes=("breastfeeding",)),
    "perimenopause": KindRule(),
    "irregular": KindRule(needs=("reason",), reasons=("pcos", "thyroid", "adolescence", "other")),
    "menopause": KindRule(needs=("hormones",)),
    "noPeriods": KindRule(
        needs=("reason",), reasons=("hysterectomy", "ablation", "testosterone", "other")
    ),
    "exclusion": KindRule(
        needs=("reason",),
        reasons=(
            "illness",
            "medication",
            "travel",
            "emergencyContraception",
            "miscarriage",
            "notLogged",
            "other",
        ),
    ),
    "pause": KindRule(),
}


def find_faults(stage: LifeStage) -> dict[str, str]:
    """Return what is wrong, by the names of the members; nothing if the stage is as it should be.

    A member that is None is as if left out.
    """
    rule = RULES[stage.kind]
    return dict([*_contradictions(stage, rule), *_of_another_kind(stage, rule)])


def find_conflict(
    *, stage: LifeStage, before: LifeStage | None, others: Iterable[LifeStage]
) -> LifeStage | None:
    """Return the first stage that this one cannot share days with, None without any.

    Two devices may have stored such a pair. A change may leave that as it is: so one with which
    `before`, the state until now, had a conflict already is none.
    """
    found = (
        other
        for other in others
        if _conflict(stage, other) and not (before and _conflict(before, other))
    )
    return min(found, key=lambda other: (other.start, other.id), default=None)


def _conflict(first: LifeStage, second: LifeStage) -> bool:
    return _overlap(first, second) and not _may_overlap(first, second)


def _may_overlap(first: LifeStage, second: LifeStage) -> bool:
    """Return whether the two make sense on the same days.

    Two contraceptions do unless both are hormonal or of one method. Exclusions overlap anything.
    """
    if first.kind == second.kind == "contraception":
        return first.method != second.method and not (first.is_hormonal and second.is_hormonal)
    return frozenset({first.kind, second.kind}) not in _INCOMPATIBLE


def _overlap(first: LifeStage, second: LifeStage) -> bool:
    """Return whether the two share a day besides one on which one ends and the other begins."""
    return first.start == second.start or (
        (second.end is None or first.start < second.end)
        and (first.end is None or second.start < first.end)
    )


def _of_another_kind(stage: LifeStage, rule: KindRule) -> Iterator[tuple[str, str]]:
    allowed = {"id", "kind", "start", "end", *rule.needs, *rule.takes}
    for name in (field.name for field in fields(stage)):
        is_there = getattr(stage, name) is not None
        if is_there and name not in allowed:
            yield name, "A stage of this kind does not have it."
        elif not is_there and name in rule.needs:
            yield name, "A stage of this kind needs it."


def _contradictions(stage: LifeStage, rule: KindRule) -> Iterator[tuple[str, str]]:
    if stage.end and stage.end < stage.start:
        yield "end", "Must not be before the start."
    if stage.reason and stage.reason not in rule.reasons:
        yield "reason", f"Must be one of: {', '.join(rule.reasons)}."
    if stage.pack and stage.method not in WITH_PACK:
        yield "pack", "Only a pill, a ring or a patch comes in packs."
    if stage.kind == "pregnancy" and not (stage.due_date or stage.basis):
        yield "basis", "A pregnancy needs this or a due date."
    if stage.outcome and not stage.end:
        yield "outcome", "Only a pregnancy that has ended has an outcome."
    if stage.due_date and not (timedelta() <= stage.due_date - stage.start <= LONGEST_PREGNANCY):
        yield "due_date", "Must be within 44 weeks after the start."
