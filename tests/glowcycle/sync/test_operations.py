"""POST /sync: each operation has its own result and is done once."""

from uuid import uuid4

import pytest

from glowcycle.records import record_kinds
from tests.support.addresses import at
from tests.support.faults import failing, lost, none, store_faults, unreachable
from tests.support.sync_operations import (
    BODIES,
    DAY,
    every_kind,
    name_of,
    operation,
    send,
    statuses,
)


def test_every_kind_can_be_synced():
    assert list(record_kinds()) == sorted(BODIES)


@every_kind
def test_create_change_and_delete_are_applied_in_order(alice, kind):
    name, (first, then) = name_of(kind), BODIES[kind]
    results = send(
        alice,
        operation(kind, "create", name, first),
        operation(kind, "change", name, then),
        operation(kind, "delete", name),
    )
    assert statuses(results) == ["applied"] * 3
    assert [result["change"]["version"] for result in results] == [1, 2, 3]
    assert [result["change"]["deleted"] for result in results] == [False, False, True]
    assert alice.get(at(kind, name)).status_code == 404


@every_kind
def test_repeated_operations_are_duplicates_and_change_nothing(alice, kind):
    name, (first, then) = name_of(kind), BODIES[kind]
    sent = [operation(kind, "create", name, first), operation(kind, "change", name, then)]
    once, again = send(alice, *sent), send(alice, *sent)
    assert statuses(again) == ["duplicate"] * 2
    assert again[-1]["change"] == once[-1]["change"]
    assert alice.get(at(kind, name)).json()["version"] == 2


@every_kind
def test_a_repetition_does_not_restore_a_deleted_record(alice, kind):
    name, (first, then) = name_of(kind), BODIES[kind]
    sent = [operation(kind, "create", name, first), operation(kind, "change", name, then)]
    send(alice, *sent)
    alice.delete(at(kind, name))
    results = [send(alice, item)[0] for item in sent]
    assert statuses(results) == ["conflict"] * 2
    assert all(result["change"]["deleted"] for result in results)
    assert alice.get(at(kind, name)).status_code == 404


def test_a_repeated_delete_keeps_a_day_logged_again_since(alice):
    alice.post("/period", {"date": DAY, "flow": "light"})
    deletion = operation("period", "delete", DAY)
    send(alice, deletion)
    alice.post("/period", {"date": DAY, "flow": "heavy"})
    assert statuses(send(alice, deletion)) == ["applied"]
    assert alice.get(f"/period/{DAY}").json()["flow"] == "heavy"


@every_kind
def test_a_change_of_an_older_state_conflicts_and_has_the_stored_record(alice, kind):
    name, (first, then) = name_of(kind), BODIES[kind]
    [created] = send(alice, operation(kind, "create", name, first))
    alice.patch(at(kind, name), then)
    for action, record in (("change", then), ("delete", None)):
        [stale] = send(
            alice, operation(kind, action, name, record, ifMatch=created["change"]["etag"])
        )
        assert (stale["status"], stale["problem"]["status"]) == ("conflict", 412)
        standing = alice.get(at(kind, name))
        assert f'"{stale["change"]["etag"]}"' == standing.headers["ETag"]
    etag = stale["change"]["etag"]
    assert statuses(send(alice, operation(kind, "delete", name, ifMatch=etag))) == ["applied"]


@every_kind
@pytest.mark.parametrize("form", ["{}", '"{}"', 'W/"{}"', "W/{}", ' "{}" '])
def test_every_spelling_of_an_etag_names_the_state(alice, kind, form):
    name, (first, then) = name_of(kind), BODIES[kind]
    [created] = send(alice, operation(kind, "create", name, first))
    old = form.format(created["etag"])
    changes = [{**operation(kind, "change", name, then), "ifMatch": old} for _ in range(2)]
    [changed], [stale] = [send(alice, change) for change in changes]
    assert statuses([changed, stale]) == ["applied", "conflict"]
    header = {"If_Match": changed["etag"]}
    assert alice.patch(at(kind, name), {**first, **then}, **header).status_code == 200
    other = operation(kind, "delete", name, ifMatch=form.format("another"))
    assert statuses(send(alice, other)) == ["conflict"]


@every_kind
def test_another_record_under_the_same_id_conflicts(alice, kind):
    name, (first, then) = name_of(kind), BODIES[kind]
    send(alice, operation(kind, "create", name, first))
    [result] = send(alice, operation(kind, "create", name, {**first, **then}))
    assert (result["status"], result["problem"]["code"]) == ("conflict", "id_taken")
    assert result["change"]["version"] == 1


@every_kind
def test_a_missing_record_conflicts_if_changed_and_is_applied_if_deleted(alice, kind):
    name, (_, then) = name_of(kind), BODIES[kind]
    sent = [operation(kind, "change", name, then), operation(kind, "delete", name)]
    results = [send(alice, item)[0] for item in sent]
    assert statuses(results) == ["conflict", "duplicate"]
    assert [result["change"] for result in results] == [None, None]


@every_kind
def test_an_operation_id_with_other_content_is_invalid(alice, kind):
    name, (first, then) = name_of(kind), BODIES[kind]
    edit = operation(kind, "change", name, then)
    send(alice, operation(kind, "create", name, first), edit)
    other = {"period": {"flow": "medium"}, "stage": {"reason": "other"}}
    [result] = send(alice, {**edit, "record": other.get(kind, {"cycleDay": 9})})
    assert (result["status"], result["problem"]["code"]) == ("invalid", "key_reused")


WRONG = [
    {},
    None,
    [],
    "create",
    {"operationId": "x"},
    operation("mood", "create", str(uuid4()), {"date": DAY}),
    operation("journal", "merge", str(uuid4()), {"date": DAY}),
    operation("journal", "create", "not-a-uuid", {"date": DAY}),
    operation("journal", "create", str(uuid4()), {"date": "2023-02-29"}),
    operation("journal", "create", str(uuid4()), {"date": DAY, "enregy": 1}),
    operation("journal", "create", str(uuid4()), {"date": DAY, "energy": 101}),
    operation("journal", "create", str(uuid4()), {"date": DAY, "entryId": str(uuid4())}),
    operation("journal", "create", str(uuid4()), {"date": DAY, "userId": "another"}),
    operation("period", "create", "2023-02-29", {"flow": "light"}),
    operation("period", "create", DAY, {"flow": "flood"}),
    operation("stage", "create", str(uuid4()), {"kind": "pause"}),
    operation("stage", "create", str(uuid4()), {"kind": "menopause", "start": DAY}),
    operation("skin", "create", str(uuid4()), {"date": DAY, "metrics": {"radiance": 1e3}}),
    operation("journal", "delete", str(uuid4()), ifMatch=7),
    operation("journal", "create", str(uuid4()), {"date": DAY}, more=1),
    {**operation("journal", "create", str(uuid4()), {"date": DAY}), "operationId": ""},
    {**operation("journal", "create", str(uuid4()), {"date": DAY}), "operationId": "x" * 256},
]


@pytest.mark.parametrize("wrong", WRONG, ids=range(len(WRONG)))
def test_an_invalid_operation_is_named_and_blocks_no_other(alice, wrong):
    before, after = str(uuid4()), str(uuid4())
    results = send(
        alice,
        operation("journal", "create", before, {"date": DAY}),
        wrong,
        operation("journal", "create", after, {"date": DAY}),
    )
    assert statuses(results) == ["applied", "invalid", "applied"]
    assert results[1]["problem"]["status"] in (400, 403)
    kept = alice.get(f"/journal/user/{alice.user_id}").json()["results"]
    assert {entry["entryId"] for entry in kept} == {before, after}


@pytest.mark.parametrize("body", [{}, {"operations": {}}, {"operations": None}, {"more": 1}])
def test_a_body_without_a_list_of_operations_is_400(alice, body):
    assert alice.post("/sync", body).status_code == 400


@pytest.mark.calm  # limited by the time of a request
def test_more_than_a_hundred_operations_are_400_and_none_is_done(alice):
    many = [operation("journal", "create", str(uuid4()), {"date": DAY}) for _ in range(101)]
    assert alice.post("/sync", {"operations": many}).status_code == 400
    assert alice.get(f"/journal/user/{alice.user_id}").json()["results"] == []
    assert statuses(send(alice, *many[:100])) == ["applied"] * 100


@pytest.mark.parametrize("fault", [failing, lost, unreachable])
def test_an_outage_is_a_retryable_error_and_blocks_no_other(alice, fault):
    sent = [operation("journal", "create", str(uuid4()), {"date": DAY}) for _ in range(3)]
    with store_faults(none, fault, fault, operation="PutItem"):
        results = send(alice, *sent)
    assert statuses(results) == ["applied", "error", "applied"]
    assert results[1]["problem"]["status"] == 503
    again = send(alice, *sent)
    applied_before = "duplicate" if fault is lost else "applied"
    assert statuses(again) == ["duplicate", applied_before, "duplicate"]


def test_an_unexpected_exception_is_an_error_of_its_operation_only(alice, monkeypatch):
    poison, sent = str(uuid4()), [str(uuid4()) for _ in range(2)]
    kind, create = record_kinds()["journal"], record_kinds()["journal"].create

    def fail(*, write):
        if write.key == poison:
            raise RuntimeError("canary")
        return create(write=write)

    broken = {**record_kinds(), "journal": type(kind)(**{**_members(kind), "create": fail})}
    monkeypatch.setattr("glowcycle.sync.serializers.record_kinds", lambda: broken)
    results = send(
        alice,
        operation("journal", "create", sent[0], {"date": DAY}),
        operation("journal", "create", poison, {"date": DAY}),
        operation("journal", "create", sent[1], {"date": DAY}),
    )
    assert statuses(results) == ["applied", "error", "applied"]
    assert results[1]["problem"]["code"] == "internal_error"
    assert "canary" not in str(results)


def test_each_kind_is_written_by_the_services_of_its_app():
    for kind in record_kinds().values():
        app = kind.model.__module__.partition(".")[0]
        for service in (kind.create, kind.change, kind.delete, kind.restore):
            assert service.__module__ in (f"{app}.services", f"{app}.{kind.name}_services")


def _members(kind):
    return {name: getattr(kind, name) for name in kind.__dataclass_fields__}


def test_a_stranger_cannot_change_or_read_a_record(alice, stranger):
    entry = alice.post("/journal", {"date": DAY, "text": "canary"}).json()["entryId"]
    sent = [
        operation("journal", "change", entry, {"energy": 1}),
        operation("journal", "delete", entry),
        operation("journal", "create", entry, {"date": DAY}),
    ]
    results = [send(stranger, item)[0] for item in sent]
    assert statuses(results) == ["conflict", "duplicate", "applied"]
    assert "canary" not in str(results)
    assert alice.get(f"/journal/{entry}").json()["text"] == "canary"
