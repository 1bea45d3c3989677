"""Null in an optional field is as if it was left out; in a required field it is refused."""

import re

import pytest

from glowcycle.records import record_kinds
from tests.support.addresses import at
from tests.support.problems import assert_problem
from tests.support.record_samples import every_kind as every_sample
from tests.support.sync_operations import BODIES, every_kind, name_of, operation, send, statuses

METRICS = dict.fromkeys(("radiance", "moisture", "texture", "pores", "darkCircles"), 7)
LEFT_OUT = {
    "journal": {"tags": [], "mood": None, "energy": None, "text": None, "cycleDay": None},
    "period": {"flow": None, "symptoms": [], "temperature": None, "medication": None},
    "skin": {"cycleDay": None},
    "stage": {"end": None, "method": None, "pack": None, "dueDate": None, "hormones": None},
}
REQUIRED = {
    "journal": {"date": "2026-03-01"},
    "period": {"date": "2026-03-01"},
    "skin": {"date": "2026-03-01", "metrics": METRICS},
    "stage": {"kind": "exclusion", "start": "2026-03-01", "reason": "illness"},
}


def nulls(kind):
    """Return null for each optional field of the kind, also for those that only answers have."""
    names = record_kinds()[kind].serializer().fields.keys()
    return dict.fromkeys(names - REQUIRED[kind].keys())


@every_kind
def test_a_create_with_nulls_is_the_create_without_the_fields(alice, kind):
    written = alice.post(at(kind), {**nulls(kind), **REQUIRED[kind]}, Idempotency_Key="k")
    assert written.status_code == 201, written.content
    assert LEFT_OUT[kind].items() <= written.json().items()
    again = alice.post(at(kind), REQUIRED[kind], Idempotency_Key="k")
    assert again.json() == written.json()
    assert alice.post(at(kind), {**REQUIRED[kind], "userId": "another"}).status_code == 403


@every_kind
def test_a_required_field_with_null_is_400(alice, kind):
    for name in REQUIRED[kind]:
        answer = alice.post(at(kind), {**REQUIRED[kind], name: None})
        assert assert_problem(answer, 400, "invalid")["errors"].keys() == {name}


@every_sample
def test_a_change_may_name_the_key_and_the_lists_as_null(alice, kind):
    written = kind.write(alice)
    address, stored = written.headers["Location"], written.json()
    key, lists = record_kinds()[kind.name].key, {"tags", "symptoms"} & stored.keys()
    sent = dict.fromkeys([key, *lists, "userId", "version", "createdAt", "updatedAt"])
    sent = {name: None for name in sent if name != "date" or kind.name == "period"}
    changed = alice.patch(address, {**kind.change, **sent})
    assert changed.status_code == 200, changed.content
    assert {name: changed.json()[name] for name in (key, *lists)} == {
        name: stored[name] for name in (key, *lists)
    }
    replaced = alice.put(address, {**kind.body, **sent})
    assert (replaced.status_code, replaced.json()[key]) == (200, stored[key])
    assert all(replaced.json()[name] == [] for name in lists)


@every_kind
def test_sync_takes_nulls_as_left_out(alice, kind):
    name, (first, then) = name_of(kind), BODIES[kind]
    unsaid = dict.fromkeys(nulls(kind).keys() - first.keys() - then.keys())
    results = send(
        alice,
        {**operation(kind, "create", name), "record": {**unsaid, **first}},
        {**operation(kind, "change", name), "record": {**unsaid, **then}, "ifMatch": None},
        {**operation(kind, "delete", name), "record": None, "ifMatch": None},
    )
    assert statuses(results) == ["applied"] * 3, results
    [empty] = send(alice, {**operation(kind, "create", name_of(kind)), "record": None})
    # A day is whole without anything: its id is its date.
    assert empty["status"] == ("applied" if kind == "period" else "invalid")


@pytest.mark.parametrize("name", ["operationId", "kind", "action", "id"])
def test_a_member_that_sync_needs_is_refused_as_null(alice, name):
    sent = operation("journal", "create", name_of("journal"), {"date": "2026-03-01"})
    assert statuses(send(alice, {**sent, name: None})) == ["invalid"]


def test_an_analysis_takes_nulls_as_left_out(alice):
    body = {"photoId": "8d6f1a3e-5a8a-4b7e-9f43-0a4c6b1f2d11"}
    for nothing in ({}, {"scanId": None, "date": None, "keepPhoto": None, "userId": None}):
        answer = alice.post("/skin/analyze", {**body, **nothing})
        assert_problem(answer, 404, "not_found")
    assert re.search("photo", answer.json()["detail"])
