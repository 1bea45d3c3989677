"""What a request of a calendar reaches at all, and what nobody else can make of it."""

import pytest
from django.test import Client

from glowcycle.aws import clients, request_context
from glowcycle.aws.access_guard import TenantViolation
from glowcycle.encryption.data_keys import KeyItem
from glowcycle.person import person_records, secret_links
from glowcycle.person.calendar.items import CalendarItem
from glowcycle.person.calendar.services import open_calendar
from glowcycle.person.moods.items import MoodsItem
from glowcycle.person.profile.items import ProfileItem
from glowcycle.records import record_kinds
from glowcycle.sharing.calendar.services import LIMITS
from glowcycle.storage import records
from tests.support.calendars import (
    PATH,
    events_at,
    fetch,
    is_closed,
    log_cycles,
    make_calendar,
    path_in,
    renew,
)
from tests.support.canary_records import CANARY, store_canaries
from tests.support.people import someone
from tests.support.problems import assert_problem
from tests.support.sealed_items import plant
from tests.support.shared_links import BROWSER, link, program
from tests.support.thief import tables

TABLE = CalendarItem.Meta.table_name


def secret_in(path):
    return path.removeprefix("/calendar/").removesuffix(".ics")


def stored(phone):
    """Return her calendar as it is stored."""
    key = {"userId": {"S": phone.user_id}, "item": {"S": "calendar"}}
    return clients.dynamodb().get_item(TableName=TABLE, Key=key)["Item"]


def link_of(path):
    """Return the stored link of the path."""
    link = secret_links.link_of(secret_in(path), kind="calendar")
    key = {"userId": {"S": link}, "item": {"S": secret_links.ITEM}}
    return clients.dynamodb().get_item(TableName=TABLE, Key=key)["Item"]


@pytest.fixture
def opened(alice):
    """Open Alice's calendar within a request, once she has logged of each kind."""
    parts = store_canaries(alice)
    alice.put("/me/profile", {"cycleLength": 28})
    alice.put("/me/moods", {"moods": [CANARY]})
    with request_context.open_context(request_context.RequestContext()):
        open_calendar(parts["calendar_secret"], limits=LIMITS)
        yield alice, parts


def test_it_reads_what_a_forecast_rests_on_and_nothing_else(opened):
    phone, parts = opened
    day = records.get(record_kinds()["period"].model, user_id=phone.user_id, key=parts["day"])
    assert day.flow == "light"
    assert not day.symptoms
    profile = person_records.get(ProfileItem, user_id=phone.user_id)
    assert profile.cycle_length == 28
    for kind, key in (("journal", "entry_id"), ("skin", "scan_id")):
        with pytest.raises(TenantViolation):
            records.get(record_kinds()[kind].model, user_id=phone.user_id, key=parts[key])
    with pytest.raises(TenantViolation):
        person_records.get(MoodsItem, user_id=phone.user_id)


def test_it_reads_nothing_of_another_person(opened):
    other = someone()
    with pytest.raises(TenantViolation):
        person_records.get(CalendarItem, user_id=other.user_id)
    with pytest.raises(TenantViolation):
        KeyItem.find(other.user_id, KeyItem.NAME)


def test_it_cannot_change_the_calendar(opened):
    phone, _ = opened
    item = person_records.get(CalendarItem, user_id=phone.user_id)
    for change in (item.save, item.delete, lambda: item.update([CalendarItem.version.set(9)])):
        with pytest.raises(TenantViolation):
            change()


def test_who_can_write_to_the_table_puts_no_link_in_the_place_of_hers(alice, stranger):
    log_cycles(alice)
    path, own = make_calendar(alice), make_calendar(stranger)
    theft = {**link_of(own), "owner": {"S": alice.user_id}}
    plant(TABLE, theft)
    assert is_closed(own)
    plant(TABLE, {**stored(alice), "links": {"L": [theft["userId"]]}})
    assert is_closed(own)
    assert events_at(path)


def test_a_calendar_moved_to_another_person_is_closed(alice, stranger):
    log_cycles(alice)
    path = make_calendar(stranger)
    make_calendar(alice, title="hers")
    plant(TABLE, {**stored(alice), "userId": {"S": stranger.user_id}})
    assert is_closed(path)


def test_an_older_state_of_the_calendar_brings_no_replaced_link_back(alice):
    """Who can write to the table can put back all of it, the link's item too; not half of it."""
    path = make_calendar(alice)
    link = link_of(path)
    renewed = renew(alice)
    plant(TABLE, link)
    assert is_closed(path)
    assert fetch(renewed).status_code == 200


def test_a_process_that_remembers_her_keys_follows_her_choice_at_once(alice):
    log_cycles(alice)
    path = make_calendar(alice)
    assert events_at(path)
    [before] = [
        item
        for item in tables()[TABLE]
        if (item["userId"]["S"], item["item"]["S"]) == (alice.user_id, KeyItem.NAME)
    ]
    restricted = {"S": "2026-03-01T20:31:07.104233+0000"}
    plant(TABLE, {**before, KeyItem.restricted_since.attr_name: restricted})
    assert is_closed(path)
    plant(TABLE, before)
    assert events_at(path)


def test_a_calendar_of_an_earlier_person_is_not_that_of_the_next(alice, stranger):
    paths = [path_in(phone.put(PATH, {"title": "x"})) for phone in (alice, stranger)]
    log_cycles(stranger)
    assert [len(events_at(path)) for path in paths] == [0, 3]


def test_what_opens_a_share_opens_no_calendar_and_the_other_way_round(alice):
    log_cycles(alice)
    path = make_calendar(alice)
    shared = link(alice, "forecast")
    assert is_closed(f"/calendar/{shared.removeprefix('/shared/')}.ics")
    reader = program()
    for asked in (reader.get, reader.open):
        assert_problem(asked(f"/shared/{secret_in(path)}"), 404, "not_found")
    assert reader.show(shared).json()["forecast"]
    assert is_closed(f"/calendar/{shared.removeprefix('/shared/')}.ics")


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
@pytest.mark.parametrize("cut", [0, 4], ids=["the link", "the link without its end"])
def test_no_page_of_ours_repeats_the_secret_to_a_browser(alice, method, cut):
    path = make_calendar(alice)
    alice.delete("/me/calendar")
    answer = Client().generic(method, path[: len(path) - cut], headers={"Accept": BROWSER})
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert path.split("/")[2][:20] not in answer.content.decode()
    assert not answer.cookies
