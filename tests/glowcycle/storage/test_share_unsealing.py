"""Unsealing for a share: content outside its limits leaves no record, whatever reads it."""

from contextlib import contextmanager
from datetime import date

import pytest
from pynamodb.attributes import MapAttribute

from glowcycle.aws import request_context
from glowcycle.aws.request_context import RequestContext
from glowcycle.aws.share_limits import ShareLimits
from glowcycle.person import person_records
from glowcycle.person.profile.items import ProfileItem
from glowcycle.records import record_kinds
from glowcycle.storage.sealed_item import added_names, content_names
from period import stage_services
from period.log_reading import read_log
from tests.support.record_samples import DATE, KINDS

DAY = date.fromisoformat(DATE)


@contextmanager
def shared(phone, **limits):
    """Read as a share of hers with these limits does."""
    with request_context.open_context(RequestContext()):
        request_context.set_share(phone.user_id, ShareLimits(share_id="s1", **limits))
        yield


def contents(model, phone):
    """Return the content of each of her records, by Python name."""
    names = {*model.CONTENT, *model.ADDED_CONTENT, *model.SEALED}
    records = list(model.query(phone.user_id))
    assert all(not record.unknown_content and not record.is_unreadable for record in records)
    return [
        {name: plain(value) for name, value in record.attribute_values.items() if name in names}
        for record in records
    ]


def plain(value):
    return value.as_dict() if isinstance(value, MapAttribute) else value


def wire_names(model):
    return {*content_names(model), *added_names(model)}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_field_is_unsealed_alone(alice, kind):
    kind.write(alice)
    model = record_kinds()[kind.name].model
    with shared(alice, reads={kind.name: wire_names(model)}):
        [whole] = contents(model, alice)
    for name, value in whole.items():
        wire = model.attribute(name).attr_name
        with shared(alice, reads={kind.name: frozenset({wire})}):
            assert contents(model, alice) == [{name: value}]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_share_without_fields_unseals_nothing(alice, kind):
    kind.write(alice)
    model = record_kinds()[kind.name].model
    with shared(alice, reads={kind.name: frozenset()}):
        assert contents(model, alice) == [{}]


def test_what_a_later_version_sealed_is_not_unsealed(alice, monkeypatch):
    alice.post("/period", {"date": DATE, "flow": "light", "note": "later"})
    model = record_kinds()["period"].model
    with shared(alice, reads={"period": frozenset({"flow", "later"})}):
        [record] = model.query(alice.user_id)
    assert (record.unknown_content, record.flow) == ({}, "light")


@pytest.mark.parametrize(
    ("first", "last", "is_seen"),
    [
        (None, None, True),
        (DAY, DAY, True),
        (None, date(2026, 2, 28), False),
        (date(2026, 3, 2), None, False),
    ],
)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_record_outside_the_days_is_as_deleted(alice, kind, first, last, is_seen):
    assert alice.post(kind.path, kind.on(DATE)).status_code == 201
    model = record_kinds()[kind.name].model
    with shared(alice, reads={kind.name: wire_names(model)}, first=first, last=last):
        [record] = model.query(alice.user_id)
        assert record.is_gone is not is_seen
        assert bool(contents(model, alice)[0]) is is_seen


def test_services_pass_over_what_is_outside(alice):
    for day in ("2026-03-01", "2026-03-02"):
        alice.post("/period", {"date": day, "flow": "light", "note": "hers"})
        alice.post(
            "/period/stages", {"kind": "exclusion", "start": day, "end": day, "reason": "illness"}
        )
    reads = {"period": frozenset({"flow"}), "stage": frozenset({"kind", "start", "end"})}
    with shared(alice, reads=reads, first=date(2026, 3, 2)):
        reading = read_log(
            user_id=alice.user_id, first=DAY, last=date(2026, 3, 5), at_least_since=DAY
        )
        assert [(day.date, day.flow) for day in reading.days] == [(date(2026, 3, 2), "light")]
        assert reading.logs[0].note is None
        stages = stage_services.read_stages(user_id=alice.user_id)
        assert [stage.start for stage in stages] == [date(2026, 3, 2)]


def test_items_of_the_person_are_limited_as_well(alice):
    alice.put("/me/profile", {"birthYear": 1990, "goal": "track"})
    with shared(
        alice,
        reads={"me": frozenset({"birthYear"})},
        person_items=frozenset({"profile"}),
        last=date(2000, 1, 1),
    ):
        profile = person_records.get(ProfileItem, user_id=alice.user_id)
    assert (profile.birth_year, profile.goal) == (1990, None)


def test_the_size_of_hidden_content_does_not_count(alice):
    for mood, text in (("sad", "x"), ("sad", "x" * 5_000)):
        alice.post("/journal", {"date": DATE, "mood": mood, "text": text})
    model = record_kinds()["journal"].model
    with shared(alice, reads={"journal": frozenset({"mood"})}):
        short, long = model.query(alice.user_id)
    assert 0 < short.json_bytes == long.json_bytes < 100
