"""Signing out ends every copy of the cookie, in every process; the token itself stays valid."""

import json
from datetime import UTC, datetime

import jwt
import pytest
from django.core.signing import get_cookie_signer

from glowcycle.api import authentication
from glowcycle.api.sign_outs import MARGIN
from glowcycle.aws.dynamodb import PersonItem
from glowcycle.encryption import keyring
from glowcycle.web import session
from tests.support.browser_client import Browser
from tests.support.faults import none, store_faults, throttled
from tests.support.markup import ParsedPage
from tests.support.tokens import claims, encoded, rs256, signed

COOKIE = "glowcycle-session"


def browser_with(value):
    """Return another browser with this session cookie, as a thief has it."""
    browser = Browser()
    browser.client.cookies[COOKIE] = value
    return browser


def cookie_of(browser):
    return browser.client.cookies[COOKIE].value


def sign_out(browser):
    return browser.submit(browser.get("/"), "/sign-out", follow=False)


def sign_outs_of(phone):
    items = PersonItem.query(phone.user_id)
    return [item for item in items if item.key.startswith("sign-out#")]


def start_another_process():
    keyring.forget()
    authentication._jwks.cache_clear()
    authentication._verifier.cache_clear()


@pytest.mark.parametrize("is_another_process", [False, True])
def test_a_copied_cookie_is_refused_after_sign_out(signed_in, alice, is_another_process):
    alice.post("/journal", {"date": "2026-03-01", "text": "canary"})
    copy = cookie_of(signed_in)
    read = f"/journal/user/{alice.user_id}"
    assert "canary" in browser_with(copy).get(read).content.decode()
    assert sign_out(signed_in).status_code == 303
    if is_another_process:
        start_another_process()
    for path in (read, f"{read}?format=svg", f"{read}?format=csv", "/sync", "/me/imports", "/"):
        answer = browser_with(copy).get(path)
        assert answer.status_code == 401
        assert b"canary" not in answer.content
        if path in (read, "/"):
            assert "Your session has ended" in answer.content.decode()
            assert alice.user_id not in answer.content.decode().replace(f'"{read}"', "")


def test_a_form_that_was_open_sends_nothing_after_sign_out(signed_in, alice):
    thief = browser_with(cookie_of(signed_in))
    page = thief.get(f"/period/user/{alice.user_id}")
    sign_out(signed_in)
    answer = thief.submit(page, "/period", date="2026-03-01", flow="light")
    assert answer.status_code == 401
    assert "was not saved" in answer.content.decode()
    assert alice.get(f"/period/user/{alice.user_id}").json()["results"] == []


def test_only_the_sign_in_ends_that_she_signed_out_of(signed_in, alice):
    """On another computer, and with the token itself, she is still signed in."""
    other, copy = Browser(), cookie_of(signed_in)
    other.sign_in(alice.token)
    sign_out(signed_in)
    path = f"/journal/user/{alice.user_id}"
    assert [b.get(path).status_code for b in (other, browser_with(copy))] == [200, 401]
    assert alice.get(path).status_code == 200
    assert signed_in.sign_in(alice.token).status_code == 200
    assert signed_in.get(path).status_code == 200
    assert browser_with(copy).get(path).status_code == 401


def test_signing_in_again_ends_the_session_that_it_replaces(signed_in, alice, stranger):
    path, copies = f"/journal/user/{alice.user_id}", [cookie_of(signed_in)]
    for phone in (alice, stranger):
        form = ParsedPage(signed_in.get("/").content.decode()).form("/sign-out")
        signed_in.post("/sign-in", {**form.inputs, "token": phone.token})
        copies.append(cookie_of(signed_in))
    assert [browser_with(copy).get(path).status_code for copy in copies[:2]] == [401, 401]
    assert signed_in.get(f"/journal/user/{stranger.user_id}").status_code == 200
    assert (len(sign_outs_of(alice)), sign_outs_of(stranger)) == (2, [])


def test_a_sign_out_is_one_item_of_hers_until_her_token_expires(signed_in, alice):
    page, copy = signed_in.get("/"), cookie_of(signed_in)
    sign_out(signed_in)
    thief = browser_with(copy)
    thief.client.cookies["glowcycle-csrf"] = signed_in.client.cookies["glowcycle-csrf"].value
    assert thief.submit(page, "/sign-out", follow=False).status_code == 303  # once more
    [item] = sign_outs_of(alice)
    expires_at = jwt.decode(alice.token, options={"verify_signature": False})["exp"]
    assert item.expires_at == datetime.fromtimestamp(expires_at, UTC) + MARGIN
    assert alice.token not in str(item.attribute_values)
    alice.delete("/me")
    assert sign_outs_of(alice) == []  # she can have it erased as all else


@pytest.mark.calm  # counts each attempt
def test_a_page_with_a_cookie_reads_once_and_a_phone_never(signed_in, alice):
    path = f"/journal/user/{alice.user_id}"
    counts = []
    for phone in (alice, signed_in):
        phone.get(path)
        with store_faults(none) as calls:
            assert phone.get(path).status_code == 200
        counts.append(len(calls))
    assert counts[1] == counts[0] + 1
    with store_faults(none) as calls:
        signed_in.get("/")
    # For itself, for the consents, and for the forecast: log, older log, stages and profile.
    assert len(calls) == 8


def test_without_the_store_the_copies_stay_and_she_is_told(signed_in, alice):
    page, copy = signed_in.get("/"), cookie_of(signed_in)
    with store_faults(*[throttled] * 20):
        answer = signed_in.submit(page, "/sign-out", follow=False)
        assert browser_with(copy).get(f"/journal/user/{alice.user_id}").status_code == 503
    assert answer.status_code == 503
    text = answer.content.decode()
    assert "You are signed out in this browser. A copy" in text
    assert alice.user_id not in text
    assert cookie_of(signed_in) == ""
    assert browser_with(copy).get(f"/journal/user/{alice.user_id}").status_code == 200


def test_an_erased_person_signs_out_without_leaving_anything(signed_in, alice):
    page = signed_in.get("/")
    alice.delete("/me")
    assert signed_in.submit(page, "/sign-out", follow=False).status_code == 303
    assert sign_outs_of(alice) == []


def test_a_header_is_not_taken_for_a_sign_in(signed_in, alice):
    sign_in = session.current(signed_in.get("/").wsgi_request).sign_in
    sign_out(signed_in)
    for name in ("Glowcycle.Sign_In", "Glowcycle-Sign-In", "glowcycle.sign_in"):
        path = f"/journal/user/{alice.user_id}"
        assert alice.send("GET", path, headers={name: sign_in}).status_code == 200


DEEP = encoded(b'{"sub":' + b"[" * 900 + b"]" * 900 + b"}")
CONTENTS = [
    *("", ":", "x", "x:", ":x", "a.b.c", "id:a.b.c", "id:e30.e30.x", "id:bnVsbA.bnVsbA.x"),
    *(f"id:e30.{DEEP}.x", f"id:{DEEP}.e30.x", "id:" + "." * 3000, f"id:e30.{encoded(b'[]')}.x"),
    *(f"id:e30.{encoded(json.dumps({'sub': sub}).encode())}.x" for sub in (5, None, "", "a/b", [])),
]


@pytest.mark.parametrize("content", CONTENTS, ids=range(len(CONTENTS)))
def test_whatever_a_signed_cookie_holds_is_no_more_than_signed_out(alice, content):
    """An older version signed other values; only a valid token lets the store be read."""
    value = get_cookie_signer(salt=COOKIE + session.SALT).sign(content)
    with store_faults(none) as calls:
        assert browser_with(value).get(f"/journal/user/{alice.user_id}").status_code == 401
        assert browser_with(value).get("/").status_code in (200, 401)
    assert calls == []


def test_the_cookie_of_an_older_version_asks_to_sign_in_again(alice):
    value = get_cookie_signer(salt=COOKIE + session.SALT).sign(alice.token)
    assert browser_with(value).get(f"/journal/user/{alice.user_id}").status_code == 401


def test_the_largest_token_fits_into_a_cookie(browser, alice, issuer_key):
    room = session.MAX_TOKEN_LENGTH - len(alice.token) - 200
    token = signed(claims(alice.user_id, padding="x" * (room * 3 // 4)), rs256(issuer_key))
    assert session.MAX_TOKEN_LENGTH - 300 < len(token) <= session.MAX_TOKEN_LENGTH
    browser.sign_in(token)
    overhead = len(cookie_of(browser)) - len(token)
    assert len(f"__Host-{COOKIE}=") + session.MAX_TOKEN_LENGTH + overhead <= 4096
