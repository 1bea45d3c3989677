"""Every address as a page: it shows what the API shows, and refuses what the API refuses."""

import json
import re

import pytest

from glowcycle.api.permissions import OPEN_ROUTES
from tests.support.browser_client import Browser
from tests.support.canary_records import CANARY, all_records, store_canaries
from tests.support.exchange_panel import read_panel
from tests.support.faults import store_faults, unreachable
from tests.support.routes import every_route

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


@pytest.fixture
def path_parts(alice):
    """Store canary records for Alice; return the parameters of their paths."""
    return store_canaries(alice)


def sign_in(phone):
    browser = Browser()
    assert browser.sign_in(phone.token).status_code == 200
    return browser


def answer_in(page):
    """Return the answer of the API that the page shows."""
    return json.loads(read_panel(page).body)


@every_route
def test_the_owner_sees_what_her_phone_gets(route, path_parts, alice):
    path = route.at(path_parts)
    plain, page = alice.get(path), sign_in(alice).get(path)
    if route.name == "export":  # for a cookie, a GET only looks
        assert (plain.headers["Content-Type"], page.status_code) == ("application/zip", 200)
        return
    assert page.status_code == plain.status_code
    if route.name == "calendar-feed":  # a file, in a browser too
        assert page.headers["Content-Type"] == plain.headers["Content-Type"]
        return
    if route.name in ("schema", "docs"):
        # The documentation has a token of who is signed in.
        told = [re.sub(rb'data-token="[^"]*"|<b>[^<]*</b>', b"", a.content) for a in (page, plain)]
        assert told[0] == told[1]
        return
    shown, expected = answer_in(page), plain.json()
    for varying in ("requestId", "next", "nextCursor"):
        shown.pop(varying, None), expected.pop(varying, None)
    assert shown == expected
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"


@every_route
def test_a_stranger_and_a_visitor_see_none_of_her_data(route, path_parts, alice, stranger):
    path = route.at(path_parts)
    for phone, browser in ((stranger, sign_in(stranger)), (None, Browser())):
        page = browser.get(path)
        assert CANARY.encode() not in page.content
        if phone:
            assert page.status_code == stranger.get(path).status_code
        elif route.name not in OPEN_ROUTES:
            assert page.status_code == 401


SCRIPTS = ("é", "%C3%A9", "月経", "%E2%80%A8", "%F0%9F%8C%B8", "%C2%85", "%FF", "%", "%00")


@pytest.mark.parametrize("word", SCRIPTS)
def test_an_address_in_any_script_is_a_page_with_the_answer_of_the_api(alice, word):
    for path in (f"/{word}", f"/journal/{word}", f"/period/user/{word}", f"/{word}/x?q={word}"):
        plain, page = alice.get(path), sign_in(alice).get(path)
        assert page.status_code == plain.status_code in (400, 403, 404)
        assert answer_in(page)["detail"] == plain.json()["detail"]
        assert Browser().get(path).status_code in (400, 401, 404)


@every_route
def test_forms_without_our_csrf_token_are_refused(route, path_parts, alice):
    before = all_records(alice)
    path, browser = route.at(path_parts), sign_in(alice)
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        refused = browser.post(path, {"_method": method, "_json": "{}", "date": "2026-03-02"})
        if route.name in OPEN_ROUTES:
            assert refused.status_code == 405
        else:
            assert refused.status_code == 403
            assert "This form is too old" in refused.content.decode()
        json_request = browser.client.generic(method, path, b"{}", content_type="application/json")
        assert json_request.status_code in (403, 405)
    assert all_records(alice) == before


@pytest.mark.parametrize("path", ["/", "/journal/user/{}", "/journal/user/nobody", "/nowhere"])
def test_a_page_loads_nothing_from_other_hosts_and_runs_no_inline_code(alice, path):
    page = sign_in(alice).get(path.format(alice.user_id))
    assert page.headers["Content-Security-Policy"] == POLICY
    assert page.headers["Cache-Control"] == "no-store"
    assert {"Accept", "Cookie"} <= set(page.headers["Vary"].split(", "))
    text = page.content.decode()
    assert not re.search(r"<script>|<style|\son\w+=|\sstyle=|javascript:", text)
    assert not re.findall(r'(?:src|action)="(?!/)', text)


def test_assets_are_cached_until_they_change(alice):
    browser = sign_in(alice)
    text = browser.get("/").content.decode()
    paths = re.findall(r'(?:src|href)="(/assets/[^"]+)"', text)
    assert len(paths) == 4
    for path in paths:
        asset = browser.client.get(path)
        assert "immutable" in asset.headers["Cache-Control"]
        assert asset.headers["X-Content-Type-Options"] == "nosniff"
        other = re.sub("assets/[^/]+", "assets/old", path)
        assert "immutable" not in browser.client.get(other).headers.get("Cache-Control", "")
    for name in ("other.css", "..%2Fviews.py", "__init__.py"):
        assert browser.client.get(f"/assets/x/{name}").status_code == 404


def test_an_address_without_get_shows_its_form(alice):
    analyze = "/skin/photos/8d6f1a3e-5a8a-4b7e-9f43-0a4c6b1f2d11/analyze"
    without_get = ("/journal", "/period", "/skin", "/skin/analyze", "/skin/photos", analyze)
    for path in (*without_get, "/me/imports/uploads"):
        page = sign_in(alice).get(path)
        assert page.status_code == 405
        assert f'action="{path}"' in page.content.decode()


def test_a_failing_store_is_shown_as_unavailable(alice):
    browser = sign_in(alice)
    with store_faults(*[unreachable] * 20):
        page = browser.get(f"/journal/user/{alice.user_id}")
    assert page.status_code == 503
    assert "repeat the request" in page.content.decode()
    assert answer_in(page)["code"] == "unavailable"


def test_images_and_json_are_returned_without_a_page(alice):
    alice.post("/journal", {"date": "2026-03-01", "energy": 50})
    browser, path = sign_in(alice), f"/journal/user/{alice.user_id}"
    assert (
        browser.get(f"{path}?format=svg").headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    )
    assert browser.get(f"{path}?format=json").headers["Content-Type"] == "application/json"
    text = browser.get(path).content.decode()
    assert "<figure" in text
    assert "</svg>" in text
