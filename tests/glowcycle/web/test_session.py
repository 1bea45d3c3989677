"""Signing in and out, and the cookie that keeps the token."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.http import HttpRequest
from django.test import override_settings
from django.utils import timezone

from glowcycle.sandbox.identity import issue_token
from glowcycle.web import session
from tests.support.browser_client import Browser
from tests.support.tokens import FOREIGN, claims, rs256, signed

COOKIE = "glowcycle-session"


def test_a_pasted_token_signs_in_and_leads_to_all_pages(browser, alice):
    page = browser.sign_in(f"  Bearer {alice.token}\n")
    assert page.status_code == 200
    text = page.content.decode()
    for path in ("journal/user", "period/user", "period/cycles", "period/predictions", "skin/user"):
        assert f'href="/{path}/{alice.user_id}"' in text


def test_the_cookies_are_httponly_lax_and_end_with_the_browser(signed_in):
    cookie = signed_in.client.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    csrf = signed_in.client.cookies["glowcycle-csrf"]
    assert (csrf["httponly"], csrf["samesite"]) == (True, "Lax")


def test_outside_the_sandbox_the_cookie_is_secure(alice):
    attributes = {}
    response = SimpleNamespace(set_signed_cookie=lambda *_, **given: attributes.update(given))
    with override_settings(SANDBOX=False):
        session.begin(HttpRequest(), response, token=alice.token)
    assert (attributes["secure"], attributes["path"], "domain" in attributes) == (True, "/", False)


@pytest.mark.parametrize(
    "token",
    [
        "",
        "nonsense",
        "a.b.c",
        "é" * 20,
        "x" * 9000,
        signed(claims("alice"), rs256(FOREIGN)),
        issue_token(user_id="alice", lifetime=timedelta(minutes=-5)),
    ],
    ids=["none", "nonsense", "not a token", "not ASCII", "too long", "forged", "expired"],
)
def test_an_invalid_token_is_refused_at_its_field(browser, token):
    page = browser.sign_in(token)
    assert page.status_code == 400
    assert 'id="token-error"' in page.content.decode()
    assert COOKIE not in browser.client.cookies


def test_a_cookie_with_another_token_signs_nobody_in(signed_in, alice, stranger):
    value = signed_in.client.cookies[COOKIE].value
    signed_in.client.cookies[COOKIE] = value.replace(alice.token, stranger.token)
    assert stranger.user_id not in signed_in.get(
        f"/journal/user/{stranger.user_id}"
    ).content.decode().replace(f"/journal/user/{stranger.user_id}", "")
    assert signed_in.get(f"/journal/user/{stranger.user_id}").status_code == 401


def test_an_expired_token_ends_the_session_with_one_notice(signed_in, alice, time_machine):
    time_machine.move_to(timezone.now() + timedelta(hours=2))
    page = signed_in.get(f"/journal/user/{alice.user_id}")
    assert page.status_code == 401
    assert "Your session has ended" in page.content.decode()
    assert signed_in.client.cookies[COOKIE].value == ""
    again = signed_in.get("/")
    assert (again.status_code, "has ended" in again.content.decode()) == (200, False)


def test_signing_out_hides_all_data(signed_in, alice):
    alice.post("/journal", {"date": "2026-03-01", "text": "canary"})
    page = signed_in.get(f"/journal/user/{alice.user_id}")
    assert signed_in.submit(page, "/sign-out").status_code == 200
    for path in (f"/journal/user/{alice.user_id}", f"/journal/user/{alice.user_id}?format=svg"):
        assert signed_in.get(path).status_code == 401
    assert alice.user_id not in signed_in.get("/").content.decode()


def test_a_session_that_ends_leaves_nothing_in_the_browser(signed_in, alice, time_machine):
    page = signed_in.get(f"/journal/user/{alice.user_id}")
    assert "Clear-Site-Data" not in page.headers
    signed_out = signed_in.submit(page, "/sign-out", follow=False)
    assert signed_out.headers["Clear-Site-Data"] == '"cache", "storage"'
    signed_in.sign_in(alice.token)
    time_machine.move_to(timezone.now() + timedelta(hours=2))
    expired = signed_in.get(f"/journal/user/{alice.user_id}")
    assert expired.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_a_link_cannot_sign_out(signed_in, alice):
    signed_in.get("/sign-out")
    assert signed_in.get(f"/journal/user/{alice.user_id}").status_code == 200


def test_signing_in_leads_to_the_page_she_wanted(browser, alice):
    url = f"/journal/user/{alice.user_id}?mood=%F0%9F%98%8C&limit=5"
    page = browser.get(url)
    assert page.status_code == 401
    answer = browser.submit(page, "/sign-in", token=alice.token, follow=False)
    assert (answer.status_code, answer.headers["Location"]) == (303, url)


@pytest.mark.parametrize(
    "url", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_signing_in_never_leads_to_another_host(browser, alice, url):
    answer = browser.submit(browser.get("/"), "/sign-in", token=alice.token, next=url, follow=False)
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("path", ["/sign-in", "/sign-out"])
def test_signing_in_and_out_needs_our_csrf_token(signed_in, alice, path):
    refused = signed_in.post(path, {"token": alice.token}, follow=False)
    assert refused.status_code == 403
    assert signed_in.get(f"/journal/user/{alice.user_id}").status_code == 200


def test_without_the_issuers_keys_she_stays_signed_in_and_can_try_again_later(signed_in, alice):
    with override_settings(OIDC_JWKS_URL="https://127.0.0.1:9/jwks.json"):
        assert signed_in.get("/").status_code == 200
        refused = Browser().sign_in(alice.token)
        assert signed_in.get(f"/journal/user/{alice.user_id}").status_code == 503
    assert refused.status_code == 400
    assert "try again a little later" in refused.content.decode()
    assert signed_in.get(f"/journal/user/{alice.user_id}").status_code == 200


def test_get_of_the_sign_in_address_leads_to_the_home_page(browser):
    assert browser.get("/sign-in").redirect_chain == [("/", 302)]


def test_a_form_that_somebody_else_left_open_has_to_be_sent_again(browser, alice, stranger):
    sign_in = browser.get("/")
    browser.submit(sign_in, "/sign-in", token=alice.token)
    left_open = browser.get("/journal")
    browser.submit(sign_in, "/sign-in", token=stranger.token)
    signing_out = browser.submit(left_open, "/sign-out")
    assert signing_out.status_code == 403
    assert "Go back, reload the page and try again." in signing_out.content.decode()
    refused = browser.submit(left_open, "/journal", text="of Alice")
    assert refused.status_code == 403
    assert "somebody else has signed in since" in refused.content.decode()
    for person in (alice, stranger):
        assert person.get("/journal/user/me").json()["results"] == []
    assert browser.submit(refused, "/journal").status_code == 201
    assert stranger.get("/journal/user/me").json()["results"][0]["text"] == "of Alice"


def test_who_signs_in_again_goes_on_with_an_open_form(browser, alice):
    sign_in = browser.get("/")
    browser.submit(sign_in, "/sign-in", token=alice.token)
    left_open = browser.get("/journal")
    browser.submit(sign_in, "/sign-in", token=alice.token)
    assert browser.submit(left_open, "/journal").status_code == 201
