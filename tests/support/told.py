"""What a forecast tells in short, so that a table of cases can say what is right."""

from typing import Any

from period.domain.forecast.forecast_result import Forecast
from tests.support.period_logs import FIRST


def told(result: Forecast) -> dict[str, Any]:
    """Return what the forecast tells; `next` is in days after FIRST, as the cases count them."""
    cycle, coming = result.current_cycle, result.next_period
    return {
        "day": cycle.day if cycle else None,
        "phase": cycle.phase.name if cycle and cycle.phase else None,
        "next": (coming.date - FIRST).days if coming else None,
        "confidence": coming.confidence if coming else None,
        "reason": result.next_period_reason.code if result.next_period_reason else None,
        "ovulation": result.ovulation is not None,
        "fertile": result.fertile_days is not None,
        "late": result.late is not None,
        "used": result.based_on.cycles_used,
        "left_out": [gap.code for gap in result.based_on.left_out],
        "not_used": [log.code for log in result.based_on.not_used],
        "questions": [question.code for question in result.questions],
        "attention": [each.code for each in result.attention],
    }


def assert_told(result: Forecast, **right: Any) -> None:
    """Assert that the forecast tells this. The next period may be a day earlier or later."""
    found = told(result)
    if right.get("next") is not None and found["next"] is not None:
        assert abs(found["next"] - right.pop("next")) <= 1, found
    assert {name: found[name] for name in right} == right
