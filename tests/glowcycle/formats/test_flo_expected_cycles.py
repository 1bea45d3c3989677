"""Flo: what the app only expected when it wrote last is no period."""

import json

import pytest

from tests.support.read_histories import days, not_taken, read_history


def cycle(start, **times):
    times = {name: f"{day} 21:00:00.0" for name, day in times.items()}
    return {"period_start_date": f"{start} 00:00:00.0", **times}


@pytest.mark.parametrize(
    ("start", "end", "bled", "left_out"),
    [
        ("2024-02-01", "2024-02-04", ["2024-02-01", "2024-02-02"], "period_end_date"),
        ("2024-02-03", "2024-02-04", ["2024-02-03"], "period_end_date"),
        ("2024-02-04", "2024-02-05", [], "period_start_date"),
    ],
)
def test_days_after_the_last_that_it_wrote_are_left_out(start, end, bled, left_out):
    logged = cycle("2024-01-01", created_at="2024-01-01")
    expected = cycle(start, period_end_date=end, updated_at="2024-02-02")
    history = read_history(json.dumps({"operationalData": {"cycles": [logged, expected]}}).encode())
    assert [*days(history)] == ["2024-01-01", *bled]
    [(what, _, reason)] = not_taken(history)
    assert (what, reason) == (left_out, "future")
