"""What each type of Apple Health's records says in our words."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from glowcycle.formats.apple_health import questions as apple_questions
from glowcycle.formats.apple_health import values as apple_values
from glowcycle.formats.health_signs import (
    MUCUS,
    OVULATION_TESTS,
    PREGNANCY_TESTS,
    SEX,
    HealthSigns,
    Sample,
)
from glowcycle.formats.history import History, Question
from glowcycle.formats.reasons import Reason

_TIME: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]((?:[01][0-9]|2[0-3]):[0-5][0-9]):([0-5][0-9])(?:[^0-9].*)?",
    re.ASCII,
)
_NUMBER: Final = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,20})?", re.ASCII)
# What goes on has an end in the year 4001.
_NO_END: Final = date(3000, 1, 1)


@dataclass(slots=True)
class AppleRecord:
    """A record as it stands in the file."""

    type: str
    attributes: Mapping[str, str]
    row: int
    metadata: dict[str, str] = field(default_factory=dict)


class AppleSamples:
    """Brings records into a history."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._signs = HealthSigns(history)
        self._readers: Mapping[str, Callable[[AppleRecord, Sample], None]] = {
            "HKCategoryTypeIdentifierMenstrualFlow": self._take_flow,
            "HKCategoryTypeIdentifierIntermenstrualBleeding": self._take_spotting,
            "HKCategoryTypeIdentifierCervicalMucusQuality": self._take_mucus,
            "HKCategoryTypeIdentifierOvulationTestResult": self._take_ovulation_test,
            "HKCategoryTypeIdentifierPregnancyTestResult": self._take_pregnancy_test,
            "HKQuantityTypeIdentifierBasalBodyTemperature": self._take_temperature,
            "HKCategoryTypeIdentifierSexualActivity": self._take_sex,
            "HKCategoryTypeIdentifierContraceptive": self._take_contraceptive,
            "HKCategoryTypeIdentifierPregnancy": self._take_pregnancy,
            "HKCategoryTypeIdentifierLactation": self._take_lactation,
        }
        self.wants = self._readers.__contains__
        self.finish = self._signs.finish

    def take(self, record: AppleRecord) -> None:
        """Bring one of the wanted records into the history. Raise TooManyRecords."""
        self._signs.count()
        attributes = record.attributes
        start = _TIME.fullmatch(attributes.get("startDate", ""))
        end = _TIME.fullmatch(attributes.get("endDate") or attributes.get("startDate", ""))
        try:
            first, last = _days(start, end)
        except ValueError:
            value = attributes.get("startDate")
            reason: Reason = "invalid" if value else "incomplete"
            self._history.skip(record.type, value, reason, row=record.row)
            return
        sample = Sample(
            what=record.type,
            value=attributes.get("value", ""),
            first=first,
            last=last,
            time=start[2] if start else None,
            row=record.row,
        )
        self._readers[record.type](record, sample)

    def _take_flow(self, record: AppleRecord, sample: Sample) -> None:
        if flow := self._known(sample, apple_values.FLOWS):
            starts = record.metadata.get("HKMenstrualCycleStart") == "1"
            self._signs.flow(sample, flow, starts=starts)

    def _take_spotting(self, _: AppleRecord, sample: Sample) -> None:
        self._signs.flow(sample, "spotting")

    def _take_mucus(self, _: AppleRecord, sample: Sample) -> None:
        if mucus := self._known(sample, apple_values.MUCUS):
            self._signs.strongest(sample, "mucus", mucus, MUCUS)

    def _take_ovulation_test(self, _: AppleRecord, sample: Sample) -> None:
        if result := self._known(sample, apple_values.OVULATION_TESTS):
            self._signs.strongest(sample, "ovulationTest", result, OVULATION_TESTS)

    def _take_pregnancy_test(self, _: AppleRecord, sample: Sample) -> None:
        if result := self._known(sample, apple_values.PREGNANCY_TESTS):
            self._signs.strongest(sample, "pregnancyTest", result, PREGNANCY_TESTS)

    def _take_temperature(self, record: AppleRecord, sample: Sample) -> None:
        unit = record.attributes.get("unit")
        if not _NUMBER.fullmatch(sample.value):
            self._history.skip(sample.what, sample.value, "invalid", row=sample.row)
        elif unit == "degC":
            self._signs.temperature(sample, float(sample.value))
        elif unit == "degF":
            self._signs.temperature(sample, (float(sample.value) - 32) / 1.8)
        else:
            self._history.skip(sample.what, f"{sample.value} {unit}", "unknown", row=sample.row)

    def _take_sex(self, record: AppleRecord, sample: Sample) -> None:
        used = apple_values.PROTECTION.get(
            record.metadata.get("HKSexualActivityProtectionUsed", "")
        )
        if used:
            self._signs.strongest(sample, "sex", used, SEX)
        else:
            self._history.skip(sample.what, None, "incomplete", row=sample.row)

    def _take_contraceptive(self, _: AppleRecord, sample: Sample) -> None:
        if method := self._known(sample, apple_values.METHODS):
            question = apple_questions.QUESTIONS.get(method)
            self._add_stage(sample, {"kind": "contraception", "method": method}, question)

    def _take_pregnancy(self, _: AppleRecord, sample: Sample) -> None:
        question = apple_questions.QUESTIONS[apple_questions.PREGNANCY]
        self._add_stage(sample, {"kind": "pregnancy"}, question)

    def _take_lactation(self, _: AppleRecord, sample: Sample) -> None:
        # Without the day of the birth it is no stage of ours.
        self._history.skip(sample.what, None, "incomplete", row=sample.row)

    def _add_stage(
        self, sample: Sample, values: Mapping[str, str], question: Question | None
    ) -> None:
        if sample.last < sample.first:
            self._history.skip(sample.what, sample.value, "invalid", row=sample.row)
            return
        end = None if sample.last >= _NO_END else sample.last.isoformat()
        stage = {**values, "start": sample.first.isoformat(), "end": end}
        if question:
            self._history.questions[question.id] = question
            stage.update(question.options[question.assumed].changes)
        asks = (question.id,) if question else ()
        self._history.add("stage", stage, row=sample.row, asks=asks)

    def _known(self, sample: Sample, words: Mapping[str, str]) -> str | None:
        """Return our word for the value. Count it if there is none."""
        word = words.get(sample.value)
        if not word:
            reason: Reason = "unknown" if word is None else "no_place"
            self._history.skip(sample.what, sample.value, reason, row=sample.row)
        return word


def _days(start: re.Match[str] | None, end: re.Match[str] | None) -> tuple[date, date]:
    """Return the first and the last day. Raise ValueError. Midnight ends the day before."""
    if start is None or end is None:
        raise ValueError
    first, last = date.fromisoformat(start[1]), date.fromisoformat(end[1])
    if last > first and (end[2], end[3]) == ("00:00", "00"):
        last -= timedelta(days=1)
    return first, last
