"""`me` in an address stands for the caller's own id, and for nobody else's."""

import json
from datetime import timedelta
from urllib.parse import quote, urlsplit

import pytest
from django.core import signing

from glowcycle.sandbox.identity import issue_token
from tests.support.browser_client import Browser
from tests.support.canary_records import CANARY, store_canaries
from tests.support.phone import Phone
from tests.support.problems import assert_problem
from tests.support.record_samples import KINDS, every_kind
from tests.support.routes import ROUTES

OF_PERSON = [r for r in ROUTES if "user_id>" in r.template and "GET" in r.offered]
every_address = pytest.mark.parametrize("route", OF_PERSON, ids=lambda route: route.template)


def at(route, user_id):
    return route.at({"user_id": user_id})


@every_address
@pytest.mark.parametrize("query", ["", "format=svg", "format=csv"])
def test_me_answers_what_her_own_id_answers(route, query, alice):
    store_canaries(alice)
    own, me = (alice.get(f"{at(route, name)}?{query}") for name in (alice.user_id, "me"))
    assert me.status_code == own.status_code
    if own.status_code == 200:
        assert me.content == own.content
        assert me.headers["Content-Type"] == own.headers["Content-Type"]


@every_address
def test_me_is_the_caller_and_never_another_person(route, alice, stranger, nobody):
    store_canaries(alice)
    answer = stranger.get(at(route, "me"))
    assert answer.status_code == 200
    assert answer.json() == stranger.get(at(route, stranger.user_id)).json()
    assert CANARY not in answer.content.decode()
    assert alice.user_id not in answer.content.decode()
    assert_problem(nobody.get(at(route, "me")), 401, "not_authenticated")


@every_address
@pytest.mark.parametrize("name", ["ME", "Me", "mе", "me.", "my", "self", "*", "."])
def test_only_me_stands_for_her(route, name, alice):
    assert_problem(alice.get(at(route, quote(name))), 403, "forbidden")


@every_address
def test_another_person_called_me_is_only_herself(route, alice):
    other = Phone("me", issue_token(user_id="me", lifetime=timedelta(hours=1)))
    other.post("/journal", {"date": "2026-03-01", "text": "of the person called me"})
    store_canaries(alice)
    hers, mine = other.get(at(route, "me")), alice.get(at(route, "me"))
    assert hers.status_code == mine.status_code == 200
    assert CANARY not in hers.content.decode()
    assert "called me" not in mine.content.decode()
    assert_problem(other.get(at(route, alice.user_id)), 403, "forbidden")


@every_kind
def test_a_cursor_of_one_spelling_serves_the_other(kind, alice):
    for day in range(1, 5):
        alice.post(kind.path, {**kind.body, kind.day: f"2026-03-0{day}"})
    seen, name, query = [], "me", "limit=1"
    while query:
        page = alice.get(f"{kind.path}/user/{name}?{query}").json()
        seen += [record[kind.day][-1] for record in page["results"]]
        for link in filter(None, (page["next"], page["previous"])):
            assert urlsplit(link).path == f"{kind.path}/user/{name}", "a link keeps her spelling"
        name = alice.user_id if name == "me" else "me"
        query = page["nextCursor"] and f"limit=1&cursor={quote(page['nextCursor'])}"
    assert seen == ["4", "3", "2", "1"]


@every_kind
def test_a_cursor_of_me_is_of_no_other_person(kind, alice, stranger):
    for phone in (alice, stranger):
        for day in ("2026-03-01", "2026-03-02"):
            phone.post(kind.path, {**kind.body, kind.day: day})
    cursor = quote(alice.get(f"{kind.path}/user/me?limit=1").json()["nextCursor"])
    for name in ("me", stranger.user_id):
        answer = stranger.get(f"{kind.path}/user/{name}?limit=1&cursor={cursor}")
        assert_problem(answer, 400, "invalid")


@every_kind
def test_a_cursor_of_the_release_before_serves_on(kind, alice):
    for day in range(1, 4):
        alice.post(kind.path, {**kind.body, kind.day: f"2026-03-0{day}"})
    path = f"{kind.path}/user/{alice.user_id}"
    cursor = alice.get(f"{path}?limit=1").json()["nextCursor"]
    salt = f"cursor {path} {alice.user_id} []"
    older = signing.dumps(signing.loads(cursor, salt=salt), salt=salt)
    for name in ("me", alice.user_id):
        page = alice.get(f"{kind.path}/user/{name}?limit=1&cursor={quote(older)}").json()
        assert [record[kind.day] for record in page["results"]] == ["2026-03-02"]


@every_address
def test_the_log_has_the_same_route(route, alice, log):
    for name in (alice.user_id, "me"):
        alice.get(at(route, name))
    routes = [json.loads(line).get("route") for line in log().splitlines()]
    assert [each for each in routes if each] == [route.template] * 2
    assert alice.user_id not in log()


@every_address
def test_me_is_a_page_too(route, alice):
    for kind in KINDS:
        kind.write(alice)
    browser = Browser()
    browser.sign_in(alice.token)
    page = browser.get(at(route, "me"))
    assert page.status_code == 200
    assert alice.user_id in page.content.decode()
