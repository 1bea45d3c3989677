"""Insights of a person who logged each day read three years of it at most, in few calls."""

from datetime import UTC, datetime, timedelta

import pytest

from glowcycle.insights.query import MAX_DAYS
from glowcycle.storage.bounded_reads import MAX_BYTES
from period.domain.periods.menses import MARGIN
from tests.support.faults import store_faults
from tests.support.long_history import (
    PAGE_BYTES,
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
LONGEST = [f"{number:02}" + "\U0001f600" * 62 for number in range(50)]
CALLS = 8


def ask(path, **content):
    """Return the answer, what was read of each kind, and the calls to the store."""
    phone = someone()
    kinds = (
        log_of(phone.user_id, DAYS, flow=four_of_28, **content),
        journal_of(phone.user_id, DAYS, energy=50, mood="😊", text="x" * 300),
        scans_of(phone.user_id, DAYS),
    )
    with long_history(*kinds), store_faults() as calls:
        answer = phone.get(path)
    assert answer.status_code == 200, answer.content
    return answer, [kind.reads for kind in kinds], calls


@pytest.mark.parametrize("kind", ["journal", "skin"])
@pytest.mark.parametrize("form", ["json", "svg"])
def test_a_person_who_logged_each_day_is_answered_in_few_calls(kind, form):
    answer, read, calls = ask(f"/{kind}/insights/me?format={form}")
    assert len(calls) <= CALLS
    assert sum(each.records for each in read) <= 3 * MAX_DAYS + MARGIN.days
    if form == "json":
        assert answer.json()["from"] == str(TODAY - timedelta(days=MAX_DAYS - 1))
        assert answer.json()["cycles"]["complete"] in range(37, 40)
    assert len(answer.content) < 400_000


@pytest.mark.parametrize("kind", ["journal", "skin"])
def test_days_with_the_longest_symptoms_end_the_answer_earlier(kind):
    answer, read, _ = ask(f"/{kind}/insights/me", symptoms=LONGEST)
    since = datetime.fromisoformat(answer.json()["from"]).date()
    assert TODAY - timedelta(days=MAX_DAYS - 1) < since < TODAY - timedelta(days=100)
    assert sum(each.bytes for each in read) <= MAX_BYTES + 4 * PAGE_BYTES
    assert sum(each.records for each in read) <= 3 * (TODAY - since).days + 2 * MARGIN.days
