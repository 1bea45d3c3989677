"""A create that names the tombstone undoes a deletion: the phone sends the content again."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from glowcycle.sandbox.identity import issue_token
from tests.support import photo_bucket
from tests.support.addresses import at
from tests.support.faults import lost, store_faults
from tests.support.phone import Phone
from tests.support.retention_choices import choose
from tests.support.sealed_items import raw
from tests.support.sync_operations import (
    BODIES,
    DAY,
    every_kind,
    name_of,
    operation,
    send,
    statuses,
)


def deleted(phone, kind):
    """Store and delete a record; return its id and the state of its tombstone."""
    name = name_of(kind)
    [created] = send(phone, operation(kind, "create", name, BODIES[kind][0]))
    [gone] = send(phone, operation(kind, "delete", name, ifMatch=created["etag"]))
    assert gone["change"]["deleted"]
    return name, gone["etag"]


def undo(phone, kind, name, etag, **more):
    return operation(kind, "create", name, {**BODIES[kind][0], **more}, ifMatch=etag)


@every_kind
@pytest.mark.parametrize("form", ["{}", '"{}"', 'W/"{}"', '"other", "{}"', "*"])
def test_the_record_lives_again_under_its_id(alice, kind, form):
    name, etag = deleted(alice, kind)
    sent = undo(alice, kind, name, form.format(etag))
    once, twice = send(alice, sent), send(alice, sent)
    assert statuses([*once, *twice]) == ["applied", "duplicate"]
    record = alice.get(at(kind, name)).json()
    assert record["version"] == 3
    assert record["createdAt"] == record["updatedAt"]
    change = alice.patch(at(kind, name), BODIES[kind][1], If_Match=once[0]["etag"])
    assert change.status_code == 200
    [listed] = alice.get(f"{at(kind)}/user/{alice.user_id}").json()["results"]
    assert listed["version"] == 4
    assert send(alice, sent)[0]["status"] == "duplicate"


@every_kind
@pytest.mark.parametrize("etag", [None, "another", '""', "of the record"])
def test_without_the_state_of_the_tombstone_it_stays_deleted(alice, kind, etag):
    name = name_of(kind)
    [created] = send(alice, operation(kind, "create", name, BODIES[kind][0]))
    send(alice, operation(kind, "delete", name))
    state = created["etag"] if etag == "of the record" else etag
    [result] = send(alice, undo(alice, kind, name, state))
    if kind == "period" and etag is None:
        assert result["status"] == "applied"  # a day may be logged again
        return
    assert (result["status"], result["change"]["deleted"]) == ("conflict", True)
    assert alice.get(at(kind, name)).status_code == 404
    again = undo(alice, kind, name, result["change"]["etag"])
    assert statuses(send(alice, again)) == ["applied"]


@every_kind
def test_the_create_of_the_first_life_is_a_duplicate_of_the_second(alice, kind):
    name = name_of(kind)
    first = operation(kind, "create", name, BODIES[kind][0])
    send(alice, first)
    [gone] = send(alice, operation(kind, "delete", name))
    [late] = send(alice, first)
    assert (late["status"], late["problem"]["code"]) == ("conflict", "since_deleted")
    send(alice, undo(alice, kind, name, gone["etag"]))
    assert statuses(send(alice, first)) == ["duplicate"]
    body = {**BODIES[kind][0], **({"date": name} if kind == "period" else {})}
    key = {"journal": "entryId", "skin": "scanId", "stage": "stageId"}.get(kind)
    again = alice.post(at(kind), {**body, **({key: name} if key else {})})
    assert again.status_code in (200, 201)
    assert again.json()["version"] == 3


@every_kind
def test_delete_and_undo_in_one_request_follow_each_other(alice, kind):
    name = name_of(kind)
    [created] = send(alice, operation(kind, "create", name, BODIES[kind][0]))
    state = created["etag"]
    sent = [
        operation(kind, "delete", name, ifMatch=state),
        undo(alice, kind, name, state),
        operation(kind, "change", name, BODIES[kind][1], ifMatch=state),
        operation(kind, "delete", name, ifMatch=state),
        undo(alice, kind, name, state),
    ]
    assert statuses(send(alice, *sent)) == ["applied"] * 5
    assert alice.get(at(kind, name)).json()["version"] == 6


@every_kind
def test_a_delete_of_what_another_phone_deleted_tells_the_tombstone(alice, kind):
    name, etag = deleted(alice, kind)
    late = operation(kind, "delete", name, ifMatch="seen before")
    [result] = send(alice, late)
    assert (result["status"], result["etag"], result["change"]["etag"]) == ("applied", etag, etag)
    sent = [operation(kind, "delete", name), undo(alice, kind, name, "seen before")]
    assert statuses(send(alice, *sent)) == ["applied", "applied"]


@every_kind
def test_of_three_phones_one_undoes_one_edits_and_one_deletes_again(alice, kind):
    first, then = BODIES[kind]
    name = name_of(kind)
    [created] = send(alice, operation(kind, "create", name, first))
    seen = created["etag"]
    [gone] = send(alice, operation(kind, "delete", name, ifMatch=seen))
    [edit] = send(alice, operation(kind, "change", name, then, ifMatch=seen))
    assert (edit["status"], edit["change"]["etag"]) == ("conflict", gone["etag"])
    undone, again = (undo(alice, kind, name, gone["etag"]) for _ in range(2))
    [won], [loser] = send(alice, undone), send(alice, {**again, "record": {**first, **then}})
    assert statuses([won, loser]) == ["applied", "conflict"]
    assert loser["change"]["etag"] == won["etag"]
    [edit] = send(alice, operation(kind, "change", name, then, ifMatch=seen))
    assert (edit["status"], edit["change"]["etag"]) == ("conflict", won["etag"])
    [edit] = send(alice, operation(kind, "change", name, then, ifMatch=won["etag"]))
    [second] = send(alice, operation(kind, "delete", name, ifMatch=edit["etag"]))
    assert statuses([edit, second]) == ["applied", "applied"]
    [repeated] = send(alice, undone)
    assert (repeated["status"], repeated["change"]["etag"]) == ("conflict", second["etag"])
    assert alice.get(at(kind, name)).status_code == 404


@every_kind
def test_an_undo_whose_answer_was_lost_is_found_again(alice, kind):
    name, etag = deleted(alice, kind)
    sent = undo(alice, kind, name, etag)
    with store_faults(*[lost] * 4, operation="PutItem"):
        assert statuses(send(alice, sent)) == ["error"]
    assert statuses(send(alice, sent))[0] in ("applied", "duplicate")
    assert alice.get(at(kind, name)).json()["version"] == 3


@every_kind
def test_the_new_life_expires_by_its_own_age(alice, kind):
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        choose(alice, clock, **{kind: 30})
        name, etag = deleted(alice, kind)
        clock.shift(timedelta(days=20))
        token = issue_token(user_id=alice.user_id, lifetime=timedelta(days=99))
        alice = Phone(alice.user_id, token)
        assert statuses(send(alice, undo(alice, kind, name, etag))) == ["applied"]
        clock.shift(timedelta(days=20))
        assert alice.get(at(kind, name)).status_code == 200
        clock.shift(timedelta(days=10))
        assert alice.get(at(kind, name)).status_code == 404


@every_kind
def test_an_undo_costs_no_further_store_call_and_leaves_no_tombstone_behind(alice, kind):
    name, etag = deleted(alice, kind)
    with store_faults() as attempted:
        send(alice, undo(alice, kind, name, etag))
    rules = ["Query"] * (kind == "stage")  # of her other stages
    assert attempted == ["GetItem", "GetItem", *rules, "PutItem"]
    item = raw(alice, at(kind, name))[1]
    assert "deletedAt" not in item
    assert "expiresAt" not in item


@every_kind
def test_an_undo_is_one_write_of_her_budget(alice, kind, settings):
    name, etag = deleted(alice, kind)
    settings.WRITE_BUDGETS = {**settings.WRITE_BUDGETS, "writes": 3}
    assert statuses(send(alice, undo(alice, kind, name, etag))) == ["applied"]
    [refused] = send(alice, operation(kind, "change", name, BODIES[kind][1]))
    assert (refused["status"], refused["problem"]["budget"]) == ("error", "writes")


@every_kind
def test_an_undo_over_her_budget_waits_for_the_next_day(alice, kind, settings):
    name, etag = deleted(alice, kind)
    sent, budgets = undo(alice, kind, name, etag), settings.WRITE_BUDGETS
    settings.WRITE_BUDGETS = {**budgets, "writes": 2}
    [refused] = send(alice, sent)
    assert (refused["status"], refused["problem"]["code"]) == ("error", "daily_limit")
    assert alice.get(at(kind, name)).status_code == 404
    settings.WRITE_BUDGETS = budgets
    assert statuses(send(alice, sent)) == ["applied"]


@every_kind
def test_what_retention_deleted_is_brought_back_by_its_own_state_alone(alice, kind):
    """The store still has the expired record, and may have deleted it the next time."""
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        choose(alice, clock, **{kind: 30})
        name = name_of(kind)
        [created] = send(alice, operation(kind, "create", name, BODIES[kind][0]))
        clock.shift(timedelta(days=31))
        alice = Phone(alice.user_id, issue_token(user_id=alice.user_id, lifetime=timedelta(days=1)))
        [refused] = send(alice, undo(alice, kind, name, "another"))
        assert (refused["status"], refused["change"]["deleted"]) == ("conflict", True)
        assert refused["change"]["record"] is None
        [again] = send(alice, undo(alice, kind, name, created["etag"]))
        assert (again["status"], again["change"]["version"]) == ("applied", 2)
        assert alice.get(at(kind, name)).json()["createdAt"] > created["change"]["updatedAt"]


def test_the_photo_of_a_deleted_scan_does_not_come_back(alice, face):
    scan_id = str(uuid4())
    made = photo_bucket.send(alice, face, scanId=scan_id, keepPhoto="true")
    assert made.json()["hasPhoto"]
    [gone] = send(alice, operation("skin", "delete", scan_id))
    scores = {"date": DAY, "metrics": made.json()["metrics"]}
    again = operation("skin", "create", scan_id, scores, ifMatch=gone["etag"])
    assert statuses(send(alice, again)) == ["applied"]
    scan = alice.get(f"/skin/{scan_id}").json()
    assert scan["metrics"] == scores["metrics"]
    assert (scan["provenance"]["source"], scan["hasPhoto"]) == ("manual", False)
    assert alice.get(f"/skin/{scan_id}/photo").status_code == 404
    assert photo_bucket.bucket_content(alice) == {}
