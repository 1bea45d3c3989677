"""A call does a bounded share of an import, and a new record costs it one write."""

import pytest

from glowcycle.aws import request_context
from glowcycle.person.imports import walk
from glowcycle.person.imports.apply import apply
from tests.support.faults import store_faults
from tests.support.line_format import DAY, seen
from tests.support.whole_imports import applied, history


def days(number):
    return [{**DAY, "date": f"2024-{1 + n // 28:02}-{1 + n % 28:02}"} for n in range(number)]


def test_a_call_does_a_bounded_share(alice, monkeypatch):
    monkeypatch.setattr(walk, "MAX_SECONDS", -1)
    job = seen(alice, *days(5))
    first = apply(user_id=alice.user_id, import_id=job.import_id)
    assert (first.status, first.content.result["made"]) == ("applying", {"period": 1})
    assert len(history(alice)) == 1
    assert applied(job).content.result["made"] == {"period": 5}


def test_a_command_does_whole_shares_however_long_it_has_waited(alice):
    context = request_context.current()
    context.store_seconds += 3600
    job = seen(alice, *days(5))
    assert apply(user_id=alice.user_id, import_id=job.import_id).status == "applied"


def test_a_request_stops_where_the_stores_are_slow(alice):
    job = seen(alice, *days(5))
    slow = request_context.RequestContext(user_id=alice.user_id, store_seconds=3.0)
    with request_context.open_context(slow):
        first = apply(user_id=alice.user_id, import_id=job.import_id)
    assert (first.status, first.content.result["made"]) == ("applying", {"period": 1})
    assert first.holder is None


@pytest.mark.calm
def test_a_new_record_costs_one_write(alice):
    job = seen(alice, *days(100))
    with store_faults() as attempted:
        applied(job)
    assert attempted.count("PutItem") <= 100 + 6
    assert len(attempted) <= 100 + 20
