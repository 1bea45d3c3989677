"""The facts of an invented report with something in every section, for its texts and drawings."""

from datetime import date, timedelta

from glowcycle.report.domain import bleeding_facts as bleeding
from glowcycle.report.domain import facts
from period.domain.log.life_stages import LifeStage

TODAY = date(2026, 11, 30)
FIRST = date(2025, 12, 1)
DAY = timedelta(days=1)

STARTS = [date(2025, 12, 4) + length * DAY for length in (0, 28, 57, 84, 112, 143, 170, 199)]


def full_report(**changes):
    """Return a report with every section filled; `changes` replace members by name."""
    members = {
        "as_of": TODAY,
        "first": FIRST,
        "last": TODAY,
        "read_since": FIRST,
        "typed": facts.Typed(name="Ada", birth_year=1991, menarche_age=12, question="Why?"),
        "stages": [stage("contraception", method="hormonalIud", start=date(2026, 7, 1))],
        "cycles": cycles(),
        "complaints": complaints(),
        "ovulation": [evidence()],
        "premenstrual": changes_before_periods(),
        "insights": {},
        "skin": skin(),
        "coverage": coverage(),
        "unreadable": 1,
    }
    return facts.Report(**{**members, **changes})


def empty_report(**changes):
    """Return the report of a log without anything."""
    nothing = bleeding.CycleFacts(
        last_period=None, length=None, bleeding=None, periods=[], figo=[], windows=[], days={}
    )
    lists = dict.fromkeys(("stages", "complaints", "ovulation", "premenstrual", "skin"), ())
    members = {
        "typed": facts.Typed(),
        "cycles": nothing,
        "coverage": coverage(since=None, period_days=0, journal_days=0, scans=0, empty_months=[]),
        "unreadable": 0,
    }
    return full_report(**{**lists, **members, **changes})


def stage(kind, **members):
    return LifeStage(id="stage", kind=kind, **{"start": date(2026, 7, 1), **members})


def spread(median=28.5, least=27, most=31, count=6, left_out=()):
    return bleeding.Spread(median=median, least=least, most=most, count=count, left_out=left_out)


def figo(term, finding, measured=3, count=6, needed=3):
    limit = {"regularity": 7, "duration": 8}.get(term)
    return bleeding.Figo(
        term=term, finding=finding, measured=measured, count=count, needed=needed, limit=limit
    )


def cycles():
    gaps = zip(STARTS, [*STARTS[1:], None], strict=True)
    return bleeding.CycleFacts(
        last_period=STARTS[-1],
        length=spread(left_out=[bleeding.LeftOut(reason="still_running", count=1)]),
        bleeding=spread(median=5, least=4, most=6, count=8),
        periods=[
            bleeding.LoggedPeriod(
                start=start,
                end=start + 4 * DAY,
                bleeding_days=5,
                length=(following - start).days if following else None,
                left_out=None if following else "still_running",
            )
            for start, following in gaps
        ],
        figo=[
            figo("frequency", "normal", 28.5),
            figo("regularity", "regular", 4),
            figo("duration", "normal", 5, count=8),
            figo("volume", "heavy", 5, count=8),
            figo("intermenstrual", "present", 1),
        ],
        windows=[window()],
        days={start + day * DAY: "medium" for start in STARTS for day in range(5)},
    )


def window(codes=("infrequent",), *, is_whole=True):
    return bleeding.BleedingWindow(
        first=date(2026, 7, 1),
        last=date(2026, 9, 28),
        method="hormonalIud",
        logged_days=81,
        bleeding_days=1,
        spotting_days=4,
        episodes=2,
        longest_episode=3,
        longest_gap=41,
        is_whole=is_whole,
        codes=codes,
    )


def complaints():
    pain = [
        facts.CycleDayCount(day=-1, days=5, with_it=1, mean=0.4),
        facts.CycleDayCount(day=0, days=6, with_it=5, mean=5.5),
    ]
    cramps = [facts.CycleDayCount(day=-1, days=5, with_it=4)]
    return [
        facts.Complaint(name=None, days=14, cycles=6, by_day=pain),
        facts.Complaint(name="cramps", days=9, cycles=5, by_day=cramps),
    ]


def evidence(**changes):
    members = {
        "cycle_start": STARTS[1],
        "positive_tests": [STARTS[1] + 13 * DAY],
        "negative_tests": 3,
        "temperatures": 22,
        "shift": STARTS[1] + 15 * DAY,
        "mucus_peak": STARTS[1] + 13 * DAY,
    }
    return facts.OvulationEvidence(**{**members, **changes})


def change(kind="pain", name=None, *, difference=2.1, percent=34.0, cycles=4, raised=3):
    return facts.PremenstrualChange(
        kind=kind,
        name=name,
        cycles=cycles,
        needed=2,
        difference=difference,
        percent=percent,
        raised=raised,
    )


def changes_before_periods():
    return [
        change(),
        change("energy", difference=-12.0, percent=30.0, raised=2),
        change("symptom", "cramps", difference=0.25, percent=25.0, raised=1),
        change("mood", difference=None, percent=None, cycles=1, raised=None),
    ]


def skin():
    return [
        facts.SkinFacts(
            metric=metric,
            source="local",
            model_id=None,
            prompt_version=None,
            scans=34,
            first=date(2026, 1, 3),
            last=date(2026, 11, 20),
            median=62.5,
            least=48,
            most=71,
        )
        for metric in ("radiance", "darkCircles")
    ]


def coverage(**changes):
    members = {
        "since": FIRST,
        "period_days": 180,
        "journal_days": 200,
        "scans": 34,
        "empty_months": [date(2026, 8, 1)],
    }
    return facts.Coverage(**{**members, **changes})
