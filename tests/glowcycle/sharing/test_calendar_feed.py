"""What a program gets that knows the link of her calendar: dates, or silence, or nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from glowcycle.aws import clients
from glowcycle.encryption import keyring
from glowcycle.person.secret_links import LinkItem
from tests.support.browser_client import Browser
from tests.support.calendars import (
    NOBODY,
    NOWHERE,
    PATH,
    events_at,
    fetch,
    is_closed,
    log_cycles,
    make_calendar,
    renew,
)
from tests.support.erasures import erase
from tests.support.faults import lost, store_faults, throttled, unreachable
from tests.support.life_stages import add, stage
from tests.support.people import someone
from tests.support.problems import assert_problem
from tests.support.sealed_items import plant, raw
from tests.support.thief import tables


@pytest.fixture
def path(alice):
    """Return the path of Alice's calendar, once she has logged three periods."""
    log_cycles(alice)
    return make_calendar(alice)


def today():
    return timezone.now().date()


def stamps(path):
    return [(each["UID"], int(each["SEQUENCE"]), each["DTSTART"].dt) for each in events_at(path)]


def test_it_has_the_days_of_the_next_three_periods(alice, path):
    forecast = alice.get("/period/predictions/me").json()
    expected = [forecast["nextPeriod"], *forecast["followingPeriods"]][:3]
    one_day = timedelta(days=1)
    assert [
        (str(each["DTSTART"].dt), str(each["DTEND"].dt - one_day)) for each in events_at(path)
    ] == [(each["earliest"], each["latest"]) for each in expected]


def test_it_is_a_calendar_that_nobody_finds_or_keeps_on_the_way(path):
    answer = fetch(path)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "Set-Cookie" not in answer.headers


def test_each_event_has_her_title_and_nothing_else_of_hers(alice):
    log_cycles(alice)
    events = events_at(make_calendar(alice, title="Our days; דבר, 🌙"))
    assert {str(each["SUMMARY"]) for each in events} == {"Our days; דבר, 🌙"}


def test_any_accept_header_and_a_browser_get_the_file(path):
    for accept in ("text/calendar", "*/*", "text/html", "image/png"):
        assert fetch(path, Accept=accept).headers["Content-Type"].startswith("text/calendar")
    assert Browser().get(path).headers["Content-Type"].startswith("text/calendar")


def test_events_keep_their_names_while_their_days_move(alice, path):
    before = stamps(path)
    assert len({uid for uid, _, _ in before}) == 3
    alice.put("/me/profile", {"cycleLength": 35})
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        after = stamps(path)
    assert [uid for uid, _, _ in after] == [uid for uid, _, _ in before]
    assert [day for *_, day in after] != [day for *_, day in before]
    assert min(number for _, number, _ in after) > max(number for _, number, _ in before)


def test_a_new_cycle_and_another_link_have_other_names(alice, path):
    names = [{uid for uid, *_ in stamps(path)}]
    other = renew(alice)
    names.append({uid for uid, *_ in stamps(other)})
    log_cycles(alice, 0)
    names.append({uid for uid, *_ in stamps(other)})
    assert len(set.union(*names)) == 9


def test_a_program_that_has_it_gets_it_again_only_once_it_says_other_things(alice, path):
    tag = fetch(path).headers["ETag"]
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        same = fetch(path, If_None_Match=tag)
    assert (same.status_code, same.content, same.headers["ETag"]) == (304, b"", tag)
    alice.put(PATH, {"title": "Other"})
    assert fetch(path, If_None_Match=tag).status_code == 200


def silent(path):
    """Assert that the calendar is empty; return all of the answer that may tell something."""
    answer = fetch(path)
    assert answer.status_code == 200
    assert b"VEVENT" not in answer.content
    return answer.content, {**answer.headers, "X-Request-Id": None}


def spoil(phone, address):
    table, item = raw(phone, address)
    plant(table, {**item, "sealed": {"B": b"spoilt"}})
    keyring.forget()


def test_every_silence_looks_the_same(alice):
    nothing_logged = silent(make_calendar(alice))
    begin = str(today() - timedelta(days=5))
    silences = {
        "pause": stage("pause", begin),
        "menopause": stage("menopause", begin),
        "noPeriods": stage("noPeriods", begin),
        "pregnancy": stage(
            "pregnancy", str(today() - timedelta(days=30)), dueDate=str(today() + timedelta(240))
        ),
        "contraception": {"kind": "contraception", "start": begin, "method": "implant"},
    }
    for name, body in silences.items():
        other = someone()
        log_cycles(other)
        path = make_calendar(other)
        assert events_at(path), name
        add(other, body)
        assert silent(path) == nothing_logged, name
    overdue = someone()
    log_cycles(overdue, 400, 372, 344)
    assert silent(make_calendar(overdue)) == nothing_logged


@pytest.mark.parametrize("kind", ["day", "stage"])
def test_a_record_that_cannot_be_read_silences_it(alice, path, kind):
    nobody = silent(make_calendar(someone()))
    address = f"/period/{today() - timedelta(days=10)}"
    if kind == "stage":
        address = f"/period/stages/{add(alice, stage('exclusion', str(today())))['stageId']}"
    spoil(alice, address)
    assert silent(path) == nobody


def test_a_replaced_link_a_deleted_calendar_and_any_other_secret_are_closed_alike(alice, path):
    renewed = renew(alice)
    assert is_closed(path)
    assert events_at(renewed)
    assert alice.delete(PATH).status_code == 204
    for closed in (path, renewed, NOWHERE, "/calendar/x.ics", f"/calendar/{'é' * 43}.ics"):
        assert is_closed(closed)
    assert events_at(make_calendar(alice))


def links():
    """Return the items of all links of calendars."""
    items = tables()[LinkItem.Meta.table_name]
    return [item for item in items if item["userId"]["S"].startswith("calendar/")]


def test_while_she_restricts_her_data_it_is_closed(alice, path):
    alice.put("/me/restriction", {"restricted": True})
    assert is_closed(path)
    alice.put("/me/restriction", {"restricted": False})
    assert events_at(path)


def test_without_her_consent_to_collection_it_is_closed(alice, path, settings):
    settings.COLLECTION_CONSENT_REQUIRED = True
    assert is_closed(path)


def test_after_an_erasure_it_is_closed_and_no_link_is_left(alice, path):
    alice.delete("/me")
    assert is_closed(path)
    erase(alice)
    assert is_closed(path)
    assert not [link for link in links() if link["owner"]["S"] == alice.user_id]


def test_a_calendar_that_cannot_be_read_is_closed(alice, path):
    table = LinkItem.Meta.table_name
    key = {"userId": {"S": alice.user_id}, "item": {"S": "calendar"}}
    item = clients.dynamodb().get_item(TableName=table, Key=key)["Item"]
    plant(table, {**item, "sealed": {"B": b"spoilt"}})
    assert is_closed(path)
    assert_problem(alice.get(PATH), 409, "unreadable")
    repaired = alice.put(PATH, {})
    assert repaired.json()["url"]


def test_she_reads_in_her_log_how_often_it_was_fetched(alice, path):
    fetch(path)
    fetch(path, If_None_Match=fetch(path).headers["ETag"])
    [entry] = alice.get("/me/access-log").json()["entries"]
    assert (entry["command"], entry["count"]) == ("fetch_calendar", 3)


def test_a_day_has_so_many_openings(alice, path, settings):
    settings.DAILY_SHARE_OPENINGS = 2
    assert [fetch(path).status_code for _ in range(3)] == [200, 200, 429]


def test_a_fetch_writes_nothing_but_that_line(alice, path):
    with store_faults() as operations:
        fetch(path)
    writes = [name for name in operations if name not in ("GetItem", "Query")]
    assert writes == ["UpdateItem"]


def test_where_the_log_cannot_be_written_nothing_is_shown(path):
    with store_faults(*[throttled] * 20, operation="UpdateItem"):
        assert_problem(fetch(path), 503, "unavailable")


def test_a_store_that_is_away_is_no_empty_calendar(path):
    with store_faults(*[unreachable] * 20, operation="Query"):
        assert_problem(fetch(path), 503, "unavailable")


@pytest.mark.parametrize("fault", [lost, throttled, unreachable])
def test_each_call_of_a_fetch_may_fail_once(path, fault):
    with store_faults() as operations:
        calm = fetch(path)
    assert len(operations) > 5
    for number in range(len(operations)):
        keyring.forget()
        with store_faults(*[lambda deliver: deliver()] * number, fault):
            answer = fetch(path)
        assert (answer.status_code, answer.headers["ETag"]) == (200, calm.headers["ETag"])


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_changed_there(path, method):
    assert NOBODY.send(method, path, {"title": "x"}).status_code == 405


def test_the_log_of_the_service_has_no_secret(path, log):
    secret = path.split("/")[-1].removesuffix(".ics")
    fetch(path)
    fetch(f"{path[:-8]}AAAA.ics")
    with store_faults(*[unreachable] * 20, operation="Query"):
        fetch(path)
    assert log().count("calendar/<str:calendar_secret>.ics") == 3
    assert secret[:20] not in log()
