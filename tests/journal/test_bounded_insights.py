"""Insights read a stated share of a journal of years, however long its tags and texts are."""

from datetime import UTC, datetime, timedelta

import pytest

from glowcycle.storage.bounded_reads import MAX_BYTES
from journal.entry_reading import MAX_ENTRIES
from tests.support.long_history import (
    PAGE_BYTES,
    every_day,
    four_of_28,
    journal_of,
    log_of,
    long_history,
)
from tests.support.people import someone

TODAY = datetime.now(UTC).date()
THREE_YEARS = 1_096
DAYS = every_day(TODAY, first=TODAY - timedelta(days=4 * 365))
TAGS = [f"tag {number:02}" for number in range(50)]
LONGEST = [f"{number:02}" + "\U0001f600" * 62 for number in range(50)]


@pytest.fixture(scope="module")
def anna(engine):
    return someone()


def insights(phone, journal, log):
    with long_history(log, journal):
        answer = phone.get("/journal/insights/me")
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_fifty_tags_a_day_of_four_years_are_three_years_and_twenty_tags(anna):
    journal = journal_of(anna.user_id, DAYS, energy=50, mood="calm", tags=TAGS, text="x" * 300)
    log = log_of(anna.user_id, DAYS, flow=four_of_28)
    answer = insights(anna, journal, log)
    assert answer["from"] == str(TODAY - timedelta(days=THREE_YEARS - 1))
    assert journal.reads.opened == THREE_YEARS
    assert 36 <= answer["cycles"]["complete"] <= 39
    assert len([each for each in answer["results"] if each["kind"] == "tag"]) == 20
    assert {each["verdict"] for each in answer["results"]} <= {"no_pattern", "too_early"}


@pytest.mark.parametrize(
    "long", [{"tags": LONGEST}, {"text": "\U0001f600" * 20_000}], ids=["tags", "text"]
)
def test_long_entries_end_the_answer_earlier(anna, long):
    journal = journal_of(anna.user_id, DAYS, energy=50, **long)
    answer = insights(anna, journal, log_of(anna.user_id, DAYS, flow=four_of_28))
    since = datetime.fromisoformat(answer["from"]).date()
    assert TODAY - timedelta(days=THREE_YEARS - 1) < since < TODAY
    assert journal.reads.opened < THREE_YEARS < MAX_ENTRIES
    assert journal.reads.bytes <= MAX_BYTES + 2 * PAGE_BYTES
    assert all(each["days"] <= (TODAY - since).days + 1 for each in answer["results"])


def test_long_days_of_the_log_end_the_answer_earlier_and_no_entry_before_is_read(anna):
    journal = journal_of(anna.user_id, DAYS, energy=50)
    log = log_of(anna.user_id, DAYS, flow=four_of_28, symptoms=LONGEST)
    answer = insights(anna, journal, log)
    since = datetime.fromisoformat(answer["from"]).date()
    assert since > TODAY - timedelta(days=THREE_YEARS - 1)
    assert journal.reads.opened == (TODAY - since).days + 1
