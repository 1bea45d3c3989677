"""Her calendar: she makes it, names it, replaces its link and ends it; it is hers alone."""

import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from glowcycle.person import secret_links
from glowcycle.person.calendar.items import CalendarItem
from glowcycle.person.secret_links import LinkItem
from tests.support.browser_client import Browser
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
from tests.support.erasures import erase
from tests.support.export_zips import download_export, unpack
from tests.support.faults import lost, store_faults, throttled
from tests.support.problems import assert_problem
from tests.support.thief import tables

NONE = dict.fromkeys(("title", "linkMadeAt", "updatedAt", "url"))
ADDRESS = re.compile(r"http://testserver/calendar/[A-Za-z0-9_-]{43}\.ics")


def test_a_new_person_has_no_calendar(alice):
    answer = alice.get(PATH)
    assert answer.json() == NONE
    assert "ETag" not in answer.headers
    assert_problem(alice.patch(PATH, {"renew": True}), 404, "not_found")


def test_its_address_is_told_once(alice):
    made = alice.put(PATH, {})
    assert (made.status_code, made.json()["title"]) == (201, "Glow")
    assert ADDRESS.fullmatch(made.json()["url"])
    for answer in (alice.get(PATH), alice.put(PATH, {}), alice.patch(PATH, {})):
        assert answer.status_code == 200
        assert answer.json() == {**made.json(), "url": None}
        assert answer.headers["ETag"] == made.headers["ETag"]


def test_its_title_changes_and_its_link_stays(alice):
    log_cycles(alice)
    path = make_calendar(alice, title="One")
    assert alice.put(PATH, {"title": "Two"}).json()["title"] == "Two"
    assert events_at(path)[0]["SUMMARY"] == "Two"
    assert alice.patch(PATH, {"title": "Three"}).json()["title"] == "Three"
    assert alice.put(PATH, {}).json()["title"] == "Three"
    assert alice.put(PATH, {"title": None}).json()["title"] == "Glow"


def test_a_new_link_takes_the_place_of_the_old_one(alice):
    paths = [make_calendar(alice, title="Mine"), renew(alice), renew(alice)]
    assert len({*paths}) == 3
    assert [is_closed(path) for path in paths] == [True, True, False]
    assert alice.get(PATH).json()["title"] == "Mine"
    assert not alice.patch(PATH, {"renew": False}).json()["url"]
    assert fetch(paths[2]).status_code == 200


def test_a_calendar_that_ended_can_be_made_again(alice):
    path = make_calendar(alice, title="Mine")
    assert [alice.delete(PATH).status_code for _ in range(2)] == [204, 204]
    assert alice.get(PATH).json() == NONE
    again = alice.put(PATH, {})
    assert (again.status_code, again.json()["title"]) == (201, "Glow")
    assert is_closed(path)
    assert not is_closed(path_in(again))


def test_another_state_of_it_is_not_changed(alice):
    assert_problem(alice.put(PATH, {}, If_Match='"other"'), 412, "stale")
    made = alice.put(PATH, {}, If_None_Match="*")
    assert made.status_code == 201
    assert_problem(alice.put(PATH, {"title": "x"}, If_None_Match="*"), 412, "stale")
    for method, body in (("PUT", {"title": "x"}), ("PATCH", {"renew": True}), ("DELETE", None)):
        refused = alice.send(method, PATH, body, headers={"If-Match": '"other"'})
        assert_problem(refused, 412, "stale")
    assert not is_closed(path_in(made))
    same = {"If-Match": made.headers["ETag"]}
    assert alice.send("PATCH", PATH, {"renew": True}, headers=same).status_code == 200
    assert is_closed(path_in(made))


REFUSED = (
    *("", " ", "\n", "a\nb", "a\r\nEND:VCALENDAR", "\tx", "a\u0085b", "a\u2028b", "a\u2029b"),
    *("a\u0000b", "\u001b[31m", "\u007f", "\u202eoom", "a\u2066b", "\u200d", "\u0301", "x" * 61),
    *("x" * 10_000, "🌙" * 61, 7, True, ["a"], {"a": "b"}),
)


@pytest.mark.parametrize("title", REFUSED)
def test_a_title_is_one_line_that_can_be_seen(alice, title):
    assert alice.put(PATH, {"title": title}).status_code == 400
    assert alice.get(PATH).json() == NONE


KEPT = (
    *("x", "x" * 60, "🌙" * 60, "a;b,c\\d:e", "BEGIN:VEVENT", r"a\nb", "  Glow ", "שלום", "دورة"),
    *(
        "👩🏽\u200d🔬",
        "🏴\U000e0067\U000e0062\U000e007f",
        "=1+1",
        "<b>",
        "%s {title}",
        "é",
        "日",
        "7",
    ),
)


@pytest.mark.parametrize("title", KEPT)
def test_any_other_title_arrives_as_it_was_sent(alice, title):
    log_cycles(alice)
    path = make_calendar(alice, title=title)
    assert alice.get(PATH).json()["title"] == title
    assert {str(event["SUMMARY"]) for event in events_at(path)} == {title}


@pytest.mark.parametrize("body", [{"renew": "yes"}, {"renew": None}, {"url": "x", "a": 1}, []])
def test_a_body_says_only_what_there_is_to_say(alice, body):
    assert alice.put(PATH, body).status_code == 400
    assert alice.get(PATH).json() == NONE


def test_of_many_renewals_at_once_one_link_opens(alice):
    first = make_calendar(alice)
    with ThreadPoolExecutor(4) as pool:
        answers = [*pool.map(lambda _: alice.patch(PATH, {"renew": True}), range(4))]
    made = [path_in(answer) for answer in answers if answer.status_code == 200]
    assert {answer.status_code for answer in answers} <= {200, 503, 409}
    open_paths = [path for path in (first, *made) if not is_closed(path)]
    assert len(open_paths) <= 1
    assert len(links_of(alice)) == len(open_paths)
    assert not is_closed(renew(alice))


def links_of(phone):
    """Return the links of calendars that are stored of her."""
    found = [item for item in tables()[LinkItem.Meta.table_name] if "owner" in item]
    return [item for item in found if item["owner"]["S"] == phone.user_id]


def test_a_write_whose_answer_was_lost_is_done_once(alice):
    with store_faults(lost, operation="PutItem"):
        made = alice.put(PATH, {})
    assert made.status_code == 201
    assert fetch(path_in(made)).status_code == 200


@pytest.mark.parametrize("calls", range(8))
def test_a_calendar_whose_request_failed_half_way_is_made_by_the_next(alice, calls):
    plan = [lambda deliver: deliver()] * calls + [throttled] * 40
    with store_faults(*plan):
        failed = alice.put(PATH, {"title": "Mine"})
    made = alice.put(PATH, {"title": "Mine"})
    path = path_in(failed if failed.status_code == 201 else made)
    assert (fetch(path).status_code, len(links_of(alice))) == (200, 1)


@pytest.mark.parametrize("calls", range(1, 8))
def test_a_request_that_fails_half_way_leaves_no_old_link(alice, calls):
    path = make_calendar(alice)
    plan = [lambda deliver: deliver()] * calls + [throttled] * 40
    with store_faults(*plan):
        failed = alice.patch(PATH, {"renew": True})
    renewed = renew(alice)
    for each in [path, *([path_in(failed)] if failed.status_code == 200 else [])]:
        assert is_closed(each)
    assert not is_closed(renewed)


def test_however_often_a_renewal_fails_half_way_no_link_is_forgotten(alice, no_waiting):
    first = make_calendar(alice)
    with store_faults(*[throttled] * 100, operation="DeleteItem"):
        for _ in range(secret_links.MAX_NAMED + 2):
            assert_problem(alice.patch(PATH, {"renew": True}), 503, "unavailable")
    assert len(links_of(alice)) == 1
    assert is_closed(first)
    renew(alice)
    assert len(links_of(alice)) == 1
    erase(alice)
    assert links_of(alice) == []


def test_the_store_has_neither_secret_nor_title(alice):
    path = make_calendar(alice, title="canary-title")
    stored = str(tables())
    assert path.split("/")[-1].removesuffix(".ics") not in stored
    assert "canary-title" not in stored


def test_while_restricted_she_can_end_it_and_replace_its_link_but_not_make_one(alice):
    path = make_calendar(alice)
    alice.put("/me/restriction", {"restricted": True})
    assert alice.get(PATH).status_code == 200
    renewed = renew(alice)
    assert_problem(alice.put(PATH, {"title": "x"}), 403, "restricted")
    alice.put("/me/restriction", {"restricted": False})
    assert (is_closed(path), is_closed(renewed)) == (True, False)
    alice.put("/me/restriction", {"restricted": True})
    assert alice.delete(PATH).status_code == 204


def test_a_full_budget_never_keeps_it_open(alice, settings, monkeypatch):
    path = make_calendar(alice)
    monkeypatch.setitem(settings.DAILY_LIMITS, "writes", 0)
    assert alice.delete(PATH).status_code == 204
    assert is_closed(path)


def test_her_export_has_it_without_its_address(alice):
    make_calendar(alice, title="Mine")
    files = unpack(download_export(alice))
    kept = json.loads(files["calendar.json"])
    assert (kept["title"], kept["url"]) == ("Mine", None)
    assert CalendarItem.NAME in files["index.html"].decode()


def test_on_its_page_she_makes_it_renews_it_and_ends_it(alice):
    browser = Browser()
    browser.sign_in(alice.token)
    assert "keep what they fetched" in browser.get(PATH).content.decode()
    made = browser.submit(browser.get(PATH), PATH, method="PUT", title="Mine")
    renewed = browser.submit(browser.get(PATH), PATH, method="PATCH", renew="true")
    addresses = [ADDRESS.search(page.content.decode())[0] for page in (made, renewed)]
    assert addresses[0] != addresses[1]
    assert not ADDRESS.search(browser.get(PATH).content.decode())
    ended = browser.submit(browser.get(PATH), PATH, method="DELETE")
    assert ended.status_code == 200
    assert alice.get(PATH).json() == NONE
