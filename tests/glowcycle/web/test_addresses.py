"""Every address as a page: as open as the API, and as closed."""

import json
import re

import pytest

from tests.glowcycle import test_isolation as isolation
from tests.support.browser_client import Browser
from tests.support.faults import store_faults, unreachable
from tests.support.routes import every_route

hers = isolation.hers  # alice's records, and the parts of their paths
CANARY = isolation.CANARY
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


def signed_in(phone):
    browser = Browser()
    assert browser.sign_in(phone.token).status_code == 200
    return browser


def answer_in(page):
    """Return the answer of the API that the page shows."""
    text = re.search(r'<pre tabindex="0"[^>]*>(.*?)</pre>', page.content.decode(), re.DOTALL)[1]
    for name, sign in (("lt", "<"), ("gt", ">"), ("quot", '"'), ("#x27", "'"), ("amp", "&")):
        text = text.replace(f"&{name};", sign)
    return json.loads(text)


@every_route
def test_its_owner_sees_what_her_phone_gets(route, hers, alice):
    path = route.at(hers)
    plain, page = alice.get(path), signed_in(alice).get(path)
    assert page.status_code == plain.status_code
    if route.name in ("schema", "docs"):
        assert page.content == plain.content
        return
    if route.name == "export":  # the zip itself, and it says when it was made
        assert page.headers["Content-Type"] == plain.headers["Content-Type"] == "application/zip"
        return
    seen, told = answer_in(page), plain.json()
    for varying in ("requestId", "next"):
        seen.pop(varying, None), told.pop(varying, None)
    assert seen == told
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"


@every_route
def test_a_stranger_and_nobody_see_nothing_of_hers(route, hers, alice, stranger):
    path = route.at(hers)
    for phone, browser in ((stranger, signed_in(stranger)), (None, Browser())):
        page = browser.get(path)
        assert CANARY.encode() not in page.content
        if phone:
            assert page.status_code == stranger.get(path).status_code
        elif route.name not in isolation.OPEN_ROUTES:
            assert page.status_code == 401


@every_route
def test_no_form_is_taken_that_is_not_ours(route, hers, alice):
    before = isolation.all_of(alice)
    path, browser = route.at(hers), signed_in(alice)
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        refused = browser.post(path, {"_method": method, "_json": "{}", "date": "2026-03-02"})
        assert refused.status_code == 403
        assert "load the page anew" in refused.content.decode()
        alien = browser.client.generic(method, path, b"{}", content_type="application/json")
        assert alien.status_code in (401, 405)
    assert isolation.all_of(alice) == before


@pytest.mark.parametrize("path", ["/", "/journal/user/{}", "/journal/user/nobody", "/nowhere"])
def test_a_page_loads_nothing_from_elsewhere_and_runs_nothing_inline(alice, path):
    page = signed_in(alice).get(path.format(alice.user_id))
    assert page.headers["Content-Security-Policy"] == POLICY
    assert page.headers["Cache-Control"] == "no-store"
    assert {"Accept", "Cookie"} <= set(page.headers["Vary"].split(", "))
    text = page.content.decode()
    assert not re.search(r"<script>|<style|\son\w+=|\sstyle=|javascript:", text)
    assert not re.findall(r'(?:src|action)="(?!/)', text)


def test_what_a_page_loads_is_kept_for_as_long_as_it_is_the_same(alice):
    browser = signed_in(alice)
    text = browser.get("/").content.decode()
    found = re.findall(r'(?:src|href)="(/assets/[^"]+)"', text)
    assert len(found) == 3
    for path in found:
        asset = browser.client.get(path)
        assert "immutable" in asset.headers["Cache-Control"]
        assert asset.headers["X-Content-Type-Options"] == "nosniff"
        other = re.sub("assets/[^/]+", "assets/old", path)
        assert "immutable" not in browser.client.get(other).headers.get("Cache-Control", "")
    for name in ("other.css", "..%2Fviews.py", "__init__.py"):
        assert browser.client.get(f"/assets/x/{name}").status_code == 404


def test_an_address_that_takes_no_reading_shows_its_form(alice):
    for path in ("/journal", "/period", "/skin", "/skin/analyze", "/skin/photos"):
        page = signed_in(alice).get(path)
        assert page.status_code == 405
        assert f'action="{path}"' in page.content.decode()


def test_a_store_that_does_not_answer_is_said_plainly(alice):
    browser = signed_in(alice)
    with store_faults(*[unreachable] * 20):
        page = browser.get(f"/journal/user/{alice.user_id}")
    assert page.status_code == 503
    assert "repeat the request" in page.content.decode()
    assert answer_in(page)["code"] == "unavailable"


def test_a_picture_and_a_raw_answer_are_given_as_they_are(alice):
    alice.post("/journal", {"date": "2026-03-01", "energy": 50})
    browser, path = signed_in(alice), f"/journal/user/{alice.user_id}"
    assert (
        browser.get(f"{path}?format=svg").headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    )
    assert browser.get(f"{path}?format=json").headers["Content-Type"] == "application/json"
    shown = browser.get(path).content.decode()
    assert f'<img src="{path}?format=svg"' in shown
