"""The bar on the pages of a sandbox: who looks at them, and her data as it was."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from glowcycle.sandbox.people import PEOPLE
from tests.support.browser_client import Browser
from tests.support.sandbox_process import ROOT
from tests.support.stage_environment import DEPLOYED

TODAY = datetime.now(UTC).date()
ADDRESSES = ("person", "travel", "reset")
IN_PRODUCTION = """
import sys, django
django.setup()
from django.test import Client
from django.urls import Resolver404, resolve
for name in ("person", "travel", "reset"):
    try:
        resolve(f"/sandbox/{name}")
    except Resolver404:
        print("absent")
client = Client(headers={"Host": "x.execute-api.eu-west-1.amazonaws.com", "Accept": "text/html"})
client.cookies["glowcycle-day"] = "2031-03-14"
page = client.get("/").content.decode()
print("2031" in page, "sandbox" in page, "demo" in page)
from glowcycle.api.today import travelled_to
print(travelled_to())
print(*(name for name in sys.modules if name.startswith("glowcycle.sandbox")))
"""


def test_the_page_to_sign_in_offers_every_person():
    text = Browser().get("/").content.decode()
    for person in PEOPLE.values():
        assert f'name="person" value="{person.id}"' in text
        assert person.about in text


def test_what_was_typed_can_be_sent_after_choosing_a_person(choose):
    browser = choose("empty")
    page = browser.get("/journal")
    browser.lose_session()
    refused = browser.submit(page, "/journal", text="kept")
    again = browser.submit(refused, "/sandbox/person", person="empty")
    assert "kept" in browser.submit(again, "/journal").content.decode()


@pytest.mark.parametrize(
    ("page", "same"),
    [
        ("/", "/"),
        ("/journal/user/demo?tag=menses", "/journal/user/empty?tag=menses"),
        ("/period/predictions/demo?today=2026-01-01", "/period/predictions/empty"),
        (f"/period/{TODAY}", f"/period/{TODAY}"),
        ("/me/consents", "/me/consents"),
        ("/journal/8d6f1a3e-5a8a-4b7e-9f43-0a4c6b1f2d11", "/journal/user/empty"),
        ("/me/receipts/8d6f1a3e-5a8a-4b7e-9f43-0a4c6b1f2d11", "/"),
        ("/nowhere", "/"),
    ],
)
def test_another_person_sees_her_page_of_the_same_kind(choose, page, same):
    browser = choose("demo")
    after = browser.submit(browser.get(page), "/sandbox/person", person="empty")
    assert after.redirect_chain == [(same, 303)]
    assert "Signed in as <b>empty</b>" in after.content.decode()


@pytest.mark.parametrize(
    "url", ["https://evil.example/", "//evil.example", "/\\evil.example", "//["]
)
def test_no_form_of_the_bar_leads_to_another_host(choose, url):
    browser = choose("demo")
    for form, inputs in (("person", {"person": "empty"}), ("travel", {}), ("reset", {})):
        after = browser.submit(browser.get("/"), f"/sandbox/{form}", next=url, **inputs)
        assert after.redirect_chain == [("/", 303)]


def test_a_reset_leads_back_to_the_page_with_her_first_data(choose):
    browser = choose("empty")
    path = "/period/user/empty"
    browser.submit(browser.get("/period"), "/period", date=str(TODAY), flow="light")
    assert f'href="/period/{TODAY}"' in browser.get(path).content.decode()
    page = browser.submit(browser.get(path), "/sandbox/reset")
    assert page.redirect_chain == [(path, 303)]
    assert f'href="/period/{TODAY}"' not in page.content.decode()


def test_an_erased_person_can_be_chosen_and_brought_back(choose):
    browser = choose("empty")
    browser.submit(browser.get("/me"), "/me", method="DELETE", _confirmation="DELETE")
    browser = choose("empty")
    erased = browser.get("/journal/user/empty")
    assert erased.status_code == 410
    page = browser.submit(erased, "/sandbox/reset")
    assert (page.status_code, page.redirect_chain) == (200, [("/journal/user/empty", 303)])


@pytest.mark.parametrize("form", ADDRESSES)
def test_the_bar_needs_its_own_forms(choose, form):
    browser = choose("empty")
    refused = browser.post(f"/sandbox/{form}", {"person": "demo", "day": "2031-03-14"})
    assert refused.status_code == 403
    assert browser.get(f"/sandbox/{form}").status_code == 405


def test_nobody_else_can_be_chosen_or_reset(choose, alice):
    browser = choose("empty")
    for form in ("person", "reset"):
        refused = browser.submit(browser.get("/"), f"/sandbox/{form}", person=alice.user_id)
        assert refused.status_code == 404


def test_a_stage_has_no_bar_no_such_address_and_no_travel():
    ran = subprocess.run(
        [sys.executable, "-c", IN_PRODUCTION],
        cwd=ROOT,
        env={**DEPLOYED, "QA_PAGES": "on", "DJANGO_SETTINGS_MODULE": "glowcycle.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.splitlines() == [*["absent"] * 3, "False False False", "None", ""]
