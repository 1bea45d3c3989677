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


def test_in_a_pause_nothing_is_said_of_how_much_they_vary(alice):
    for start in STARTS:
        log_period(alice, start, days=4)
    alice.post("/period/stages", {"kind": "pause", "start": "2026-03-31", "end": "2026-04-01"})
    assert cycles_of(alice)["variation"] is None
    assert cycles_of(alice, "?today=2026-04-02")["variation"] is not None


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


def test_cycles_take_a_query_of_the_log_and_one_of_stages(alice):
    with store_faults() as calls:
        cycles_of(alice)
    assert calls == ["Query"]
    log_period(alice, "2026-01-01")
    with store_faults() as calls:
        cycles_of(alice)
    assert calls == ["Query"] * 2


@pytest.mark.parametrize(("birth_year", "limit"), [(None, 9), (1990, 7), (2006, 9)])
def test_her_age_is_read_only_where_it_chooses_the_limit(alice, birth_year, limit):
    if birth_year:
        assert alice.put("/me/profile", {"birthYear": birth_year}).status_code == 200
    log_period(alice, "2025-12-01", days=4)
    log_period(alice, "2025-12-29", days=4)
    log_period(alice, "2026-02-03", days=4)  # 36 days: 8 more than the cycle before
    with store_faults() as calls:
        variation = cycles_of(alice)["variation"]
    assert calls == ["Query", "Query", "GetItem"]
    assert (variation is not None) is (limit == 7)
