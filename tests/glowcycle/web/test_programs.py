"""Pages change nothing for a program: it sees the same API, whatever it says of itself."""

import subprocess
import sys

import pytest

from tests.support.browser_client import ACCEPT
from tests.support.sandbox_process import environment

FORM = "application/x-www-form-urlencoded"
PROBLEM = "application/problem+json"
LOADED = """
import sys, django
django.setup()
from django.test import Client
for accept in ("*/*", "application/json"):
    Client().get("/health", headers={"Accept": accept})
    Client().get("/journal/user/x", headers={"Accept": accept})
wanted = ("glowcycle.web.browser", "journal.pages", "django.shortcuts", "urllib3.filepost")
print(*(name in sys.modules for name in wanted[:2]))
"""
OFF = """
import django
django.setup()
from django.test import Client
for path in ("/", "/sign-in", "/assets/x/page.css"):
    print(Client().get(path, headers={"Accept": "text/html"}).status_code)
for path in ("/health", "/journal/user/x"):
    print(Client().get(path, headers={"Accept": "text/html"}).status_code)
"""


def run(program, folder, **more):
    settings = {**environment(folder), "DJANGO_SETTINGS_MODULE": "tests.settings", **more}
    ended = subprocess.run(
        [sys.executable, "-c", program], env=settings, capture_output=True, text=True, check=True
    )
    return ended.stdout.split()


def test_a_bearer_token_brings_json_even_where_html_is_asked_for(alice):
    plain = alice.get(f"/journal/user/{alice.user_id}")
    asked = alice.get(f"/journal/user/{alice.user_id}", Accept=ACCEPT)
    assert (asked.status_code, asked.content) == (200, plain.content)
    assert asked.headers["Content-Type"] == "application/json"
    assert alice.get(f"/journal/user/{alice.user_id}", Accept="text/html").status_code == 406


@pytest.mark.parametrize("path", ["/", "/nowhere"])
def test_where_browsers_begin_a_program_finds_nothing(alice, nobody, path):
    for phone in (alice, nobody):
        answer = phone.get(path)
        assert (answer.status_code, answer.headers["Content-Type"]) == (404, PROBLEM)


def test_a_form_is_no_body_for_a_program(alice):
    form = b"date=2026-03-01&_method=DELETE"
    answer = alice.send("POST", "/journal", form, headers={"Content-Type": FORM, "Accept": ACCEPT})
    assert answer.status_code == 415


def test_a_form_cannot_choose_another_method_for_a_program(alice):
    entry = alice.post("/journal", {"date": "2026-03-01"}).headers["Location"]
    for headers in ({"X-HTTP-Method-Override": "DELETE"}, {"Content-Type": FORM}):
        assert alice.send("POST", entry, b"_method=DELETE", headers=headers).status_code == 405
    assert alice.get(entry).status_code == 200


def test_what_serves_browsers_is_loaded_by_no_other_request(tmp_path):
    assert run(LOADED, tmp_path) == ["False", "False"]


def test_where_pages_are_off_there_are_none_and_html_is_not_acceptable(tmp_path):
    statuses = run(OFF, tmp_path, QA_PAGES="off")
    assert statuses == ["404", "404", "404", "406", "406"]
