"""Her own order of moods: what it takes, what it does, and that it is hers alone and sealed."""

import json

import pytest

from glowcycle.aws import clients
from glowcycle.person.data_import.reader import NotAnExport
from glowcycle.person.moods.items import MoodsItem
from tests.support.altered_exports import alter_file, import_zip
from tests.support.browser_client import Browser
from tests.support.erasures import erase
from tests.support.export_zips import download_export, unpack
from tests.support.faults import store_faults, throttled
from tests.support.problems import assert_problem
from tests.support.sealed_items import plant
from tests.support.svg import of_class, read

PATH = "/me/moods"
ORDER = ["🤩", "Calm", "so so", "😢"]
TABLE = MoodsItem.Meta.table_name


def said(phone):
    """Return her order of moods."""
    answer = phone.get(PATH)
    assert answer.status_code == 200, answer.content
    return answer.json()["moods"]


def put(phone, moods, **headers):
    return phone.put(PATH, {"moods": moods}, **headers)


def test_a_new_person_has_no_order(alice):
    answer = alice.get(PATH)
    assert answer.json() == {"moods": None, "updatedAt": None}
    assert "ETag" not in answer.headers


def test_it_comes_back_as_it_was_sent(alice):
    answer = put(alice, ORDER)
    got = alice.get(PATH)
    assert (answer.status_code, got.json()["moods"]) == (200, ORDER)
    assert (got.json(), got.headers["ETag"]) == (answer.json(), answer.headers["ETag"])
    again = alice.put(PATH, got.json())
    assert (again.json(), again.headers["ETag"]) == (got.json(), got.headers["ETag"])


@pytest.mark.parametrize("nothing", [None, []])
def test_null_and_an_empty_array_take_it_back(alice, nothing):
    put(alice, ORDER)
    assert put(alice, nothing).json()["moods"] is None
    assert said(alice) is None


def test_an_order_that_is_left_out_stays(alice):
    put(alice, ORDER)
    assert alice.put(PATH, {}).json()["moods"] == ORDER


def test_it_has_limits(alice):
    most = [f"{number:02}" + "x" * 62 for number in range(50)]
    assert put(alice, most).json()["moods"] == most
    for wrong in ([*most, "one more"], ["x" * 65], [""], "calm", [5], [None], {"calm": 1}, True):
        answer = put(alice, wrong)
        assert answer.status_code == 400, wrong
        assert {name.partition(".")[0] for name in answer.json()["errors"]} == {"moods"}
    assert said(alice) == most


@pytest.mark.parametrize(
    "repeated",
    [
        ["calm", "calm"],
        ["calm", "sad", " Calm "],
        ["so so", "SO  SO"],
        ["☺", "☺\ufe0f"],
        ["👍🏽", "👍"],
        ["calm", "calm\u200b"],
        ["é", "e\u0301"],
    ],
    ids=ascii,
)
def test_a_mood_stands_in_it_once_in_whatever_spelling(alice, repeated):
    answer = put(alice, repeated)
    assert_problem(answer, 400, "invalid")
    assert "once" in str(answer.json()["errors"])
    assert said(alice) is None


@pytest.mark.parametrize("unseen", [" ", "\t", "\u200b", "\ufe0f", "🏽"], ids=ascii)
def test_a_mood_that_nobody_sees_is_refused(alice, unseen):
    assert_problem(put(alice, ["calm", unseen]), 400, "invalid")
    assert said(alice) is None


@pytest.mark.parametrize("moods", [["\u202eevil", "<b>", "{{7*7}}", "a\nb", "👩\u200d💻", "'; --"]])
def test_hostile_words_are_words(alice, moods):
    assert put(alice, moods).status_code == 200
    assert said(alice) == moods


@pytest.mark.parametrize("body", [{"mood": []}, {"moods": ORDER, "userId": "x"}, [], [ORDER], "x"])
def test_another_body_is_refused(alice, body):
    assert_problem(alice.put(PATH, body), 400)
    assert said(alice) is None


def test_if_match_protects_the_change_of_another_phone(alice):
    assert_problem(put(alice, ORDER, If_Match="*"), 412, "stale")
    first = put(alice, ORDER, If_None_Match="*").headers["ETag"]
    assert_problem(put(alice, [], If_None_Match="*"), 412, "stale")
    second = put(alice, ["a", "b"], If_Match=first).headers["ETag"]
    stale = put(alice, ["b", "a"], If_Match=first)
    assert_problem(stale, 412, "stale")
    assert stale.headers["ETag"] == second
    assert said(alice) == ["a", "b"]


def test_a_repeated_request_under_a_key_is_done_once(alice):
    once = {"Idempotency-Key": "once"}
    for _ in range(2):
        answer = alice.send("PUT", PATH, {"moods": ["a", "b"]}, headers=once)
        assert answer.status_code == 200
        put(alice, ["b", "a"])
    assert said(alice) == ["b", "a"]
    reused = alice.send("PUT", PATH, {"moods": ["c"]}, headers=once)
    assert_problem(reused, 409, "key_reused")


def test_reading_it_costs_one_call_and_a_throttled_store_is_503(alice):
    put(alice, ORDER)
    with store_faults() as calls:
        alice.get(PATH)
    assert len(calls) == 1
    for ask in (lambda: alice.get(PATH), lambda: put(alice, [])):
        with store_faults(*[throttled] * 20):
            assert_problem(ask(), 503, "unavailable")
    assert said(alice) == ORDER


def test_nobody_else_sees_it(alice, stranger):
    put(alice, ORDER)
    assert said(stranger) is None
    put(stranger, ["x", "y"])
    assert said(alice) == ORDER


def test_an_export_has_it_and_an_import_brings_it_back(alice, stranger):
    put(alice, ORDER)
    exported = download_export(alice)
    assert json.loads(unpack(exported)["moods.json"]) == alice.get(PATH).json()
    import_zip(stranger, exported)
    assert said(stranger) == ORDER


def test_an_import_leaves_an_order_that_is_there(alice, stranger):
    put(alice, ORDER)
    put(stranger, ["x", "y"])
    import_zip(stranger, download_export(alice))
    assert said(stranger) == ["x", "y"]


def test_an_altered_order_is_refused_before_anything_is_stored(alice, stranger):
    alice.post("/journal", {"date": "2026-03-01"})
    put(alice, ORDER)
    altered = alter_file(
        download_export(alice), "moods.json", lambda moods: moods.update(moods=["a", "A"])
    )
    with pytest.raises(NotAnExport, match=r"^moods\.json is invalid\.$"):
        import_zip(stranger, altered)
    assert stranger.get("/journal/user/me").json()["results"] == []


def stored(phone):
    """Return the item as it is stored, None without one."""
    place = {"userId": {"S": phone.user_id}, "item": {"S": MoodsItem.NAME}}
    return clients.dynamodb().get_item(TableName=TABLE, Key=place).get("Item")


def test_what_is_stored_says_nothing_of_her_and_an_erasure_removes_it(alice):
    put(alice, ORDER)
    put(alice, ["a", "b"])
    assert stored(alice).keys() == {
        *("userId", "item", "createdAt", "updatedAt", "version"),
        *("writeId", "earlierWrites", "sealed"),
    }
    erase(alice)
    assert stored(alice) is None


def test_an_unreadable_order_is_named_and_put_back_by_a_new_one(alice):
    put(alice, ORDER)
    plant(TABLE, {**stored(alice), "sealed": {"B": b"\x01\x00altered"}})
    assert_problem(alice.get(PATH), 409, "unreadable")
    assert_problem(alice.put(PATH, {}), 409, "unreadable")
    files = unpack(download_export(alice))
    assert json.loads(files["manifest.json"])["missing"] == ["moods.json"]
    assert put(alice, ORDER).status_code == 200
    assert said(alice) == ORDER


def lanes(phone):
    """Return the moods of the journal's picture from top to bottom."""
    drawn = phone.get("/journal/user/me?format=svg")
    assert drawn.status_code == 200
    return [
        lane.find("{*}text").text.strip("\u2068\u2069")
        for lane in of_class(read(drawn.content), "lane")
    ]


def test_the_picture_of_the_journal_has_her_order(alice):
    for day, mood in enumerate(["😊", "so so", "SO SO", "😢", "Calm", "anger", "🤩"], start=1):
        alice.post("/journal", {"date": f"2026-03-0{day}", "mood": mood})
    assert lanes(alice) == ["😊", "🤩", "😢", "anger", "Calm", "SO SO", "so so"]
    put(alice, ["😢", "so so", "Calm"])
    assert lanes(alice) == ["😢", "SO SO", "so so", "Calm", "anger", "😊", "🤩"]
    plant(TABLE, {**stored(alice), "sealed": {"B": b"\x01\x00altered"}})
    assert lanes(alice)[0] == "😊"  # the picture goes on without her order


def test_a_page_shows_it_and_takes_a_line_for_each_mood(alice):
    put(alice, ORDER)
    browser = Browser()
    browser.sign_in(alice.token)
    page = browser.get(PATH)
    assert "🤩" in page.content.decode()
    browser.submit(page, PATH, moods="sad\nso so\r\nAnger")
    assert said(alice) == ["sad", "so so", "Anger"]
    wrong = browser.submit(browser.get(PATH), PATH, moods="sad\nSad")
    assert wrong.status_code == 400
    browser.submit(browser.get(PATH), PATH, moods="")
    assert said(alice) is None
