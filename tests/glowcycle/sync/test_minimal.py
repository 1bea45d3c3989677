"""POST /sync with Prefer: return=minimal answers no record but that of a conflict."""

from time import process_time
from uuid import uuid4

import pytest

from glowcycle.api.preferences import preferred_return
from tests.support.faults import store_faults
from tests.support.sync_operations import BODIES, every_kind, name_of, operation, statuses

MINIMAL = "return=minimal"


def send(phone, *operations, prefer=MINIMAL):
    answer = phone.post("/sync", {"operations": list(operations)}, Prefer=prefer)
    assert answer.status_code == 200, answer.content
    return answer


@every_kind
def test_what_was_applied_comes_back_without_the_record(alice, kind):
    name, (first, then) = name_of(kind), BODIES[kind]
    sent = [
        operation(kind, "create", name, first),
        operation(kind, "change", name, then),
        operation(kind, "delete", name),
    ]
    answer = send(alice, *sent)
    assert answer.headers["Preference-Applied"] == MINIMAL
    results = answer.json()["results"]
    assert statuses(results) == ["applied"] * 3
    assert [result["change"] for result in results] == [None] * 3
    assert len({result["etag"] for result in results}) == 3
    [whole] = send(alice, operation(kind, "delete", name), prefer="").json()["results"]
    assert whole["change"]["etag"] == results[2]["etag"]


@every_kind
def test_a_repeated_operation_and_its_etag_are_the_same(alice, kind):
    create = operation(kind, "create", name_of(kind), BODIES[kind][0])
    once, twice = (send(alice, create).json()["results"][0] for _ in range(2))
    assert statuses([once, twice]) == ["applied", "duplicate"]
    assert once["change"] is twice["change"] is None
    assert once["etag"] == twice["etag"]
    [page] = [alice.get(f"/sync?kinds={kind}").json()]
    assert page["changes"][0]["etag"] == once["etag"]


@every_kind
def test_a_conflict_always_has_the_stored_record(alice, kind):
    name, (first, then) = name_of(kind), BODIES[kind]
    send(alice, operation(kind, "create", name, first))
    for action, record in (("change", then), ("delete", None), ("create", {**first, **then})):
        condition = {} if action == "create" else {"ifMatch": "another"}
        [result] = send(alice, operation(kind, action, name, record, **condition)).json()["results"]
        assert result["status"] == "conflict"
        assert result["change"]["record"]["version"] == 1


@pytest.mark.parametrize("prefer", [MINIMAL, ""])
def test_an_operation_costs_the_same_store_calls(alice, prefer):
    name = str(uuid4())
    for action, calls in (
        ("create", ["PutItem"]),
        ("change", ["GetItem", "PutItem"]),
        ("delete", ["GetItem", "PutItem"]),
    ):
        record = {"create": BODIES["journal"][0], "change": BODIES["journal"][1]}.get(action)
        with store_faults() as attempted:
            send(alice, operation("journal", action, name, record), prefer=prefer)
        assert [call for call in attempted if call != "UpdateItem"][-len(calls) :] == calls


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("return=minimal", "minimal"),
        ('Return = "minimal"', "minimal"),
        ("return=minimal; why=data", "minimal"),
        ("respond-async, wait=10, return=minimal", "minimal"),
        ("return=representation, return=minimal", "representation"),
        ("return=minimal, return=representation", "minimal"),
        ('x="a, return=minimal"', None),
        ('x="a\\", return=minimal"', None),
        ('x="never closed, return=minimal', None),
        ("xreturn=minimal", None),
        ("return", ""),
        ("return, return=minimal", ""),
        ("return; x=1, return=minimal", ""),
        ("RETURN=Minimal", "minimal"),
        ("return=half-minimal, return=minimal", "half-minimal"),
        ('x=";return=minimal', None),
        ("return=minimal minimal", None),
        ("a, " * 2500 + "return=minimal" + ", b" * 2500, "minimal"),
        ("return=", ""),
        ("return=minimalist", "minimalist"),
        ('return="minimal', None),
        ("", None),
        (",,;=", None),
        ("return=minimal" + " " * 4000 + "x", None),
        ("return=" + " " * 9000 + "x x", None),
        ('"' * 4001, None),
        ("\\" * 4001, None),
    ],
)
def test_the_header_is_read_as_rfc_7240_says(header, value):
    before = process_time()
    assert preferred_return(header) == value
    assert process_time() - before < 0.1


@pytest.mark.parametrize("prefer", ["", "return=representation", "return=minimalist", "wait=1"])
def test_any_other_preference_changes_nothing(alice, prefer):
    create = operation("journal", "create", str(uuid4()), BODIES["journal"][0])
    answer = send(alice, create, prefer=prefer)
    assert "Preference-Applied" not in answer.headers
    assert answer.json()["results"][0]["change"]["record"]
