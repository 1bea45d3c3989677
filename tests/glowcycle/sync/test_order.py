"""POST /sync: later operations on a record never overtake or overwrite earlier ones."""

from uuid import uuid4

import pytest

from tests.support.addresses import at
from tests.support.faults import failing, lost, none, store_faults
from tests.support.sync_operations import (
    BODIES,
    DAY,
    every_kind,
    name_of,
    operation,
    send,
    statuses,
)


@every_kind
@pytest.mark.parametrize("fault", [failing, lost])
def test_a_later_operation_does_not_overtake_one_to_be_repeated(alice, kind, fault):
    name, (first, then) = name_of(kind), BODIES[kind]
    other = operation("journal", "create", str(uuid4()), {"date": DAY})
    sent = [operation(kind, "create", name, first), operation(kind, "change", name, then), other]
    with store_faults(fault, fault, operation="PutItem"):
        assert statuses(send(alice, *sent)) == ["error", "error", "applied"]
    assert statuses(send(alice, *sent))[1:] == ["applied", "duplicate"]
    stored = alice.get(at(kind, name)).json()
    assert {field: stored[field] for field in then} == then


def test_of_two_changes_the_later_one_wins_although_the_first_was_repeated(alice):
    name = alice.post("/journal", {"date": DAY}).json()["entryId"]
    sent = [operation("journal", "change", name, {"energy": energy}) for energy in (1, 2)]
    with store_faults(failing, failing, operation="PutItem"):
        assert statuses(send(alice, *sent)) == ["error", "error"]
    assert statuses(send(alice, *sent)) == ["applied", "applied"]
    assert alice.get(f"/journal/{name}").json()["energy"] == 2


@every_kind
def test_two_operations_on_one_state_do_not_conflict(alice, kind):
    name, (first, then) = name_of(kind), BODIES[kind]
    [created] = send(alice, operation(kind, "create", name, first))
    condition = {"ifMatch": created["change"]["etag"]}
    sent = [
        operation(kind, "change", name, then, **condition),
        operation(kind, "delete", name, **condition),
    ]
    assert statuses(send(alice, *sent)) == ["applied", "applied"]
    assert alice.get(at(kind, name)).status_code == 404


def test_another_devices_write_between_two_operations_is_a_conflict(alice):
    name = alice.post("/journal", {"date": DAY}).json()["entryId"]
    condition = {"ifMatch": alice.get(f"/journal/{name}").headers["ETag"].strip('"')}

    def meanwhile(deliver):
        assert alice.patch(f"/journal/{name}", {"energy": 7}).status_code == 200
        return deliver()

    sent = [operation("journal", "change", name, {"energy": n}, **condition) for n in (1, 2)]
    with store_faults(none, meanwhile, operation="PutItem"):
        assert statuses(send(alice, *sent)) == ["applied", "conflict"]
    assert statuses(send(alice, *sent)) == ["duplicate", "conflict"]
    assert alice.get(f"/journal/{name}").json()["energy"] == 7


def test_operations_after_a_conflict_are_not_applied(alice):
    alice.post("/period", {"date": DAY, "flow": "light"})
    deletion = operation("period", "delete", DAY, ifMatch="an-older-state")
    anew = operation("period", "create", DAY, {"flow": "heavy"})
    results = send(alice, deletion, anew)
    assert statuses(results) == ["conflict", "error"]
    chosen = operation("period", "delete", DAY, ifMatch=results[0]["change"]["etag"])
    assert statuses(send(alice, chosen, anew)) == ["applied", "applied"]
    assert alice.get(f"/period/{DAY}").json()["flow"] == "heavy"


def test_what_she_did_on_a_later_state_follows_an_operation_whose_answer_was_lost(alice):
    """The phone took another phone's change before it sent the first operation again."""
    name = alice.post("/journal", {"date": DAY}).json()["entryId"]
    repeated = operation("journal", "change", name, {"energy": 1})
    send(alice, repeated)
    seen = alice.patch(f"/journal/{name}", {"text": "another's"}).json()["etag"]
    later = operation("journal", "change", name, {"energy": 2}, ifMatch=seen)
    assert statuses(send(alice, repeated, later)) == ["duplicate", "applied"]
    entry = alice.get(f"/journal/{name}").json()
    assert (entry["energy"], entry["text"]) == (2, "another's")


@pytest.mark.parametrize("action", ["change", "delete"])
def test_what_she_did_before_she_saw_anothers_change_is_a_conflict(alice, action):
    """The answer to the first operation was lost, and another phone's change came after it."""
    created = alice.post("/journal", {"date": DAY}).json()
    name, seen = created["entryId"], {"ifMatch": created["etag"]}
    repeated = operation("journal", "change", name, {"energy": 1}, **seen)
    [applied] = send(alice, repeated)
    alice.patch(f"/journal/{name}", {"text": "another's"})
    for condition in (seen, {"ifMatch": applied["etag"]}):
        later = operation("journal", action, name, {"text": "hers"}, **condition)
        results = send(alice, repeated, later)
        assert statuses(results) == ["duplicate", "conflict"]
        assert results[0]["etag"] == applied["etag"]
        assert results[0]["change"]["etag"] == results[1]["change"]["etag"] != applied["etag"]
