"""An invented report for the documentation: made of records, so it cannot contradict itself."""

from datetime import date, timedelta
from typing import Any, Final

from glowcycle.insights.example_readings import skin_example
from glowcycle.report.build import build_log
from glowcycle.report.domain.facts import Report, Typed
from glowcycle.report.domain.report import find_facts

TODAY: Final = date(2026, 3, 12)
FIRST: Final = date(2025, 12, 15)
TYPED: Final = Typed(name="Ada Example", birth_year=1992, question="Why is the pain worse now?")

_STARTS: Final = (date(2025, 12, 17), date(2026, 1, 13), date(2026, 2, 12), date(2026, 3, 11))
_FLOWS: Final = ("medium", "heavy", "medium", "light", "spotting")
_PAIN: Final = (4, 6, 3, 0, 0)
_DAY: Final = timedelta(days=1)


def example_report() -> Report:
    """Return the report of three months with pain at each period."""
    log = build_log(
        records={
            "period": _days(),
            "stage": [
                {"stage_kind": "exclusion", "start": "2026-01-02", "end": "2026-01-05"}
                | {"reason": "illness"}
            ],
            "journal": [
                {"date": str(FIRST + number * _DAY), "mood": "😌", "energy": 55 + number % 9}
                for number in range(60)
            ],
            "skin": [
                {
                    "date": str(FIRST + 7 * number * _DAY),
                    "metrics": {"radiance": 58 + number % 4, "texture": 61},
                    "source": "local",
                }
                for number in range(12)
            ],
        },
        moods=("😌",),
    )
    return find_facts(
        log=log,
        insights={"skin": skin_example()},
        typed=TYPED,
        first=FIRST,
        last=TODAY,
        today=TODAY,
        read_since=FIRST,
    )


def _days() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    day = FIRST
    while day <= TODAY:
        number = min(((day - start).days for start in _STARTS if start <= day), default=20)
        is_menses = number < len(_FLOWS)
        found.append(
            {
                "date": str(day),
                "flow": _FLOWS[number] if is_menses else "none",
                "symptoms": ["cramps"] if is_menses and _PAIN[number] else [],
                "pain": _PAIN[number] if is_menses else 0,
            }
        )
        day += _DAY
    return found
