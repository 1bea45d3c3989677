"""Signs of a day as the health stores of phones keep them: samples of several apps and devices."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from glowcycle.formats.history import BLEEDING, History, TooManyRecords
from glowcycle.formats.signs import round_celsius

# From the weakest to the strongest: of several samples of a day the strongest counts.
MUCUS: Final = ("unusual", "dry", "sticky", "creamy", "watery", "eggWhite")
OVULATION_TESTS: Final = ("invalid", "negative", "low", "high", "positive", "peak")
PREGNANCY_TESTS: Final = ("negative", "faint", "positive")
SEX: Final = ("none", "protected", "unprotected")

# No bleeding goes on for longer in one sample, unless somebody forgot to end it.
MAX_SPAN: Final = timedelta(days=60)
# Samples, and days of samples: thirty a day for forty years. A hostile file has more.
MAX_SAMPLES: Final = 500_000
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One sample of a health store that is wanted here.

    what   the store's own name of its type
    value  the store's own value
    first  its first day, where she was
    last   its last day
    time   hh:mm of its start, None if the store does not tell
    row    where it stands in the file
    """

    what: str
    value: str
    first: date
    last: date
    time: str | None
    row: int


@dataclass(slots=True)
class HealthSigns:
    """Brings the samples of a health store into a history, day by day."""

    history: History
    _starts: dict[date, tuple[str, int]] = field(default_factory=dict)
    _samples: int = 0

    def count(self) -> None:
        """Note one more sample, or day of a sample. Raise TooManyRecords."""
        self._samples += 1
        if self._samples > MAX_SAMPLES:
            raise TooManyRecords

    def flow(self, sample: Sample, flow: str, *, starts: bool = False) -> None:
        """Set the flow of each day of the sample; of several the strongest counts."""
        days = [*self._days(sample)]
        for day in days:
            self.history.flow(day, flow, row=sample.row, what=sample.what)
        if starts and days:
            self._starts.setdefault(days[0], (sample.what, sample.row))

    def strongest(self, sample: Sample, name: str, value: str, order: Sequence[str]) -> None:
        """Set a sign of each day of the sample; of several the strongest counts."""
        for day in self._days(sample):
            values = self.history.day(day, row=sample.row)
            other = values.get(name, value)
            values[name] = max(value, other, key=order.index)
            if other != value:
                weaker = min(value, other, key=order.index)
                self.history.skip(sample.what, weaker, "several", row=sample.row)

    def temperature(self, sample: Sample, celsius: float) -> None:
        """Set the temperature of the first day of the sample; the first one of a day counts."""
        rounded = round_celsius(celsius)
        if rounded is None:
            self.history.skip(sample.what, sample.value, "invalid", row=sample.row)
            return
        values = self.history.day(sample.first, row=sample.row)
        told = {"celsius": rounded, "time": sample.time}
        if values.setdefault("temperature", told) != told:
            self.history.skip(sample.what, sample.value, "several", row=sample.row)

    def finish(self) -> None:
        """Say where periods start.

        Some apps call each day a start, and those of two apps may differ by some days: of starts
        without a day between them on which she did not bleed the first one counts.
        """
        last: date | None = None
        for day, (what, row) in sorted(self._starts.items()):
            values = self.history.day(day, row=row)
            if last is not None and self._bleeds_between(last, day):
                self.history.skip(what, "start", "several", row=row)
            elif values["flow"] == "none":
                self.history.skip(what, "start", "invalid", row=row)
                continue
            else:
                values["startsPeriod"] = True
            last = day

    def _bleeds_between(self, first: date, last: date) -> bool:
        between = (first + number * _DAY for number in range(1, (last - first).days))
        return all(
            day in self.history.days and self.history.days[day].values.get("flow") in BLEEDING
            for day in between
        )

    def _days(self, sample: Sample) -> Iterator[date]:
        span = sample.last - sample.first
        if not timedelta() <= span <= MAX_SPAN:
            self.history.skip(sample.what, sample.value, "invalid", row=sample.row)
            return
        for number in range(span.days + 1):
            self.count()
            yield sample.first + number * _DAY
