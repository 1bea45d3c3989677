"""In a browser, what needs a recent sign-in asks her to sign in again, and then leads there."""

import time

import pytest

from tests.support.tokens import claims, rs256, signed

TOO_LONG_AGO = "You signed in too long ago for this"
NOT_SAID = "does not say when you signed in"


@pytest.fixture
def token_of(alice, issuer_key, settings):
    """Return a function that gives a token of Alice, signed in that many seconds ago."""
    settings.STEP_UP_MINUTES = 10

    def token(seconds):
        said = {} if seconds is None else {"auth_time": int(time.time()) - seconds}
        return signed(claims(alice.user_id, **said), rs256(issuer_key))

    return token


@pytest.mark.parametrize(("seconds", "sentence"), [(3600, TOO_LONG_AGO), (None, NOT_SAID)])
def test_the_export_asks_her_to_sign_in_again(browser, alice, token_of, seconds, sentence):
    browser.sign_in(token_of(seconds))
    page = browser.submit(browser.get("/me/export"), "/me/export")
    assert page.status_code == 401
    assert sentence in page.content.decode()
    assert "Your session has ended" not in page.content.decode()
    assert browser.get(f"/journal/user/{alice.user_id}").status_code == 200
    again = browser.submit(page, "/sign-in", token=token_of(5))
    answer = browser.submit(again, "/me/export")
    assert answer.headers["Content-Type"] == "application/zip"


def test_the_erasure_asks_her_to_sign_in_again_and_keeps_her_word(browser, token_of):
    browser.sign_in(token_of(3600))
    page = browser.submit(browser.get("/me"), "/me", method="DELETE", _confirmation="DELETE")
    assert page.status_code == 401
    assert TOO_LONG_AGO in page.content.decode()
    again = browser.submit(page, "/sign-in", token=token_of(5))
    assert browser.submit(again, "/me", method="DELETE").status_code == 202


def test_a_token_without_the_required_scope_cannot_sign_in(browser, token_of, settings):
    settings.OIDC_REQUIRED_SCOPE = "glowcycle/use"
    page = browser.sign_in(token_of(5))
    assert page.status_code == 400
    assert "sign in again with its full scope" in page.content.decode()
    assert "glowcycle-session" not in browser.client.cookies


def test_a_token_without_auth_time_erases_on_the_page(browser, token_of):
    browser.sign_in(token_of(None))
    page = browser.get("/me")
    begun = browser.submit(page, "/me", method="DELETE", _confirmation="DELETE")
    assert begun.status_code == 202
