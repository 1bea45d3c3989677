"""A page says how many records she has, and how many a choice of retention would delete."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from glowcycle.person import record_ages
from glowcycle.person.pages import erasure_facts, retention_facts


@pytest.fixture(autouse=True)
def _entries(alice):
    """Store an entry, and one that is deleted."""
    for text in ("stays", "deleted"):
        address = alice.post("/journal", {"date": "2026-03-01", "text": text}).headers["Location"]
    alice.delete(address)


def test_records_are_counted_by_kind(alice):
    facts = erasure_facts(alice.user_id)
    assert facts == {
        "Journal": "1 record",
        "Period": "0 records",
        "Skin": "0 records",
        "Stage": "0 records",
    }


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (29, "none older than 30 days"),
        (40, "1 older than 30 days"),
        (400, "1 older than 30 days, 1 older than 90 days, 1 older than 365 days"),
    ],
)
def test_records_are_counted_by_age(alice, days, sentence):
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        facts = retention_facts(alice.user_id)
    assert facts["Journal"] == f"1 record; {sentence}"


def test_what_has_expired_is_not_counted(alice):
    alice.put("/me/retention", {"journal": None, "period": 30, "skin": None})
    alice.post("/period", {"date": "2026-03-01", "flow": "light"})
    assert erasure_facts(alice.user_id)["Period"] == "1 record"
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert erasure_facts(alice.user_id)["Period"] == "0 records"


def test_what_was_not_counted_to_the_end_says_so(alice, monkeypatch):
    monkeypatch.setattr(record_ages, "MAX_PAGES", 0)
    assert erasure_facts(alice.user_id)["Journal"] == "more than 0 records"
    assert retention_facts(alice.user_id)["Journal"] == "more than 0 records"
