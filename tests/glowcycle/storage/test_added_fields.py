"""A field that came after the first version: old phones leave it, an old service keeps it."""

import json

import pytest
from rest_framework.fields import empty

from glowcycle.aws import request_context
from glowcycle.encryption import sealing
from glowcycle.encryption.cipher import pad
from glowcycle.records import record_kinds
from tests.support.added_fields import ADDED, earlier_version, every_added_field, later_version
from tests.support.altered_exports import import_zip
from tests.support.broken_records import SEALS, named
from tests.support.export_zips import answered_records, download_export
from tests.support.faults import store_faults
from tests.support.people import someone
from tests.support.record_samples import METRICS, every_kind
from tests.support.sealed_items import plant, raw
from tests.support.sync_operations import name_of, operation, send

DAY = "2026-03-01"
# Two whole records as an old phone knows them.
OLD = {
    "journal": ({"date": DAY, "energy": 5, "mood": "m"}, {"date": DAY, "tags": ["a"]}),
    "period": ({"date": DAY, "flow": "light", "cycleLength": 30}, {"date": DAY, "flow": "heavy"}),
}
SKIN = {"date": DAY, "metrics": METRICS}
# A field of the first version that only the first of them has.
LEFT_OUT = {"journal": "mood", "period": "cycleLength"}


def create(phone, name, **more):
    answer = phone.post(f"/{name}", {**OLD[name][0], **more})
    assert answer.status_code == 201, answer.content
    return answer.headers["Location"]


@every_added_field
@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_a_field_that_is_not_named_stays(alice, added, method):
    name, field, first, then = added
    body, other = OLD[name]
    with later_version(added):
        address = create(alice, name, **{field: first})
        for sent, expected in (
            (other, first),
            ({**body, field: then}, then),
            (other, then),
            ({**body, field: None}, None),
            (other, None),
        ):
            answer = alice.send(method, address, sent)
            assert (answer.status_code, answer.json()[field]) == (200, expected)
            assert alice.get(address).json() == answer.json()


@every_added_field
def test_a_field_of_the_first_version_still_gets_its_default(alice, added):
    name = added.name
    with later_version(added):
        answer = alice.put(create(alice, name), OLD[name][1])
    assert (answer.status_code, answer.json()[LEFT_OUT[name]]) == (200, None)


@every_added_field
def test_a_create_with_if_match_keeps_it(alice, added):
    name, field, first, then = added
    key, (body, other) = name_of(name), OLD[name]
    with later_version(added):
        [made] = send(alice, operation(name, "create", key, {**body, field: first}))
        for sent, expected in ((other, first), ({**body, field: then}, then), (body, then)):
            replacing = operation(name, "create", key, sent, ifMatch=made["etag"])
            [made] = send(alice, replacing)
            assert (made["status"], made["change"]["record"][field]) == ("applied", expected)
            assert send(alice, replacing)[0]["status"] == "duplicate"


@every_added_field
def test_a_replacement_costs_the_same_calls(alice, added):
    name, field, first, _ = added
    body, other = OLD[name]
    address = create(alice, name)
    with store_faults() as plain:
        alice.put(address, other)
    with later_version(added):
        for sent in ({**body, field: first}, other):
            with store_faults() as calls:
                alice.put(address, sent)
            assert len(calls) == len(plain)


@every_added_field
@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "k"}])
def test_a_create_is_recognised_by_the_later_version(alice, added, headers):
    name = added.name
    body = {**OLD[name][0], **({"entryId": name_of(name)} if name == "journal" else {})}
    with earlier_version(added):
        made = alice.send("POST", f"/{name}", body, headers=headers)
    with later_version(added):
        again = alice.send("POST", f"/{name}", body, headers=headers)
        unchanged = alice.put(made.headers["Location"], body)
    assert again.status_code == (201 if name == "journal" else 200), again.content
    assert again.json()["etag"] == unchanged.json()["etag"] == made.json()["etag"]


@every_added_field
def test_the_earlier_version_keeps_what_the_later_one_wrote(alice, added):
    name, field, first, _ = added
    with later_version(added):
        address = create(alice, name, **{field: first})
    key, (body, other) = address.rpartition("/")[2], OLD[name]
    with earlier_version(added):
        assert field not in alice.get(address).json()
        alice.put(address, other)
        etag = alice.patch(address, body).json()["etag"]
        replacing = operation(name, "create", key, other, ifMatch=etag)
        assert send(alice, replacing)[0]["status"] == "applied"
    with later_version(added):
        record = alice.get(address).json()
        assert (record["version"], record[field]) == (4, first)
        assert alice.patch(address, {field: None}).json()[field] is None


@every_added_field
def test_the_earlier_version_forgets_it_with_the_record(alice, added):
    name, field, first, _ = added
    with later_version(added):
        address = create(alice, name, **{field: first})
    with earlier_version(added):
        alice.delete(address)
    if name == "period":
        with earlier_version(added):
            create(alice, name)
        with later_version(added):
            assert alice.get(address).json()[field] is None
    assert name == "period" or alice.get(address).status_code == 404


@every_kind
def test_content_that_nobody_here_knows_survives_every_write(alice, kind):
    unknown = {"aFieldOfNextYear": {"M": {"é": {"L": [{"N": "1.5"}, {"NULL": True}]}}}}
    address = kind.write(alice).headers["Location"]
    _seal(alice, address, {**_content(alice, address), **unknown})
    body = {**kind.body, **kind.change}
    key = address.rpartition("/")[2]
    for write in (
        lambda: alice.patch(address, kind.change),
        lambda: alice.put(address, kind.body),
        lambda: alice.post("/sync", {"operations": [operation(kind.name, "change", key, body)]}),
    ):
        before = _content(alice, address)
        assert write().status_code == 200
        content = _content(alice, address)
        assert content != before
        assert unknown.items() <= content.items()
        assert "aFieldOfNextYear" not in alice.get(address).json()
        assert raw(alice, address)[1].keys().isdisjoint(unknown)


@pytest.mark.parametrize("change", [{"date": "2026-02-28"}, {"metrics": METRICS | {"pores": 7}}])
@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_a_score_that_nobody_here_knows_survives_every_write(alice, method, change):
    address = alice.post("/skin", SKIN).headers["Location"]
    content, redness = _content(alice, address), {"redness": {"N": "5"}}
    stored = {"metrics": content["metrics"]["M"], "confidence": {"radiance": {"N": "0.5"}}}
    maps = {name: {"M": {**members, **redness}} for name, members in stored.items()}
    _seal(alice, address, {**content, **maps})
    assert alice.send(method, address, {**SKIN, **change}).status_code == 200
    content = _content(alice, address)
    # Scores that she typed in have no confidence.
    names = ["metrics"] if "metrics" in change else ["metrics", "confidence"]
    assert [name for name in maps if name in content] == names
    for name in names:
        assert content[name]["M"].items() >= redness.items()
    assert "redness" not in alice.get(address).content.decode()


@every_added_field
def test_an_old_phone_puts_back_an_unreadable_record(alice, added):
    name = added.name
    with later_version(added):
        address = create(alice, name)
        SEALS["altered"](alice, address)
        whole = OLD[name][0]
        assert alice.get(address).status_code == 409
        assert alice.put(address, whole).status_code == 200
        assert alice.get(address).json().items() >= whole.items()


@every_added_field
def test_exports_of_both_versions_are_imported(alice, stranger, added):
    name, field, first, _ = added
    with earlier_version(added):
        create(alice, name)
        older = download_export(alice)
    with later_version(added):
        import_zip(stranger, older)
        [(key, record)] = answered_records(stranger)[name].items()
        assert record[field] is None
        alice.patch(f"/{name}/{key}", {field: first})
        import_zip(third := someone(), download_export(alice))
        [record] = answered_records(third)[name].values()
        assert record[field] == first


@pytest.mark.parametrize("name", sorted(record_kinds()))
def test_added_fields_are_declared_so_that_null_is_not_left_out(name):
    _assert_declared(record_kinds()[name])


def test_each_field_that_was_added_to_a_day_is_tried():
    tried = {added.field for added in ADDED if added.name == "period"}
    day = record_kinds()["period"]
    assert {day.serializer.python_name(field) for field in tried} == {*day.model.ADDED_CONTENT}


def _assert_declared(kind):
    fields = {field.source: field for field in _flat(kind.serializer())}
    for name in kind.model.ADDED_CONTENT:
        field = fields[name]
        assert (field.required, field.allow_null, field.default) == (False, True, empty), name


def _flat(serializer):
    """Yield the fields; of an object that groups attributes of the record, its members."""
    for field in serializer.fields.values():
        yield from _flat(field) if field.source == "*" else [field]


def _content(phone, address):
    """Return the content of the stored record as it was sealed."""
    model = record_kinds()[named(address)["kind"]].model
    item = raw(phone, address)[1]
    with request_context.act_for_user(phone.user_id):
        return json.loads(
            sealing.unseal(
                item["sealed"]["B"],
                user_id=phone.user_id,
                associated_data=model.associated_data(item),
            )
        )


def _seal(phone, address, content):
    """Store the record with this content, as a later version of the service might."""
    model = record_kinds()[named(address)["kind"]].model
    table, item = raw(phone, address)
    with request_context.act_for_user(phone.user_id):
        sealed = sealing.seal(
            pad(json.dumps(content).encode()),
            user_id=phone.user_id,
            associated_data=model.associated_data(item),
        )
    plant(table, {**item, "sealed": {"B": sealed}})
