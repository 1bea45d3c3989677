"""The addresses of her shares, as an app uses them."""

import re
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from glowcycle.person.consents.texts import HEALTH_DATA
from glowcycle.person.shares.fields import SCOPES
from glowcycle.person.shares.scopes import PRESETS
from tests.support.problems import assert_problem
from tests.support.shared_links import Visitor
from tests.support.shares import body, in_days

PATH = "/me/shares"


def create(phone, **changes):
    answer = phone.post(PATH, body(**changes))
    assert answer.status_code == 201, answer.content
    return answer


def path_of(share):
    return f"{PATH}/{share['shareId']}"


def listed(phone):
    return phone.get(PATH).json()["shares"]


def test_a_new_share_answers_its_link_once(alice, stranger):
    answer = create(alice, **{"from": "2026-01-01", "to": "2026-03-01"})
    share = answer.json()
    assert re.fullmatch(r"http://testserver/shared/[A-Za-z0-9_-]{43}", share["url"])
    assert answer.headers["Location"] == path_of(share)
    assert answer.headers["ETag"] == f'"{share["etag"]}"'
    assert (share["scope"], share["state"]) == (["periodDates", "forecast"], "open")
    assert (share["from"], share["to"], share["hasPassphrase"]) == (
        "2026-01-01",
        "2026-03-01",
        False,
    )
    assert (share["openings"], share["lastOpenedAt"], share["wrongPassphrases"]) == (0, None, 0)
    read = alice.get(path_of(share))
    assert read.json() == {**share, "url": None} == listed(alice)[0]
    assert read.headers["ETag"] == answer.headers["ETag"]
    assert_problem(stranger.get(path_of(share)), 404, "not_found")
    assert listed(stranger) == []


def test_the_link_opens_and_she_sees_that_it_was_opened(alice):
    share = create(alice).json()
    page = Visitor().show(urlsplit(share["url"]).path)
    assert page.status_code == 200
    read = alice.get(path_of(share)).json()
    assert (read["openings"], read["lastOpenedAt"] is None) == (1, False)
    alice.delete(path_of(share))
    assert Visitor().get(urlsplit(share["url"]).path).status_code == 404


def test_no_answer_but_the_first_has_a_secret(alice):
    share = create(alice, passphrase="blue teapot").json()
    secret = share["url"].rpartition("/")[2]
    answers = (
        alice.get(PATH),
        alice.get(path_of(share)),
        alice.patch(path_of(share), {"name": "R"}),
    )
    for answer in answers:
        assert secret not in answer.content.decode()
        assert "teapot" not in answer.content.decode()


@pytest.mark.parametrize(("preset", "scope"), PRESETS.items())
def test_a_preset_is_its_scopes(alice, preset, scope):
    share = create(alice, preset=preset).json()
    assert share["scope"] == sorted(scope, key=SCOPES.index)
    assert "preset" not in share


def test_a_scope_comes_back_in_one_order(alice):
    values = body(scope=["skinScores", "periodDates"])
    del values["preset"]
    assert alice.post(PATH, values).json()["scope"] == ["periodDates", "skinScores"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": None}, "name"),
        ({"name": "Sam\nRobin"}, "name"),
        ({"name": "\u202emaS"}, "name"),
        ({"name": "\u200b "}, "name"),
        ({"passphrase": "plum\nheron"}, "passphrase"),
        ({"preset": "everything"}, "preset"),
        ({"preset": None}, "scope"),
        ({"scope": ["forecast"]}, "preset"),
        ({"expiresAt": in_days(-1)}, "expiresAt"),
        ({"expiresAt": in_days(91)}, "expiresAt"),
        ({"expiresAt": "2026-03-01"}, "expiresAt"),
        ({"expiresAt": "2026-02-31T10:00Z"}, "expiresAt"),
        ({"expiresAt": "2099-12-31T23:59:59-23:59"}, "expiresAt"),
        ({"expiresAt": 1}, "expiresAt"),
        ({"expiresAt": None}, "expiresAt"),
        ({"from": "2026-03-02", "to": "2026-03-01"}, "to"),
        ({"from": "1800-01-01"}, "from"),
        ({"passphrase": "short"}, "passphrase"),
        ({"passphrase": "x" * 129}, "passphrase"),
        ({"shareId": "mine"}, "shareId"),
        ({"link": "x"}, "link"),
    ],
)
def test_what_is_no_share_is_refused(alice, changes, field):
    answer = alice.post(PATH, body(**changes))
    assert_problem(answer, 400, "invalid")
    assert [*answer.json()["errors"]] == [field]
    assert listed(alice) == []


@pytest.mark.parametrize(
    "scope", [[], None, "forecast", ["forecast", "forecast"], ["everything"], [1], [["stages"]]]
)
def test_what_is_no_scope_is_refused(alice, scope):
    values = body(scope=scope)
    del values["preset"]
    answer = alice.post(PATH, values)
    assert_problem(answer, 400, "invalid")
    assert {name.partition(".")[0] for name in answer.json()["errors"]} == {"scope"}
    del values["scope"]
    assert [*alice.post(PATH, values).json()["errors"]] == ["scope"]


def test_an_end_keeps_its_time_whatever_its_offset(alice):
    ends = in_days(20)
    there = f"{ends[:11]}{int(ends[11:13]):02}{ends[13:19]}.123456+00:00"
    assert create(alice, expiresAt=there).json()["expiresAt"] == ends


def test_the_same_create_again_is_another_link_of_the_same_share(alice):
    values = body(shareId=str(uuid4()), passphrase="blue teapot")
    first, again = (alice.post(PATH, values) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["url"] != again.json()["url"]
    assert len(listed(alice)) == 1
    other = {**values, "passphrase": "red teapot"}
    assert_problem(alice.post(PATH, other), 409, "id_taken")


def test_an_idempotency_key_stands_for_the_id(alice):
    values, headers = body(), {"Idempotency-Key": "one"}
    first, again = (alice.post(PATH, values, **headers).json() for _ in range(2))
    assert first["shareId"] == again["shareId"]
    assert first["url"] != again["url"]


def test_a_change_keeps_what_it_does_not_name(alice):
    share = create(alice, passphrase="blue teapot", **{"from": "2026-01-01"}).json()
    change = {"name": "Robin", "scope": ["stages"], "to": "2026-02-01", "expiresAt": in_days(60)}
    changed = alice.patch(path_of(share), change)
    assert changed.status_code == 200
    kept = {n: v for n, v in share.items() if n not in {*change, "etag", "updatedAt", "url"}}
    assert {n: changed.json()[n] for n in {**kept, **change}} == {**kept, **change}
    assert alice.patch(path_of(share), {"passphrase": None}).json()["hasPassphrase"] is False
    assert alice.patch(path_of(share), {"from": None}).json()["from"] is None


def test_an_answer_may_be_sent_back(alice):
    share = create(alice).json()
    answer = alice.patch(path_of(share), share)
    assert (answer.status_code, answer.json()) == (200, {**share, "url": None})
    assert_problem(alice.patch(path_of(share), {"shareId": str(uuid4())}), 400, "invalid")


def test_a_change_of_another_state_is_refused(alice):
    share = create(alice).json()
    etag = f'"{share["etag"]}"'
    assert alice.patch(path_of(share), {"name": "R"}, if_match=etag).status_code == 200
    assert_problem(alice.patch(path_of(share), {"name": "S"}, if_match=etag), 412, "stale")
    assert_problem(alice.delete(path_of(share), if_match=etag), 412, "stale")
    assert alice.delete(path_of(share), if_match="*").status_code == 204


def test_days_that_contradict_the_stored_ones_are_refused(alice):
    share = create(alice, **{"from": "2026-02-01"}).json()
    answer = alice.patch(path_of(share), {"to": "2026-01-01"})
    assert_problem(answer, 400, "invalid")
    assert [*answer.json()["errors"]] == ["to"]


def test_an_ended_share_is_listed_and_stays_ended(alice):
    share = create(alice).json()
    assert [alice.delete(path_of(share)).status_code for _ in range(2)] == [204, 204]
    [ended] = listed(alice)
    assert (ended["state"], ended["revokedAt"] is None) == ("revoked", False)
    assert_problem(alice.patch(path_of(share), {"name": "R"}), 409, "share_ended")
    assert_problem(alice.delete(f"{PATH}/{uuid4()}"), 404, "not_found")


def test_while_restricted_she_sees_and_ends_shares_only(alice):
    share = create(alice).json()
    alice.put("/me/restriction", {"restricted": True})
    assert len(listed(alice)) == 1
    assert_problem(alice.post(PATH, body()), 403, "restricted")
    assert_problem(alice.patch(path_of(share), {"name": "R"}), 403, "restricted")
    assert alice.delete(path_of(share)).status_code == 204


def test_without_consent_she_sees_and_ends_shares_only(alice, settings):
    share = create(alice).json()
    settings.COLLECTION_CONSENT_REQUIRED = True
    refused = alice.post(PATH, body())
    assert (refused.status_code, refused.json()["consent"]) == (403, HEALTH_DATA)
    assert len(listed(alice)) == 1
    assert alice.delete(path_of(share)).status_code == 204
