"""What a report is made of: her records as the facts read them, by day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from period.domain.log.life_stages import LifeStage
from period.domain.log.logged_day import Day
from period.domain.log.profile import NOTHING_SAID, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedDay:
    """A day of the period log, with its symptoms and its pain (0 to 10).

    She has logged that day, so a symptom that is not among these was not there. `pain` is None if
    she said nothing of it.
    """

    day: Day
    symptoms: Sequence[str] = ()
    pain: float | None = None

    @property
    def date(self) -> date:
        """The day itself."""
        return self.day.date


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """What an entry says of its day; `energy` is 0 to 100."""

    date: date
    mood: str | None = None
    energy: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SkinScan:
    """The scores of a scan (0 to 100, higher is better) by their wire names, and their method."""

    date: date
    scores: Mapping[str, float]
    source: str | None = None
    model_id: str | None = None
    prompt_version: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRange:
    """The days of the report, both included; `today` is where she is.

    `end` is the last day that tells of them: a cycle of the range may end after it.
    """

    first: date
    last: date
    today: date
    end: date

    @property
    def last_known(self) -> date:
        """The last day of the range that is not in the future."""
        return min(self.last, self.today)

    def has(self, day: date) -> bool:
        """Return whether the report tells of that day."""
        return self.first <= day <= self.last_known

    def year(self) -> "ReportRange":
        """Return its last year, or all of it if it is shorter."""
        since = self.last_known - timedelta(days=365)
        return ReportRange(
            first=max(self.first, since), last=self.last, today=self.today, end=self.end
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLog:
    """Her records up to today: the days of the range, and days around it that tell of its cycles.

    `moods` is her own order of moods, the best first. No stage is a pause.
    """

    days: Sequence[LoggedDay] = ()
    stages: Sequence[LifeStage] = ()
    profile: Profile = NOTHING_SAID
    entries: Sequence[JournalEntry] = ()
    scans: Sequence[SkinScan] = ()
    moods: Sequence[str] = field(default=())
