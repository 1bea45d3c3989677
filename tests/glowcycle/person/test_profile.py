"""Her profile: what it takes, what a request leaves, and that it is hers alone and sealed."""

import json

import pytest

from glowcycle.api.today import today
from glowcycle.aws import clients
from glowcycle.person.data_import.reader import NotAnExport
from glowcycle.person.profile.items import ProfileItem
from tests.support.altered_exports import alter_file, import_zip
from tests.support.browser_client import Browser
from tests.support.erasures import erase
from tests.support.export_zips import download_export, unpack
from tests.support.faults import store_faults
from tests.support.period_logs import log_period
from tests.support.problems import assert_problem
from tests.support.sealed_items import plant

ALL = {
    "birthYear": 1994,
    "cycleLength": 29,
    "periodLength": 5,
    "lutealLength": 13,
    "goal": "conceive",
}
NOTHING = dict.fromkeys(ALL)
TABLE = ProfileItem.Meta.table_name


def said(phone):
    """Return what the profile says."""
    answer = phone.get("/me/profile")
    assert answer.status_code == 200, answer.content
    return {name: answer.json()[name] for name in ALL}


def test_a_new_person_has_said_nothing(alice):
    answer = alice.get("/me/profile")
    assert answer.json() == {**NOTHING, "updatedAt": None}
    assert "ETag" not in answer.headers


def test_it_comes_back_as_it_was_sent(alice):
    put = alice.put("/me/profile", ALL)
    got = alice.get("/me/profile")
    assert (put.status_code, got.json()) == (200, put.json())
    assert got.json().items() >= ALL.items()
    assert got.headers["ETag"] == put.headers["ETag"]


def test_a_value_that_is_left_out_stays_and_null_takes_it_back(alice):
    alice.put("/me/profile", ALL)
    assert (
        alice.put("/me/profile", {"goal": "avoid"}).json().items()
        >= {
            **ALL,
            "goal": "avoid",
        }.items()
    )
    assert alice.put("/me/profile", {"birthYear": None}).json()["birthYear"] is None
    alice.put("/me/profile", NOTHING)
    assert said(alice) == NOTHING


def test_an_answer_can_be_sent_back(alice):
    alice.put("/me/profile", ALL)
    answer = alice.get("/me/profile")
    again = alice.put("/me/profile", answer.json())
    assert (again.json(), again.headers["ETag"]) == (answer.json(), answer.headers["ETag"])


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        ("birthYear", 1900, today().year),
        ("cycleLength", 10, 120),
        ("periodLength", 1, 30),
        ("lutealLength", 5, 25),
    ],
)
def test_numbers_have_limits(alice, name, least, most):
    for value in (least, most):
        assert alice.put("/me/profile", {name: value}).json()[name] == value
    for value in (least - 1, most + 1, least + 0.5, str(least), True, []):
        answer = alice.put("/me/profile", {name: value})
        assert answer.status_code == 400
        assert answer.json()["errors"].keys() == {name}
    assert said(alice)[name] == most


@pytest.mark.parametrize("body", [{"goal": "pregnancy"}, {"goal": 1}, {"height": 170}])
def test_another_body_is_refused(alice, body):
    assert_problem(alice.put("/me/profile", body), 400, "invalid")
    assert said(alice) == NOTHING


def test_if_match_protects_the_change_of_another_phone(alice):
    assert_problem(alice.put("/me/profile", ALL, If_Match="*"), 412, "stale")
    first = alice.put("/me/profile", ALL, If_None_Match="*").headers["ETag"]
    assert_problem(alice.put("/me/profile", NOTHING, If_None_Match="*"), 412, "stale")
    second = alice.put("/me/profile", {"goal": "track"}, If_Match=first).headers["ETag"]
    stale = alice.put("/me/profile", {"goal": "avoid"}, If_Match=first)
    assert_problem(stale, 412, "stale")
    assert stale.headers["ETag"] == second
    assert said(alice)["goal"] == "track"


def test_a_repeated_request_under_a_key_is_done_once(alice):
    once = {"Idempotency-Key": "once"}
    first = alice.send("PUT", "/me/profile", {"goal": "track"}, headers=once)
    alice.put("/me/profile", {"goal": "avoid"})
    again = alice.send("PUT", "/me/profile", {"goal": "track"}, headers=once)
    assert (first.status_code, again.status_code) == (200, 200)
    assert said(alice)["goal"] == "avoid"
    reused = alice.send("PUT", "/me/profile", {"goal": "conceive"}, headers=once)
    assert_problem(reused, 409, "key_reused")


def test_reading_it_costs_one_call(alice):
    alice.put("/me/profile", ALL)
    with store_faults() as calls:
        alice.get("/me/profile")
    assert len(calls) == 1


def test_an_export_has_it_and_an_import_brings_it_back(alice, stranger):
    alice.put("/me/profile", ALL)
    exported = download_export(alice)
    assert json.loads(unpack(exported)["profile.json"]) == alice.get("/me/profile").json()
    import_zip(stranger, exported)
    assert said(stranger) == ALL


def test_an_import_leaves_a_profile_that_is_there(alice, stranger):
    alice.put("/me/profile", ALL)
    stranger.put("/me/profile", {"goal": "avoid"})
    import_zip(stranger, download_export(alice))
    assert said(stranger) == {**NOTHING, "goal": "avoid"}


def test_an_export_of_nothing_said_brings_nothing(alice, stranger):
    import_zip(stranger, download_export(alice))
    assert stranger.get("/me/profile").json() == {**NOTHING, "updatedAt": None}


def test_an_altered_profile_is_refused_before_anything_is_stored(alice, stranger):
    alice.post("/journal", {"date": "2026-03-01"})
    altered = alter_file(
        download_export(alice), "profile.json", lambda profile: profile.update(birthYear=1800)
    )
    with pytest.raises(NotAnExport, match=r"^profile\.json is invalid\.$"):
        import_zip(stranger, altered)
    assert stranger.get("/journal/user/me").json()["results"] == []


def test_what_is_stored_says_nothing_of_her(alice):
    alice.put("/me/profile", ALL)
    alice.put("/me/profile", {"goal": "track"})
    assert stored_profile(alice).keys() == {
        *("userId", "item", "createdAt", "updatedAt", "version"),
        *("writeId", "earlierWrites", "sealed"),
    }


def test_an_erasure_removes_it(alice):
    alice.put("/me/profile", ALL)
    erase(alice)
    assert stored_profile(alice) is None


@pytest.fixture
def unreadable(alice):
    """Return the phone of a person whose stored profile was altered."""
    alice.put("/me/profile", ALL)
    plant(TABLE, {**stored_profile(alice), "sealed": {"B": b"\x01\x00altered"}})
    return alice


def test_an_unreadable_profile_is_put_back_by_a_whole_one(unreadable):
    assert_problem(unreadable.get("/me/profile"), 409, "unreadable")
    assert_problem(unreadable.put("/me/profile", {"goal": "track"}), 409, "unreadable")
    assert unreadable.put("/me/profile", ALL).status_code == 200
    assert said(unreadable) == ALL


def test_an_export_names_an_unreadable_profile(unreadable):
    files = unpack(download_export(unreadable))
    assert "profile.json" not in files
    assert json.loads(files["manifest.json"])["missing"] == ["profile.json"]


def test_cycles_name_an_unreadable_profile_where_her_age_decides(unreadable):
    path = f"/period/cycles/{unreadable.user_id}?today=2026-04-01"
    for start in ("2026-01-01", "2026-01-29"):
        log_period(unreadable, start)
    assert unreadable.get(path).json()["unreadable"] == []
    log_period(unreadable, "2026-03-12")
    answer = unreadable.get(path).json()
    assert answer["unreadable"] == [{"kind": "me", "id": "profile"}]
    assert answer["variation"]["limit"] == 9


def test_nothing_else_needs_a_profile_that_can_be_read(unreadable):
    for path in ("/period/predictions/me", "/period/user/me?format=svg", "/sync"):
        assert unreadable.get(path).status_code == 200


def test_a_page_shows_it_and_takes_changes(alice):
    browser = Browser()
    alice.put("/me/profile", {"cycleLength": 29, "goal": "track"})
    browser.sign_in(alice.token)
    page = browser.get("/me/profile")
    assert "29 days" in page.content.decode()
    browser.submit(page, "/me/profile", birthYear="1994", cycleLength="", goal="avoid")
    assert said(alice) == {**NOTHING, "birthYear": 1994, "goal": "avoid"}
    page = browser.get("/me/profile")
    wrong = browser.submit(page, "/me/profile", periodLength="31")
    assert wrong.status_code == 400
    assert said(alice)["periodLength"] is None
    alice.put("/me/profile", {"goal": "conceive"})
    stale = browser.submit(page, "/me/profile", birthYear="1990")
    assert stale.status_code == 412
    assert said(alice)["birthYear"] == 1994


def stored_profile(phone):
    """Return the item as it is stored, None without one."""
    place = {"userId": {"S": phone.user_id}, "item": {"S": ProfileItem.NAME}}
    return clients.dynamodb().get_item(TableName=TABLE, Key=place).get("Item")
