"""The count of a person's records, which a page names beside a filter without a match."""

from datetime import timedelta

import pytest
from django.utils import timezone

from glowcycle.records import record_kinds
from glowcycle.storage import record_count


def count(phone, kind):
    return record_count.count(record_kinds()[kind].dates, user_id=phone.user_id)


def test_it_counts_what_she_has_and_not_what_she_deleted(alice, stranger):
    stranger.post("/period", {"date": "2026-03-01", "flow": "light"})
    for day in ("2026-03-01", "2026-03-02", "2026-03-03"):
        alice.post("/period", {"date": day, "flow": "light"})
    alice.delete("/period/2026-03-02")
    assert count(alice, "period") == (2, True)
    assert count(alice, "journal") == (0, True)


def test_it_leaves_out_what_has_expired(alice, time_machine):
    alice.put("/me/retention", {"journal": 30, "period": None, "skin": None})
    alice.post("/journal", {"date": "2026-03-01"})
    assert count(alice, "journal") == (1, True)
    time_machine.move_to(timezone.now() + timedelta(days=31))
    assert count(alice, "journal") == (0, True)


@pytest.mark.parametrize(("most", "found"), [(2, (2, False)), (4, (3, True))])
def test_one_call_reads_no_further_than_its_limit(alice, monkeypatch, most, found):
    for day in ("2026-03-01", "2026-03-02", "2026-03-03"):
        alice.post("/journal", {"date": day})
    monkeypatch.setattr(record_count, "MAX_READ", most)
    assert count(alice, "journal") == found
