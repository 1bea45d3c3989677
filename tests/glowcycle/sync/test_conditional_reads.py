"""`If-None-Match` of a read is 304 exactly while the answer that a client keeps is still right."""

from datetime import timedelta

import pytest
from django.utils import timezone

from glowcycle.aws import clients
from glowcycle.encryption import cipher
from tests.benchmarks.store_cost import counted
from tests.support.addresses import at
from tests.support.conditional_answers import (
    READS,
    SCORES,
    again,
    entry,
    log,
    reader,
    scan,
    stage,
    stopped_clock,
    without_cursors,
)
from tests.support.sealed_items import plant, raw

# By kind: how to log one more record, and a change of it.
CHANGES = {
    "journal": (lambda her, day: entry(her, day).json()["entryId"], {"energy": 41}),
    "skin": (lambda her, day: scan(her, day).json()["scanId"], {"metrics": {**SCORES, "pores": 1}}),
    "period": (
        lambda her, day: log(her, day - timedelta(days=9)).json()["date"],
        {"flow": "heavy"},
    ),
    "stage": (lambda her, day: stage(her, day).json()["stageId"], {"reason": "travel"}),
}


@pytest.fixture
def clock():
    with stopped_clock() as clock:
        yield clock


@pytest.fixture
def her(clock):
    return reader(clock)


def test_what_has_not_changed_is_304_without_a_body(her):
    for path in READS:
        answer = her.get(path.format(her.user_id))
        assert answer.status_code == 200
        repeated = again(her, path.format(her.user_id), answer)
        assert (repeated.status_code, repeated.content) == (304, b""), path
        for name in ("ETag", "Cache-Control"):
            assert repeated.headers[name] == answer.headers[name]
        varies, varied = (set(a.headers["Vary"].split(", ")) for a in (repeated, answer))
        assert varies == varied >= {"Accept", "Accept-Encoding", "Accept-Language"}
        assert "Content-Type" not in repeated.headers
        assert answer.headers["ETag"].startswith('W/"')


@pytest.mark.parametrize("how", ["create", "change", "delete"])
@pytest.mark.parametrize("kind", CHANGES)
def test_each_change_behind_an_answer_makes_it_new(her, clock, kind, how):
    create, change = CHANGES[kind]
    today = timezone.now().date()
    name = create(her, today) if how != "create" else None
    clock.shift(timedelta(minutes=5))
    before = {path: her.get(path.format(her.user_id)) for path in READS}
    clock.shift(timedelta(minutes=5))
    if how == "create":
        create(her, today)
    elif how == "change":
        assert her.patch(at(kind, name), change).status_code == 200
    else:
        assert her.delete(at(kind, name)).status_code == 204
    for path, answer in before.items():
        address = path.format(her.user_id)
        fresh, repeated = her.get(address), again(her, address, answer)
        if kind in READS[path] and without_cursors(fresh) != without_cursors(answer):
            assert repeated.status_code == 200, path
            assert without_cursors(repeated) == without_cursors(fresh), path
        elif kind not in READS[path]:
            assert repeated.status_code == 304, path
    own = f"{at(kind)}/user/{{}}"
    assert again(her, own.format(her.user_id), before[own]).status_code == 200


def test_a_write_that_becomes_visible_late_makes_it_new(her, clock):
    path = f"/journal/user/{her.user_id}"
    answer = her.get(path)
    clock.shift(timedelta(seconds=-40))  # its time is before the read, and it appears after it
    entry(her, timezone.now().date(), text="late")
    clock.shift(timedelta(seconds=50))
    repeated = again(her, path, answer)
    assert repeated.status_code == 200
    assert repeated.json()["results"][0]["text"] == "late"


def test_an_answer_made_again_and_the_same_is_304_with_a_newer_tag(her, clock):
    path = f"/period/predictions/{her.user_id}"
    log(her, timezone.now().date(), "heavy")
    answer = her.get(path)  # too soon after the write to be sure
    clock.shift(timedelta(minutes=5))
    repeated = again(her, path, answer)
    assert repeated.status_code == 304
    assert repeated.headers["ETag"] != answer.headers["ETag"]
    with counted() as cost:
        assert again(her, path, repeated).headers["ETag"] == repeated.headers["ETag"]
    assert cost.calls == len(READS["/period/predictions/{}"])


def test_it_reads_and_opens_nothing(her, monkeypatch):
    answers, calls = {}, {}
    for path in READS:
        with counted() as cost:
            answers[path] = her.get(path.format(her.user_id))
        calls[path] = cost.calls

    def opens(*_, **__):
        raise AssertionError

    monkeypatch.setattr(cipher, "unseal", opens)
    for path, kinds in READS.items():
        with counted() as cost:
            assert again(her, path.format(her.user_id), answers[path]).status_code == 304
        said = kinds & {"profile", "moods"}
        assert cost.names == ["Query"] * len(kinds - said) + ["GetItem"] * len(said)
        # Cycles read her profile only where her age decides, and insights of the skin her
        # journal only where a score can be told of.
        assert cost.calls <= calls[path] + path.startswith(("/period/cycles", "/skin/insights"))


def test_a_read_without_a_tag_asks_nothing_of_changes(her):
    for path, calls in {
        "/journal/user/{}": 3,
        "/skin/user/{}": 3,
        "/period/user/{}": 1,
        "/period/cycles/{}": 2,
        "/period/predictions/{}": 3,
        "/period/stages/user/{}": 1,
    }.items():
        her.get("/period/2026-01-01")  # reads her key
        with counted() as cost:
            assert her.get(path.format(her.user_id)).status_code == 200
        assert cost.calls == calls


def test_the_next_day_and_half_a_day_later_it_is_made_again(her, clock):
    path = f"/period/predictions/{her.user_id}"
    answer = her.get(path)
    clock.shift(timedelta(hours=12) - timedelta(seconds=1))
    late = again(her, path, answer)
    assert late.status_code == 200  # another day has begun
    assert late.json()["asOf"] != answer.json()["asOf"]
    clock.shift(timedelta(hours=1))
    dated = f"{path}?today={timezone.now().date()}"
    answer = her.get(dated)
    clock.shift(timedelta(hours=11, minutes=59))
    kept = again(her, dated, answer)
    assert (kept.status_code, kept.headers["ETag"]) == (304, answer.headers["ETag"])
    clock.shift(timedelta(minutes=2))
    made = again(her, dated, answer)
    assert (made.status_code, made.headers["ETag"] != answer.headers["ETag"]) == (304, True)


def test_a_record_that_expires_makes_it_new(her, clock):
    path = f"/journal/user/{her.user_id}"
    retain(her, clock, journal=30)
    clock.move_to(timezone.now().replace(hour=11, minute=50) + timedelta(days=30))
    answer = her.get(path)
    assert len(answer.json()["results"]) == 6
    clock.shift(timedelta(minutes=20))
    repeated = again(her, path, answer)
    assert repeated.status_code == 200
    assert repeated.json()["results"] == []


def test_a_record_that_expired_before_she_ended_the_retention_makes_it_new(her, clock):
    path = f"/journal/user/{her.user_id}"
    retain(her, clock, journal=30)
    clock.move_to(timezone.now().replace(hour=11, minute=50) + timedelta(days=30))
    answer = her.get(path)
    assert len(answer.json()["results"]) == 6
    clock.shift(timedelta(minutes=20))
    for each in answer.json()["results"]:  # as the store does: it leaves no tombstone
        table, item = raw(her, f"/journal/{each['entryId']}")
        clients.dynamodb().delete_item(
            TableName=table, Key={name: item[name] for name in ("userId", "entryId")}
        )
    retain(her, clock, journal=None)
    repeated = again(her, path, answer)
    assert (repeated.status_code, repeated.json()["results"]) == (200, [])


def retain(phone, clock, **days):
    wanted = {"journal": None, "period": None, "skin": None, **days}
    while phone.put("/me/retention", wanted).status_code != 200:
        clock.shift(timedelta(minutes=3))


def test_a_record_that_is_readable_again_makes_it_new(her, clock):
    entry_id = her.get(f"/journal/user/{her.user_id}").json()["results"][0]["entryId"]
    table, whole = raw(her, f"/journal/{entry_id}")
    for path in ("/journal/user/{}", "/journal/user/{}?format=csv"):
        plant(table, {**whole, "sealed": {"B": b"\x01"}})
        answer = her.get(path.format(her.user_id))
        clock.shift(timedelta(minutes=5))
        assert again(her, path.format(her.user_id), answer).status_code == 304
        plant(table, whole)
        assert again(her, path.format(her.user_id), answer).status_code == 200
