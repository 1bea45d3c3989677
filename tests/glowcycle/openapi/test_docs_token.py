"""In the sandbox /docs has a token to try the calls with: in no other stage, for no other site."""

import re

import jwt
import pytest
from django.test import Client

from tests.support.browser_client import Browser
from tests.support.phone import Phone


def token_in(page):
    found = re.search(r'data-token="([^"]+)"', page.content.decode())
    return found and found[1]


def person_of(token):
    return jwt.decode(token, options={"verify_signature": False})["sub"]


def test_it_is_a_valid_token_of_the_demo_person(nobody):
    page = nobody.get("/docs")
    token = token_in(page)
    assert person_of(token) == "demo"
    assert "a token of <b>demo</b>" in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    assert Phone("demo", token).get("/journal/user/me").status_code == 200


def test_it_is_a_token_of_the_person_who_is_signed_in(alice):
    browser = Browser()
    browser.sign_in(alice.token)
    token = token_in(browser.get("/docs"))
    assert person_of(token) == alice.user_id
    assert token != alice.token


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_another_stage_has_none(alice, settings, is_signed_in):
    browser = Browser()
    if is_signed_in:
        browser.sign_in(alice.token)
    settings.SANDBOX = False
    page = browser.get("/docs")
    assert token_in(page) is None
    assert "eyJ" not in page.content.decode()
    assert "paste yours" in page.content.decode()


def test_a_script_of_another_site_gets_none():
    answer = Client().get("/docs", headers={"Origin": "https://evil.example"})
    assert answer.status_code == 200
    assert token_in(answer) is None
