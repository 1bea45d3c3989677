"""A kind without an index by date, life stages: a first round tells all of it, before the days."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
import time_machine

from glowcycle.sync.changes import SETTLE
from tests.support.life_stages import add, stage
from tests.support.offline_phone import device_of
from tests.support.phone_habits import KINDS, Habits
from tests.support.sync_operations import operation, send, statuses
from tests.support.sync_phone import Device

EVERY = ",".join(KINDS)


def pages(phone, limit, cursor=""):
    """Return the changes of each page of a round, as pairs of kind and id, and the last cursor."""
    found = []
    while True:
        answer = phone.get(f"/sync?kinds={EVERY}&limit={limit}{cursor}")
        assert answer.status_code == 200, answer.content
        page = answer.json()
        found.append([(each["kind"], each["id"]) for each in page["changes"]])
        cursor = f"&cursor={page['next']}"
        if not page["hasMore"]:
            return found, cursor


def some(phone):
    """Store three days and four stages, one of which is deleted; return what stays."""
    days = [f"2026-03-0{number}" for number in (1, 2, 3)]
    for day in days:
        phone.post("/period", {"date": day, "flow": "light"})
    names = [add(phone, stage("exclusion", f"2026-01-0{n}"))["stageId"] for n in (1, 2, 3, 4)]
    phone.delete(f"/period/stages/{names.pop()}")
    return {("stage", name) for name in names}, [("period", day) for day in days[::-1]]


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 100])
def test_each_stage_is_told_once_before_the_newest_day(alice, limit):
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        stages, days = some(alice)
        clock.shift(2 * SETTLE)
        found, cursor = pages(alice, limit)
        told = [each for page in found for each in page]
        assert (len(told), set(told[:3]), told[3:]) == (6, stages, days)
        clock.shift(2 * SETTLE)
        new = add(alice, stage("pause"))["stageId"]
        gone = sorted(stages)[0][1]
        alice.delete(f"/period/stages/{gone}")
        found, _ = pages(alice, limit, cursor)
    assert {each for page in found for each in page} == {("stage", new), ("stage", gone)}


@pytest.mark.parametrize("limit", [1, 2, 1000])
def test_a_new_phone_has_what_the_server_has_and_one_of_last_year_no_stage(alice, limit):
    stages, days = some(alice)
    new, old = device_of(alice, Habits(limit=limit, kinds=KINDS)), Device(alice)
    for device in (new, old):
        device.sync()
    assert new.store.records().keys() == {*stages, *days}
    assert old.store.records().keys() == {*days}


def test_what_two_phones_say_offline_is_kept_once(alice):
    """The second phone hears that its stage cannot stand beside the other, and drops it."""
    first, second = device_of(alice), device_of(alice)
    names = [str(uuid4()) for _ in range(2)]
    for device, name in zip((first, second), names, strict=True):
        device.note("create", "stage", name, **stage("pause"))
        device.sync()
    assert second.statuses == ["conflict"]
    first.sync()
    for device in (first, second):
        assert device.store.records().keys() == {("stage", names[0])}
        assert device.store.outbox == []


def test_the_whole_life_of_a_stage_by_sync(alice):
    name, body = str(uuid4()), stage("contraception")
    results = send(
        alice,
        operation("stage", "create", name, body),
        operation("stage", "change", name, {"end": "2026-02-01"}),
        operation("stage", "delete", name),
    )
    assert statuses(results) == ["applied"] * 3
    assert results[1]["change"]["record"].items() >= {**body, "end": "2026-02-01"}.items()
    assert results[2]["change"]["record"] is None
    assert alice.get(f"/period/stages/{name}").status_code == 404
