"""Life stages and days of a log for tests, dated by days after FIRST."""

from period.domain.log.life_stages import LifeStage, Pack
from period.domain.log.logged_day import Day
from tests.support.period_logs import on

PILL = Pack(active=21, pause=7, begins=on(0))


def stage(kind, start=0, end=None, **members):
    """Return a stage from that day on; other days among the members are dates."""
    name = f"00000000-0000-4000-8000-{abs(start):06}{sum(map(ord, kind)):06}"
    return LifeStage(
        id=name, kind=kind, start=on(start), end=None if end is None else on(end), **members
    )


def pill(start=0, end=None, pack=PILL):
    return stage("contraception", start, end, method="combinedPill", pack=pack)


def pregnancy(start=0, end=None, **members):
    return stage("pregnancy", start, end, **members)


def postpartum(start=0, end=None, *, breastfeeding="none"):
    return stage("postpartum", start, end, birth_date=on(start), breastfeeding=breastfeeding)


def dry(first, last):
    """Return the days from the first to the last, both included, logged as without bleeding."""
    return [Day(on(day), "none") for day in range(first, last + 1)]


def spotting(*days):
    return [Day(on(day), "spotting") for day in days]
