"""Cycles, predictions and cycle days go on without a day of the log that cannot be read."""

import pytest

from tests.support.addresses import at
from tests.support.broken_records import BREAKS, DATES, named
from tests.support.period_logs import log_period

TODAY = "2026-01-23"


@pytest.fixture(params=sorted(BREAKS.keys() - DATES.keys()))
def lost_day(alice, request):
    """Log three periods, break the second day of the last one, and return its name."""
    for start in ("2025-11-10", "2025-12-08", "2026-01-05"):
        log_period(alice, start)
    address = "/period/2026-01-06"
    BREAKS[request.param](alice, address)
    return named(address)


def test_cycles_and_predictions_go_on_without_it(alice, lost_day):
    cycles = alice.get(f"/period/cycles/{alice.user_id}?today={TODAY}").json()
    assert [each["start"] for each in cycles["results"]] == [
        "2026-01-05",
        "2025-12-08",
        "2025-11-10",
    ]
    forecast = alice.get(f"/period/predictions/{alice.user_id}?today={TODAY}").json()
    assert forecast["nextPeriod"]["date"] >= TODAY
    assert forecast["currentCycle"]["start"] == "2026-01-05"
    for answer in (cycles, forecast):
        assert answer["unreadable"] == [lost_day]
        assert "canary" not in str(answer)
    for address in ("cycles", "predictions", "user"):
        picture = alice.get(f"/period/{address}/{alice.user_id}?format=svg")
        assert (picture.status_code, picture.headers["Content-Type"]) == (
            200,
            "image/svg+xml; charset=utf-8",
        )


@pytest.mark.parametrize(
    ("kind", "body"), [("journal", {}), ("skin", {"metrics": {"radiance": 1, "moisture": 1}})]
)
def test_other_records_keep_their_cycle_day(alice, lost_day, kind, body):
    if kind == "skin":
        body = {"metrics": {**body["metrics"], "texture": 1, "pores": 1, "darkCircles": 1}}
    stored = alice.post(at(kind), {"date": "2026-01-13", **body})
    assert (stored.status_code, stored.json()["cycleDay"]) == (201, 9)
    page = alice.get(f"{at(kind)}/user/{alice.user_id}").json()
    assert [record["cycleDay"] for record in page["results"]] == [9]
    assert page["unreadable"] == []  # the day of the period is none of this list's
    assert lost_day["kind"] == "period"
    assert alice.get(f"{at(kind)}/user/{alice.user_id}?format=svg").status_code == 200


def test_a_readable_log_leaves_nothing_out(alice):
    log_period(alice, "2026-01-05")
    for name in ("cycles", "predictions"):
        assert alice.get(f"/period/{name}/{alice.user_id}?today={TODAY}").json()["unreadable"] == []


def test_a_log_of_which_nothing_can_be_read_predicts_nothing(alice):
    log_period(alice, "2026-01-05", days=3)
    for day in (5, 6, 7):
        BREAKS["altered"](alice, f"/period/2026-01-0{day}")
    forecast = alice.get(f"/period/predictions/{alice.user_id}?today={TODAY}").json()
    assert forecast["nextPeriodReason"]["code"] == "no_period"
    assert [each["id"] for each in forecast["unreadable"]] == [
        f"2026-01-0{day}" for day in (7, 6, 5)
    ]
