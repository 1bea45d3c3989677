"""What an import writes counts into her totals, and into no day."""

from typing import Any

import pytest

from glowcycle.errors import TotalReached
from glowcycle.storage import write_budget, write_totals
from glowcycle.storage.write_budget import METADATA_BYTES
from glowcycle.storage.write_totals import TotalsCounter
from tests.support.brought_records import OneImport
from tests.support.faults import failing, store_faults
from tests.support.many_writes import end_process, write
from tests.support.sealed_items import raw

pytestmark = pytest.mark.calm  # a lost answer counts twice
BIG = 10**12
FLOW = {"flow": "light"}


@pytest.fixture
def budgets(settings):
    def set_to(**limits):
        settings.WRITE_BUDGETS = {**dict.fromkeys(settings.WRITE_BUDGETS, BIG), **limits}

    return set_to


def bring(phone, days) -> TotalsCounter:
    """Bring days, each counted; return the counter."""
    brought, counter = OneImport(phone), TotalsCounter(user_id=phone.user_id)
    for day in days:
        assert brought.add("period", f"2026-03-{day:02}", FLOW, counts=counter.count) == "made"
    return counter


def counts(phone) -> dict[str, Any]:
    return write_budget.read(user_id=phone.user_id) or {}


def test_only_the_totals_grow(alice):
    bring(alice, range(1, 4)).store()
    size = sum(len(raw(alice, f"/period/2026-03-{day:02}")[1]["sealed"]["B"]) for day in (1, 2, 3))
    spent = counts(alice)
    assert (spent["writes"], spent["bytes"]) == (0, 0)
    assert (spent["totalWrites"], spent["totalBytes"]) == (3, size + 3 * METADATA_BYTES)


def test_a_day_that_has_begun_goes_on(alice, monkeypatch):
    monkeypatch.setattr(write_budget, "BATCH_WRITES", 10)
    write(alice, 10)
    before = counts(alice)
    bring(alice, range(1, 4)).store()
    write(alice, 10)
    after = counts(alice)
    assert (before["writes"], after["writes"], after["totalWrites"]) == (10, 20, 23)
    assert after["day"] == before["day"]


def test_her_own_writes_count_after_an_import(alice, monkeypatch):
    monkeypatch.setattr(write_budget, "BATCH_WRITES", 10)
    bring(alice, range(1, 4)).store()
    write(alice, 10)
    assert (counts(alice)["writes"], counts(alice)["totalWrites"]) == (10, 13)


def test_a_repeated_write_counts_once(alice):
    brought, counter = OneImport(alice), TotalsCounter(user_id=alice.user_id)
    for _ in range(3):
        brought.add("period", "2026-03-01", FLOW, counts=counter.count)
        counter.store()
    assert counts(alice)["totalWrites"] == 1
    for _ in range(3):
        brought.take_back("period", "2026-03-01", counts=counter.count)
        counter.store()
    assert counts(alice)["totalWrites"] == 2


def test_what_was_written_to_no_record_costs_nothing(alice):
    with store_faults() as attempted:
        TotalsCounter(user_id=alice.user_id).store()
    assert attempted == []


@pytest.mark.parametrize("budget", ["totalWrites", "totalBytes"])
def test_a_spent_total_refuses_the_next_import(alice, budgets, budget):
    budgets(**{budget: 3})
    write_totals.check(user_id=alice.user_id)
    bring(alice, range(1, 4)).store()
    end_process()
    with pytest.raises(TotalReached):
        write_totals.check(user_id=alice.user_id)


def test_a_spent_day_refuses_no_import(alice, budgets, monkeypatch):
    monkeypatch.setattr(write_budget, "BATCH_WRITES", 10)
    budgets(writes=10)
    write(alice, 10)
    assert alice.post("/journal", {"date": "2026-03-01"}).status_code == 429
    write_totals.check(user_id=alice.user_id)
    bring(alice, range(1, 4)).store()


def test_an_unavailable_store_loses_the_count_alone(alice, no_waiting):
    counter = bring(alice, range(1, 4))
    with store_faults(*[failing] * 5, operation="UpdateItem"):
        counter.store()
    assert counts(alice) == {}
    assert alice.get("/period/2026-03-01").status_code == 200
