"""A mark for each field of each record: the texts by which an answer betrays it, and who may."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from glowcycle.charts.layout import long_date
from tests.leak_matrix.life import (
    BEFORE,
    BEGINS,
    BORN,
    DUE_DATE,
    ENTRY,
    LOGGED,
    PAUSED,
    SCANNED,
    STAGES,
)


@dataclass(frozen=True)
class Mark:
    """A field with its texts, as regular expressions.

    shown  the scopes that show it
    told   the scopes of results that may name it, and need not
    """

    field: str
    texts: tuple[str, ...]
    shown: tuple[str, ...] = ()
    told: tuple[str, ...] = ()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(self.texts))

    def is_in(self, text: str) -> bool:
        return self._pattern.search(text) is not None


def _value(value: str, words: str = "") -> tuple[str, ...]:
    """Return a value in JSON, and its words in a cell of a table."""
    return f'"{value}"', rf"(>|, ){re.escape(words or value)}(<|,)"


def _number(value: float) -> tuple[str, ...]:
    return (rf"(?<![\w.-]){re.escape(str(value))}(?![\w.-])",)


def _day(day: date) -> tuple[str, ...]:
    return str(day), r"(?<!\d)" + long_date(day=day, year=True).replace("\u00a0", "[\u00a0 ]")


def _named(name: str) -> tuple[str, ...]:
    """Return the name of a member, for a field whose values are all common ones."""
    return (f'"{name}"',)


_FOUND = ("insights", "report")
_LOG = ("period", "intimate", "periodDates")

PERIOD = (
    Mark("period.date", _day(LOGGED), _LOG, ("report",)),
    Mark("period.flow", _value("veryHeavy", "very heavy"), ("period",)),
    Mark("period.symptoms", ("marksymptom",), ("period",), _FOUND),
    Mark("period.pain", (r'"pain": ?9\b', "<bdi>9</bdi>"), ("period",)),
    Mark("period.temperature", (r"36\.47",), ("period",), ("report",)),
    Mark("period.mucus", _value("eggWhite", "like egg white"), ("period",)),
    Mark("period.ovulationTest", _value("peak"), ("period",)),
    Mark("period.cycleLength", (*_named("cycleLength"), *_number(117)), (), ("report",)),
    Mark("period.startsPeriod", _named("startsPeriod")),
    Mark("period.sex", _value("unprotected"), ("intimate",)),
    Mark("period.pregnancyTest", _value("faint", "faintly positive"), ("intimate",)),
    Mark("period.medication", ("markmedication",), ("intimate",)),
    Mark("period.note", ("marknote",), ("intimate",)),
)
JOURNAL = (
    Mark("journal.date", _day(ENTRY), ("journalMoods", "journalText"), ("report",)),
    Mark("journal.date (time)", (f"{ENTRY}T", r"\+05:45")),
    Mark("journal.mood", ("markmood",), ("journalMoods",), _FOUND),
    Mark("journal.energy", _number(61.3), ("journalMoods",), _FOUND),
    Mark("journal.text", ("marktext",), ("journalText",)),
    Mark("journal.tags", ("marktag",), ("journalText",)),
    Mark("journal.cycleDay", (*_named("cycleDay"), *_number(777))),
)
SKIN = (
    Mark("skin.date", _day(SCANNED), ("skinScores",), ("report",)),
    *(
        Mark(f"skin.metrics.{name}", _number(score), ("skinScores",), _FOUND)
        for name, score in (("radiance", 83.7), ("moisture", 71.3), ("texture", 64.9))
    ),
    Mark("skin.source", _value("bedrock", "a model that looks at photos"), ("skinScores",)),
    Mark("skin.modelId", ("markmodel",), (), ("report",)),
    Mark("skin.promptVersion", ("markprompt",), (), ("report",)),
    Mark("skin.quality", (*_named("quality"), "too_dark")),
    Mark("skin.confidence", (*_named("confidence"), *_number(0.831))),
    Mark("skin.observations", ("markobservation",)),
    Mark("skin.missing", (*_named("missing"), "too_coarse")),
    Mark("skin.photo", ("markphoto", *_named("hasPhoto"))),
)
_IN_STAGES = (("stages",), ("report",))
STAGE = (
    *(Mark(f"stage.start of {name}", _day(days[0]), *_IN_STAGES) for name, days in STAGES.items()),
    *(Mark(f"stage.end of {name}", _day(days[1]), *_IN_STAGES) for name, days in STAGES.items()),
    Mark("stage.kind", _value("postpartum", "After a birth"), *_IN_STAGES),
    Mark("stage.method", _value("patch"), *_IN_STAGES),
    Mark("stage.dueDate", _day(DUE_DATE), *_IN_STAGES),
    Mark("stage.birthDate", _day(BORN), *_IN_STAGES),
    Mark("stage.pack", (*_named("pack"), *_day(BEGINS))),
    Mark("stage.basis", (*_named("basis"), '"conception"')),
    Mark("stage.outcome", _value("loss", "ended with a loss"), *_IN_STAGES),
    Mark("stage.breastfeeding", _value("partly", "breastfeeding partly"), *_IN_STAGES),
    Mark("stage.hormones", _value("sequential", "hormones in sequence"), *_IN_STAGES),
    Mark("stage.reason", _value("thyroid"), *_IN_STAGES),
    Mark("stage of a pause", (*_value("pause", "Pause"), *_day(PAUSED[0]), *_day(PAUSED[1]))),
)
SAID = (
    Mark("profile.birthYear", (*_named("birthYear"), *_number(1971))),
    Mark("profile.periodLength", _named("periodLength")),
    Mark("profile.lutealLength", _named("lutealLength")),
    Mark("profile.goal", (*_named("goal"), "conceive")),
    Mark("moods", ("markorder",)),
    Mark("another share", ("markothershare",)),
)
OUTSIDE = (
    Mark("outside: days", _day(BEFORE)),
    Mark(
        "outside: words", ("outsymptom", "outmedication", "outnote", "outmood", "outtext", "outtag")
    ),
    Mark("outside: numbers", (*_number(13.9), *_number(12.7), r"35\.21")),
    Mark("outside: stage", _value("travel")),
)
ALL: Sequence[Mark] = (*PERIOD, *JOURNAL, *SKIN, *STAGE, *SAID, *OUTSIDE)


def found(text: str) -> Iterator[Mark]:
    """Yield the marks that the text betrays."""
    return (mark for mark in ALL if mark.is_in(text))
