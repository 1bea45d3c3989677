"""Signing in and out: whose token is kept, how, and for how long."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import override_settings
from django.utils import timezone

from glowcycle.sandbox.identity import issue_token
from glowcycle.web import session
from tests.support.browser_client import Browser
from tests.support.tokens import FOREIGN, claims, rs256, signed

COOKIE = "glowcycle-session"


def test_a_pasted_token_signs_in_and_leads_to_everything_of_hers(browser, alice):
    page = browser.sign_in(f"  Bearer {alice.token}\n")
    assert page.status_code == 200
    text = page.content.decode()
    for path in ("journal/user", "period/user", "period/cycles", "period/predictions", "skin/user"):
        assert f'href="/{path}/{alice.user_id}"' in text


def test_the_cookie_is_read_by_no_script_sent_by_no_other_site_and_kept_by_no_closed_browser(hers):
    cookie = hers.client.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/")
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    csrf = hers.client.cookies["glowcycle-csrf"]
    assert (csrf["httponly"], csrf["samesite"]) == (True, "Strict")


def test_outside_the_sandbox_the_cookie_travels_over_tls_alone(alice):
    kept = {}
    response = SimpleNamespace(set_signed_cookie=lambda *_, **how: kept.update(how))
    with override_settings(SANDBOX=False):
        session.begin(response, token=alice.token)
    assert kept["secure"] is True


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
def test_a_token_that_is_worth_nothing_is_refused_at_its_field(browser, token):
    page = browser.sign_in(token)
    assert page.status_code == 400
    assert 'id="token-error"' in page.content.decode()
    assert COOKIE not in browser.client.cookies


def test_a_cookie_that_was_tampered_with_is_nobodys(hers, alice, stranger):
    value = hers.client.cookies[COOKIE].value
    hers.client.cookies[COOKIE] = value.replace(alice.token, stranger.token)
    assert stranger.user_id not in hers.get(
        f"/journal/user/{stranger.user_id}"
    ).content.decode().replace(f"/journal/user/{stranger.user_id}", "")
    assert hers.get(f"/journal/user/{stranger.user_id}").status_code == 401


def test_when_the_token_has_expired_every_page_says_so_once_and_forgets_it(
    hers, alice, time_machine
):
    time_machine.move_to(timezone.now() + timedelta(hours=2))
    page = hers.get(f"/journal/user/{alice.user_id}")
    assert page.status_code == 401
    assert "Your session has ended" in page.content.decode()
    assert hers.client.cookies[COOKIE].value == ""
    again = hers.get("/")
    assert (again.status_code, "has ended" in again.content.decode()) == (200, False)


def test_after_signing_out_nothing_of_hers_is_shown(hers, alice):
    alice.post("/journal", {"date": "2026-03-01", "text": "canary"})
    page = hers.get(f"/journal/user/{alice.user_id}")
    assert hers.submit(page, "/sign-out").status_code == 200
    for path in (f"/journal/user/{alice.user_id}", f"/journal/user/{alice.user_id}?format=svg"):
        assert hers.get(path).status_code == 401
    assert alice.user_id not in hers.get("/").content.decode()


def test_a_link_only_does_not_sign_out(hers, alice):
    hers.get("/sign-out")
    assert hers.get(f"/journal/user/{alice.user_id}").status_code == 200


def test_who_signs_in_goes_on_to_the_page_she_wanted(browser, alice):
    wanted = f"/journal/user/{alice.user_id}?mood=%F0%9F%98%8C&limit=5"
    page = browser.get(wanted)
    assert page.status_code == 401
    done = browser.submit(page, "/sign-in", token=alice.token, follow=False)
    assert (done.status_code, done.headers["Location"]) == (303, wanted)


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_nobody_is_sent_elsewhere_after_signing_in(browser, alice, wanted):
    done = browser.submit(
        browser.get("/"), "/sign-in", token=alice.token, next=wanted, follow=False
    )
    assert done.headers["Location"] == "/"


def test_the_demo_person_is_there_in_the_sandbox_alone(browser):
    page = browser.submit(browser.get("/"), "/sign-in", demo="demo")
    assert "Signed in as <b>demo</b>" in page.content.decode()
    other = Browser()
    with override_settings(SANDBOX=False):
        page = other.get("/")
        assert "demo" not in page.content.decode()
        assert other.submit(page, "/sign-in", demo="demo").status_code == 400


@pytest.mark.parametrize("path", ["/sign-in", "/sign-out"])
def test_signing_in_and_out_needs_a_form_of_ours(hers, alice, path):
    refused = hers.post(path, {"token": alice.token}, follow=False)
    assert refused.status_code == 403
    assert hers.get(f"/journal/user/{alice.user_id}").status_code == 200


def test_when_the_issuers_keys_cannot_be_had_she_is_told_to_wait_and_stays_signed_in(hers, alice):
    with override_settings(OIDC_JWKS_URL="https://127.0.0.1:9/jwks.json"):
        assert hers.get("/").status_code == 200
        refused = Browser().sign_in(alice.token)
        assert hers.get(f"/journal/user/{alice.user_id}").status_code == 503
    assert refused.status_code == 400
    assert "try again a little later" in refused.content.decode()
    assert hers.get(f"/journal/user/{alice.user_id}").status_code == 200


def test_the_address_of_the_form_to_sign_in_leads_to_it(browser):
    assert browser.get("/sign-in").redirect_chain == [("/", 302)]
