"""Insights of a person who logged each day read three years of it at most, in few calls."""

from datetime import UTC, datetime, timedelta

import pytest

from glowcycle.insights.query import MAX_DAYS
from period.domain.periods.menses import MARGIN
from tests.support.faults import store_faults
from tests.support.long_history import (
    every_day,
    four_of_28,
    journal_of,
    log_of,
    long_history,
    scans_of,
)
from tests.support.people import someone

TODAY = datetime.now(UTC).date()
DAYS = every_day(TODAY, first=TODAY - timedelta(days=4 * 366))
CALLS = 8


@pytest.mark.parametrize(("kind", "form"), [("journal", "svg"), ("skin", "json")])
def test_a_person_who_logged_each_day_is_answered_in_few_calls(kind, form):
    phone = someone()
    kinds = (
        log_of(phone.user_id, DAYS, flow=four_of_28),
        journal_of(phone.user_id, DAYS, energy=50, mood="😊", text="x" * 300),
        scans_of(phone.user_id, DAYS),
    )
    with long_history(*kinds), store_faults() as calls:
        answer = phone.get(f"/{kind}/insights/me?format={form}")
    assert answer.status_code == 200, answer.content
    assert len(calls) <= CALLS
    assert sum(each.reads.records for each in kinds) <= 3 * MAX_DAYS + MARGIN.days
    if form == "json":
        assert answer.json()["from"] == str(TODAY - timedelta(days=MAX_DAYS - 1))
        assert answer.json()["cycles"]["complete"] in range(37, 40)
    assert len(answer.content) < 400_000
