"""One record that cannot be read stops nothing else, and tells nothing."""

import io
import json
import logging

import pytest

from glowcycle.api.log_formatters import JSONLines
from glowcycle.records import record_kinds
from tests.support.addresses import at
from tests.support.broken_records import BREAKS, CANARIES, every_break, named
from tests.support.embedded_metrics import samples
from tests.support.sealed_items import BODIES, body_of, raw, write

PATCHES = {
    "journal": {"energy": 5},
    "period": {"flow": "light"},
    "skin": {"date": "2026-02-02"},
    "stage": {"end": "2026-03-02"},
}
each_break = pytest.mark.parametrize(("kind", "how"), every_break())
each_kind = pytest.mark.parametrize("kind", BODIES)


@pytest.fixture
def stage_log():
    """Yield a function that returns the log lines of a deployed function so far."""
    [handler] = [h for h in logging.root.handlers if isinstance(h.formatter, JSONLines)]
    written, formatter = io.StringIO(), handler.formatter
    before = handler.setStream(written)
    handler.setFormatter(JSONLines(stage="production"))
    yield lambda: written.getvalue().splitlines()
    handler.setStream(before)
    handler.setFormatter(formatter)


def broken(phone, kind, how):
    """Store a record and break it; return its address, and its body as a PUT takes it."""
    address = write(phone, kind)
    BREAKS[how](phone, address)
    body = body_of(kind, "2026-02-28")
    if kind == "period":
        body["date"] = address.rpartition("/")[2]
    return address, body


def assert_refused(answer):
    assert (answer.status_code, answer.json()["code"]) == (409, "unreadable"), answer.content
    assert not any(canary in answer.content for canary in CANARIES)


def listed(phone, kind, query=""):
    answer = phone.get(f"{at(kind)}/user/{phone.user_id}{query}")
    assert answer.status_code == 200, answer.content
    return answer


def assert_gone(phone, address):
    """Assert that nothing is left of the record but a tombstone."""
    kind = named(address)["kind"]
    assert phone.get(address).status_code == 404
    assert listed(phone, kind).json()["unreadable"] == []
    tombstone = raw(phone, address)[1]
    assert "deletedAt" in tombstone
    assert "sealed" not in tombstone


@each_break
def test_it_is_answered_as_such_and_can_be_deleted(alice, stage_log, kind, how):
    good = alice.get(write(alice, kind)).json()
    address, _ = broken(alice, kind, how)
    before = len(stage_log())
    assert_refused(alice.get(address))
    assert_refused(alice.patch(address, PATCHES[kind]))
    page = listed(alice, kind).json()
    assert (page["results"], page["unreadable"]) == ([good], [named(address)])
    lines = [json.loads(line) for line in stage_log()[before:]]
    errors = [line for line in lines if line["level"] == "ERROR"]
    assert {(line["message"], line["kind"]) for line in errors} == {("broken seal", kind)}
    text = "".join(stage_log()[before:])
    for secret in (alice.user_id, named(address)["id"], "canary"):
        assert secret not in text
    counted = [s for line in stage_log()[before:] for s in samples(line)]
    assert [s.value for s in counted if s.name == "UnreadableRecords"] == [1] * len(errors)
    assert alice.delete(address).status_code == 204
    assert alice.delete(address).status_code == 204
    assert_gone(alice, address)


@each_break
def test_a_whole_record_replaces_it(alice, kind, how):
    address, body = broken(alice, kind, how)
    replaced = alice.put(address, body)
    assert replaced.status_code == 200, replaced.content
    assert {name: replaced.json()[name] for name in body} == body
    assert replaced.json()["version"] <= 3
    found = alice.get(address)
    assert (found.json(), found.headers["ETag"]) == (replaced.json(), replaced.headers["ETag"])
    page = listed(alice, kind).json()
    assert (page["results"], page["unreadable"]) == ([found.json()], [])
    assert alice.patch(address, PATCHES[kind]).status_code == 200


@each_kind
def test_a_table_and_a_picture_go_on_without_it(alice, kind):
    address, _ = broken(alice, kind, "altered")
    write(alice, kind)
    table = listed(alice, kind, "?format=csv")
    assert len(table.content.splitlines()) == 2
    assert named(address)["id"].encode() not in table.content
    if record_kinds()[kind].dates is not None:  # a kind without days has no picture
        assert b"<svg" in listed(alice, kind, "?format=svg").content


@each_kind
def test_if_match_holds_for_it(alice, kind):
    address = write(alice, kind)
    etag = alice.get(address).headers["ETag"]
    body = body_of(kind, "2026-02-28")
    if kind == "period":
        body["date"] = named(address)["id"]
    BREAKS["altered"](alice, address)
    for refused in (
        alice.put(address, body, If_Match='"another"'),
        alice.delete(address, If_Match='"another"'),
    ):
        assert (refused.status_code, refused.headers["ETag"]) == (412, etag)
    assert alice.put(address, body, If_Match=etag).status_code == 200
    BREAKS["altered"](alice, address)
    assert alice.delete(address, If_Match="*").status_code == 204


@each_kind
@pytest.mark.parametrize("how", [how for how in BREAKS if "write id" in how])
def test_without_a_write_id_only_an_if_match_of_any_state_holds(alice, kind, how):
    address, body = broken(alice, kind, how)
    refused = alice.delete(address, If_Match='"another"')
    assert refused.status_code == 412
    assert "ETag" not in refused.headers
    assert alice.put(address, body, If_Match="*").status_code == 200


@each_kind
def test_its_create_sent_again_is_no_new_record(alice, kind):
    body = body_of(kind, "2026-03-01")
    created = alice.post(at(kind), body, Idempotency_Key="once")
    address = created.headers["Location"]
    BREAKS["altered"](alice, address)
    assert_refused(alice.post(at(kind), body, Idempotency_Key="once"))
    with_id = {
        **body,
        record_kinds()[kind].key: named(address)["id"],
    }
    assert_refused(alice.post(at(kind), with_id))
    assert listed(alice, kind).json()["results"] == []


def test_a_change_that_was_applied_before_is_not_answered_from_it(alice):
    address = write(alice, "journal")
    alice.patch(address, {"text": "canary"}, Idempotency_Key="k")
    BREAKS["altered"](alice, address)
    assert_refused(alice.patch(address, {"text": "canary"}, Idempotency_Key="k"))


def test_a_day_that_is_new_only_is_not_replaced(alice):
    address, body = broken(alice, "period", "altered")
    assert alice.put(address, body, If_None_Match="*").status_code == 412
    assert_refused(alice.get(address))


def test_a_deleted_record_needs_no_reading(alice):
    for kind in BODIES:
        address = write(alice, kind)
        alice.delete(address)
        for how in ("no version", "createdAt that is a number", "no write id"):
            BREAKS[how](alice, address)
            assert alice.get(address).status_code == 404
            assert listed(alice, kind).json()["unreadable"] == []
            assert alice.delete(address).status_code == 204
