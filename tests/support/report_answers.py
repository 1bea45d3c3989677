"""Answers of a report as its PDF draws them: of nobody, and of somebody who logs everything."""

from calendar import monthrange
from datetime import date, timedelta

TODAY = date(2026, 11, 30)
FIGO = (
    ("frequency", "Frequency", "normal", 28.0, "A period begins every 28 days (median)."),
    (
        "regularity",
        "Regularity",
        "irregular",
        11.0,
        "The shortest and the longest cycle differ by 11 days; regular is at most 7.",
    ),
    ("duration", "Duration", "normal", 5.0, "Bleeding lasts 5 days (median), 4 to 6."),
    ("volume", "Flow", "heavy", 9.0, "Heavy flow on 2 days or more in 9 of 12 periods."),
    ("intermenstrual", "Between periods", "none", 0.0, "No bleeding between periods in 12 cycles."),
)
METHOD = (
    "A period begins with a day of light, medium or heavy flow after two days without. A cycle "
    "counts from its first day to the day before the next one."
)


def empty_answer(*, first=date(2025, 12, 1), last=TODAY, **typed):
    """Return the answer of a person who logged nothing."""
    nobody = {"name": None, "birthYear": None, "menarcheAge": None, "question": None}
    return {
        "asOf": last.isoformat(),
        "from": first.isoformat(),
        "to": last.isoformat(),
        "readSince": first.isoformat(),
        "language": "en",
        "title": "Cycle report",
        "typed": nobody | typed,
        "summary": ["No period is logged."],
        "standsOut": [],
        "stages": [],
        "cycles": {
            "lastPeriod": None,
            "length": None,
            "bleeding": None,
            "figo": [
                {
                    "term": term,
                    "finding": None,
                    "measured": None,
                    "count": 0,
                    "needed": 3,
                    "inDoubt": False,
                    "untold": None,
                    "label": label,
                    "text": "0 cycles are logged; 3 are needed.",
                }
                for term, label, *_ in FIGO
            ],
            "windows": [],
            "otherBleeding": [],
            "periods": [],
        },
        "strip": strip(first, last, set()),
        "complaints": [],
        "ovulation": {"cycles": [], "text": ""},
        "premenstrual": {"changes": [], "text": "", "notice": ""},
        "insights": [],
        "skin": [],
        "coverage": {
            "periodDays": 0,
            "journalDays": 0,
            "scans": 0,
            "emptyMonths": [],
            "text": "The log holds no day of this time.",
        },
        "methods": [{"title": "Periods and cycles", "text": METHOD}],
        "notice": "This report is neither a diagnosis nor medical advice.",
        "unreadable": 0,
    }


def long_answer(*, years=1, symptoms=3, **typed):
    """Return the answer of a person who logged everything, every day."""
    first = date(TODAY.year - years, 12, 1)
    starts = [first + timedelta(days=28 * n) for n in range((TODAY - first).days // 28 + 1)]
    answer = empty_answer(first=first, **typed)
    cycles = len(starts) - 1
    spread = {"median": 28, "least": 24, "most": 35, "count": cycles}
    left_out = [{"reason": "excluded", "count": 2, "text": "2 cycles: marked as unusual"}]
    answer["cycles"] = {
        "lastPeriod": starts[-1].isoformat(),
        "length": spread
        | {"leftOut": left_out, "text": f"Length: median 28 days, 24 to 35, in {cycles} cycles."},
        "bleeding": {
            "median": 5,
            "least": 4,
            "most": 6,
            "count": cycles,
            "leftOut": [],
            "text": "Bleeding: median 5 days, 4 to 6.",
        },
        "figo": [
            {
                "term": term,
                "label": label,
                "finding": finding,
                "measured": measured,
                "count": cycles,
                "needed": 3,
                "inDoubt": False,
                "untold": None,
                "text": text,
            }
            for term, label, finding, measured, text in FIGO
        ],
        "otherBleeding": [],
        "windows": [_window(first + timedelta(days=90 * n)) for n in range(1 + 4 * (years - 1))],
        "periods": [_period(start) for start in reversed(starts)],
    }
    answer["summary"] = [
        f"Last period: {starts[-1]}.",
        "Length of the cycle: median 28 days, 24 to 35.",
        "The cycles are irregular: they differ by 11 days.",
        "Heavy flow on 2 days or more in 9 of 12 periods.",
        "Migraine in 10 of 12 cycles on the days from -2 to 1.",
    ]
    answer["standsOut"] = answer["summary"][3:]
    answer["stages"] = [
        {
            "kind": "contraception",
            "text": "Combined pill, from 2 March 2022 to 4 May 2024",
            "start": "2022-03-02",
            "end": "2024-05-04",
        }
    ]
    bleeding = {start + timedelta(days=n) for start in starts for n in range(5)}
    answer["strip"] = strip(first, TODAY, bleeding)
    names = [None, "migraine", "😣 cramps", *(f"symptom {n}" for n in range(40))][: symptoms + 1]
    answer["complaints"] = [_complaint(name) for name in names]
    answer["ovulation"] = {
        "cycles": [_signs(start) for start in starts[-24:]],
        "text": "Temperature confirmed a shift in 9 of 12 cycles that were measured.",
    }
    answer["premenstrual"] = {
        "changes": [_change("mood", "Mood"), _change("symptom", "migraine")],
        "text": "The week before a period against the week after it began.",
        "notice": "Not a diagnosis.",
    }
    answer["insights"] = [_insight("mood", "Mood"), _insight("energy", "Energy")]
    answer["skin"] = [_skin(label) for label in ("Radiance", "Moisture", "Texture")]
    answer["coverage"]["text"] = "350 days of the period log, 200 of the journal, 40 scans."
    answer["methods"] = [
        {"title": title, "text": METHOD * 2}
        for title in ("Periods and cycles", "FIGO terms", "Pain and symptoms", "Skin")
    ]
    return answer


def strip(first, last, bleeding):
    """Return the months from first to last, with their days of bleeding."""
    months = []
    month = first.replace(day=1)
    while month <= last:
        days = [month + timedelta(days=n) for n in range(monthrange(month.year, month.month)[1])]
        flows = ["heavy", "medium", "light", "spotting", "none"]
        marks = [flows[day.toordinal() % 5] if day in bleeding else None for day in days]
        label = f"{month:%b %Y}"
        months.append({"month": f"{month:%Y-%m}", "label": label, "days": marks})
        month = days[-1] + timedelta(days=1)
    return months


def _period(start):
    end = start + timedelta(days=4)
    return {
        "start": start.isoformat(),
        "end": end.isoformat(),
        "bleedingDays": 5,
        "length": 28,
        "leftOut": None,
        "text": "",
    }


def _window(first):
    return {
        "first": first.isoformat(),
        "last": (first + timedelta(days=89)).isoformat(),
        "method": "pill",
        "loggedDays": 90,
        "bleedingDays": 12,
        "spottingDays": 3,
        "episodes": 3,
        "longestEpisode": 6,
        "longestGap": 25,
        "unscheduledDays": None,
        "isWhole": True,
        "codes": [],
        "text": "Combined pill: three episodes, the longest of 6 days.",
    }


def _complaint(name):
    days = [
        {"day": n, "days": 12, "with": max(0, 10 - abs(n) * 2), "mean": None if name else 4.5}
        for n in range(-14, 15)
    ]
    return {
        "kind": "symptom" if name else "pain",
        "name": name,
        "label": name or "Pain",
        "days": 62,
        "cycles": 12,
        "byDay": days,
        "text": "On 62 days in 12 cycles, most often on day 0.",
    }


def _signs(start):
    return {
        "cycleStart": start.isoformat(),
        "positiveTests": [(start + timedelta(days=13)).isoformat()],
        "negativeTests": 4,
        "temperatures": 22,
        "mucusPeak": None,
        "shift": (start + timedelta(days=15)).isoformat(),
        "text": "",
    }


def _change(kind, label):
    words = "Lower in the week before in 6 of 9 cycles."
    measured = {"cycles": 9, "needed": 2, "difference": 18.5, "percent": 34.0, "raised": 6}
    return measured | {"kind": kind, "name": None, "label": label, "text": words}


def _insight(name, label):
    words = "Lower by 9 of 100 (4 to 14) in the second half of the cycle, in 9 cycles."
    measured = {"window": "premenstrual", "effect": -9.0, "low": -14.0, "high": -4.0, "cycles": 9}
    told = {"kind": name, "name": None, "label": label, "verdict": "follows", "text": words}
    return measured | told


def _skin(label):
    method = {"source": "local", "modelId": None, "promptVersion": None}
    span = {"first": "2025-12-04", "last": "2026-11-20", "scans": 40}
    scores = {"median": 61.5, "least": 48.0, "most": 74.0}
    told = {"metric": label.lower(), "label": label, "text": "Measured by the app."}
    return method | span | scores | told
