"""GET /period/cycles: the cycles and their flags."""

import pytest

from tests.support.faults import store_faults
from tests.support.period_logs import log_period
from tests.support.problems import assert_problem

STARTS = ["2026-01-01", "2026-01-29", "2026-03-12"]


def cycles_of(phone, query="?today=2026-04-01"):
    answer = phone.get(f"/period/cycles/{phone.user_id}{query}")
    assert answer.status_code == 200, answer.json()
    return answer.json()


def test_without_a_log_there_are_no_cycles(alice):
    assert cycles_of(alice) == {
        "next": None,
        "nextCursor": None,
        "asOf": "2026-04-01",
        "variation": None,
        "results": [],
        "unreadable": [],
    }


def test_cycles_come_newest_first_with_length_and_bleeding(alice):
    for start in STARTS:
        log_period(alice, start, days=4)
    results = cycles_of(alice)["results"]
    assert [(cycle["start"], cycle["length"]) for cycle in results] == [
        ("2026-03-12", None),
        ("2026-01-29", 42),
        ("2026-01-01", 28),
    ]
    assert results[0]["period"] == {
        "start": "2026-03-12",
        "end": "2026-03-15",
        "bleedingDays": 4,
        "spanDays": 4,
        "needsConfirmation": False,
    }


def test_an_unusual_value_is_flagged_with_its_limit(alice):
    for start in STARTS:
        log_period(alice, start, days=4)
    body = cycles_of(alice)
    long = body["results"][1]["flags"][0]
    assert (long["code"], long["measured"], long["limit"]) == ("cycle_long", 42, 38)
    assert "outside the usual range" in long["text"]
    assert (body["variation"]["measured"], body["variation"]["limit"]) == (14, 9)


def test_from_and_to_select_cycles_by_their_first_day(alice):
    for start in STARTS:
        log_period(alice, start, days=4)
    body = cycles_of(alice, "?from=2026-01-02&to=2026-02-28&today=2026-04-01")
    assert [(cycle["start"], cycle["length"]) for cycle in body["results"]] == [("2026-01-29", 42)]


@pytest.mark.parametrize(
    "query",
    [
        "?from=2026-03-01&to=2026-01-01",
        "?from=2026-01-02&to=2026-01-01&today=2026-01-01",
        "?from=9999-12-31&to=1900-01-01",
    ],
)
def test_a_range_that_ends_before_it_begins_is_400(alice, query):
    answer = alice.get(f"/period/cycles/{alice.user_id}{query}")
    assert_problem(answer, 400, "invalid")
    assert answer.json()["errors"] == {"from": ["Must not be later than `to`."]}


def test_cycles_of_a_past_day_use_only_earlier_logs(alice):
    for start in STARTS:
        log_period(alice, start, days=4)
    results = cycles_of(alice, "?today=2026-03-01")["results"]
    assert [(cycle["start"], cycle["length"]) for cycle in results] == [
        ("2026-01-29", None),
        ("2026-01-01", 28),
    ]


def test_cycles_take_one_query(alice):
    with store_faults() as calls:
        cycles_of(alice)
    assert calls == ["Query"]
