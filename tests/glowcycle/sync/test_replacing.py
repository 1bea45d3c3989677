"""A create with ifMatch replaces the record that the phone saw, so that its conflict ends."""

from uuid import uuid4

import pytest

from glowcycle.records import record_kinds
from tests.support.addresses import at
from tests.support.sync_operations import (
    BODIES,
    DAY,
    every_kind,
    name_of,
    operation,
    send,
    statuses,
)

FULL = {
    "journal": {"date": DAY, "energy": 1, "text": "theirs", "tags": ["theirs"]},
    "period": {"flow": "light", "symptoms": ["theirs"], "cycleLength": 30},
    "skin": {"date": DAY, "metrics": dict.fromkeys(BODIES["skin"][0]["metrics"], 9), "cycleDay": 8},
    "stage": {
        "kind": "pregnancy",
        "start": DAY,
        "end": "2026-03-02",
        "basis": "scan",
        "outcome": "loss",
    },
}
SERVER_ONLY = {"createdAt", "updatedAt", "version", "etag"}


def content(record):
    return {name: value for name, value in record.items() if name not in SERVER_ONLY}


@every_kind
def test_a_conflict_of_a_create_ends_when_it_is_sent_again_with_the_etag(alice, kind):
    name, hers = name_of(kind), BODIES[kind][0]
    send(alice, operation(kind, "create", name, FULL[kind]))
    [conflict] = send(alice, operation(kind, "create", name, hers))
    assert conflict["status"] == "conflict"
    again = operation(kind, "create", name, hers, ifMatch=conflict["change"]["etag"])
    once, twice = send(alice, again), send(alice, again)
    assert statuses([*once, *twice]) == ["applied", "duplicate"]
    assert once[0]["change"]["version"] == 2
    alice.delete(at(kind, name))
    other = str(uuid4()) if kind != "period" else "2026-03-02"
    [alone] = send(alice, operation(kind, "create", other, hers))
    replaced, created = content(once[0]["change"]["record"]), content(alone["change"]["record"])
    key = record_kinds()[kind].key
    assert {**replaced, key: other} == created, "no field of the replaced record is left"


@every_kind
def test_a_create_with_another_etag_replaces_nothing(alice, kind):
    name, hers = name_of(kind), BODIES[kind][0]
    [first] = send(alice, operation(kind, "create", name, FULL[kind]))
    alice.patch(at(kind, name), BODIES[kind][1])
    for etag in (first["etag"], "another", ""):
        [result] = send(alice, operation(kind, "create", name, hers, ifMatch=etag))
        assert result["status"] == ("invalid" if etag == "" else "conflict")
    assert alice.get(at(kind, name)).json()["version"] == 2


@every_kind
def test_two_phones_that_replace_the_same_state_have_one_winner(alice, kind):
    name, hers = name_of(kind), BODIES[kind][0]
    [first] = send(alice, operation(kind, "create", name, FULL[kind]))
    sent = [operation(kind, "create", name, hers, ifMatch=first["etag"]) for _ in range(2)]
    [won], [lost] = [send(alice, each) for each in sent]
    assert statuses([won, lost]) == ["applied", "conflict"]
    assert lost["change"]["etag"] == won["etag"]


@every_kind
def test_a_create_that_names_a_state_of_a_deleted_record_does_not_revive_it(alice, kind):
    name, hers = name_of(kind), BODIES[kind][0]
    [first] = send(alice, operation(kind, "create", name, FULL[kind]))
    alice.delete(at(kind, name))
    [result] = send(alice, operation(kind, "create", name, hers, ifMatch=first["etag"]))
    assert (result["status"], result["change"]["deleted"]) == ("conflict", True)
    assert alice.get(at(kind, name)).status_code == 404


def test_a_deleted_day_is_logged_again_by_the_phone_that_saw_the_deletion(alice):
    send(alice, operation("period", "create", DAY, FULL["period"]))
    [deleted] = send(alice, operation("period", "delete", DAY))
    again = operation("period", "create", DAY, {"flow": "heavy"}, ifMatch=deleted["etag"])
    assert statuses(send(alice, again)) == ["applied"]
    assert alice.get(f"/period/{DAY}").json()["flow"] == "heavy"


@every_kind
@pytest.mark.parametrize("etag", ["*", "never-stored"])
def test_a_create_of_a_record_that_never_was_stays_a_create(alice, kind, etag):
    name, hers = name_of(kind), BODIES[kind][0]
    [result] = send(alice, operation(kind, "create", name, hers, ifMatch=etag))
    assert (result["status"], result["change"]["version"]) == ("applied", 1)
