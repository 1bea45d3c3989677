"""The days that an answer is about: at most three years, up to her today."""

from datetime import date, timedelta

import pytest
from rest_framework.exceptions import ValidationError

from glowcycle.insights.query import MAX_DAYS, read_range

TODAY = date(2026, 3, 12)


def asked(**values):
    return read_range({"today": TODAY.isoformat(), **values})


def test_without_a_range_it_is_about_the_last_three_years():
    found = asked()
    assert (found["last"], found["today"]) == (TODAY, TODAY)
    assert (found["last"] - found["first"]).days + 1 == MAX_DAYS


def test_a_range_has_both_of_its_ends():
    found = asked(**{"from": "2025-01-01", "to": "2025-12-31"})
    assert (found["first"], found["last"]) == (date(2025, 1, 1), date(2025, 12, 31))


def test_an_end_alone_has_three_years_before_it():
    found = asked(to="2025-12-31")
    assert found["first"] == date(2025, 12, 31) - timedelta(days=MAX_DAYS - 1)


def test_an_end_in_the_future_is_today():
    assert asked(to="9999-12-31")["last"] == TODAY


@pytest.mark.parametrize("more", [0, 1])
def test_a_range_longer_than_three_years_is_refused_and_the_limit_named(more):
    first = (TODAY - timedelta(days=MAX_DAYS - 1 + more)).isoformat()
    if not more:
        assert asked(**{"from": first})["first"].isoformat() == first
        return
    with pytest.raises(ValidationError, match="1,096 days"):
        asked(**{"from": first})


@pytest.mark.parametrize(
    "values",
    [
        {"from": "2026-03-13"},
        {"from": "2026-02-01", "to": "2026-01-31"},
        {"from": "2026-04-01", "to": "2026-04-30"},
        {"from": "1899-12-31"},
        {"to": "2026-02-30"},
        {"today": "2126-01-01"},
        {"limit": "5"},
    ],
)
def test_a_wrong_range_is_refused(values):
    with pytest.raises(ValidationError):
        asked(**values)


def test_the_earliest_day_has_an_answer():
    assert asked(to="1900-01-01")["last"] == date(1900, 1, 1)
