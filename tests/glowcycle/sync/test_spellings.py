"""POST /sync takes each spelling of the same operation as the same: case, nulls, etags."""

from uuid import uuid4

import pytest

from tests.support.addresses import at
from tests.support.sync_operations import BODIES, DAY, every_kind, operation, send, statuses

CASES = [str.upper, str.title, str.lower]
dated = pytest.mark.parametrize("kind", ["journal", "skin"])


@dated
def test_operations_on_one_record_in_every_case_follow_each_other(alice, kind):
    name, (first, then) = str(uuid4()), BODIES[kind]
    key = {"journal": "entryId", "skin": "scanId"}[kind]
    sent = [
        operation(kind, "create", name.upper(), {**first, key: name.title()}),
        operation(kind, "change", name.title(), {**then, key: name}, ifMatch="seen before"),
        operation(kind, "delete", name, ifMatch="seen before"),
        operation(kind, "create", name.upper(), first, ifMatch="seen before"),
    ]
    sent[1]["ifMatch"] = sent[2]["ifMatch"] = sent[3]["ifMatch"] = "AnOlderState"
    results = send(alice, *sent)
    assert statuses(results) == ["applied"] * 4
    assert {result["change"]["id"] for result in results} == {name}
    assert {change["id"] for change in alice.get("/sync").json()["changes"]} == {name}
    for case in CASES:
        assert alice.get(at(kind, case(name))).json()[key] == name


@dated
def test_an_operation_that_failed_holds_back_the_later_ones_in_any_case(alice, kind):
    name, (first, then) = str(uuid4()), BODIES[kind]
    send(alice, operation(kind, "create", name, first))
    sent = [
        operation(kind, "change", name.upper(), then, ifMatch="another"),
        operation(kind, "change", name, then),
        operation(kind, "delete", name.title()),
    ]
    assert statuses(send(alice, *sent)) == ["conflict", "error", "error"]


@dated
def test_the_same_operation_in_another_case_is_a_duplicate(alice, kind):
    name = str(uuid4())
    create = operation(kind, "create", name.upper(), BODIES[kind][0])
    assert statuses(send(alice, create, {**create, "id": name})) == ["applied", "duplicate"]


@every_kind
@pytest.mark.parametrize(
    ("action", "left_out"),
    [
        ("create", {"ifMatch": None}),
        ("change", {"ifMatch": None, "record": None}),
        ("delete", {"ifMatch": None, "record": None}),
    ],
)
def test_null_in_an_optional_member_is_as_if_left_out(alice, kind, action, left_out):
    for spelled in (left_out, {}):
        name = DAY if kind == "period" else str(uuid4())
        if action != "create":
            send(alice, operation(kind, "create", name, BODIES[kind][0]))
        sent = operation(kind, action, name, BODIES[kind][0] if action == "create" else None)
        sent.update(spelled)
        for member in left_out.keys() - spelled.keys():
            sent.pop(member, None)
        assert statuses(send(alice, sent)) == ["applied"]
        alice.delete(at(kind, name))


@pytest.mark.parametrize("member", ["operationId", "kind", "action", "id"])
@pytest.mark.parametrize("value", [None, 7, True, [], {}, ""])
def test_a_required_member_without_its_text_is_invalid(alice, member, value):
    sent = {**operation("journal", "create", str(uuid4()), {"date": DAY}), member: value}
    [result] = send(alice, sent)
    assert (result["status"], list(result["problem"]["errors"])) == ("invalid", [member])
    assert alice.get("/sync").json()["changes"] == []


@pytest.mark.parametrize("member", ["ifMatch", "record"])
@pytest.mark.parametrize("value", [7, True, [], ["x"], ""])
def test_an_optional_member_of_another_type_is_invalid(alice, member, value):
    sent = {**operation("journal", "create", str(uuid4()), {"date": DAY}), member: value}
    [result] = send(alice, sent)
    assert (result["status"], list(result["problem"]["errors"])) == ("invalid", [member])


@pytest.mark.parametrize("member", ["more", "If-Match", "ifmatch", "Record", "__proto__", "é" * 70])
def test_an_unknown_member_is_invalid_and_named(alice, member):
    sent = {**operation("journal", "create", str(uuid4()), {"date": DAY}), member: None}
    [result] = send(alice, sent)
    assert (result["status"], list(result["problem"]["errors"])) == ("invalid", [member[:64]])


@every_kind
@pytest.mark.parametrize(
    "form", ['"x", "{0}"', 'W/"x",W/"{0}"', "x,{0}", '"x",\t"y" , W/"z", "{0}"', '"{0}"', "*"]
)
def test_a_list_of_etags_names_each_of_its_states(alice, kind, form):
    name = DAY if kind == "period" else str(uuid4())
    first, then = BODIES[kind]
    [created] = send(alice, operation(kind, "create", name, first))
    [changed] = send(
        alice, operation(kind, "change", name, then, ifMatch=form.format(created["etag"]))
    )
    assert changed["status"] == "applied"


@pytest.mark.parametrize("etag", [" ", '""', "W/", 'W/""', ",", '"', "a b", "\x00", "**", "é"])
def test_an_etag_that_names_no_state_is_a_conflict_and_overwrites_nothing(alice, etag):
    name = str(uuid4())
    send(alice, operation("journal", "create", name, BODIES["journal"][0]))
    answer = alice.post(
        "/sync", {"operations": [operation("journal", "change", name, {"energy": 9}, ifMatch=etag)]}
    )
    if answer.status_code == 200:
        assert answer.json()["results"][0]["status"] in ("conflict", "invalid")
    else:
        assert answer.status_code == 400
    assert alice.get(f"/journal/{name}").json()["version"] == 1
