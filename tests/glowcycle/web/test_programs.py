"""Pages change nothing for programs: they get the same API, whatever they accept."""

import subprocess
import sys

import pytest

from tests.support.browser_client import ACCEPT
from tests.support.sandbox_process import environment

FORM = "application/x-www-form-urlencoded"
PROBLEM = "application/problem+json"
LOADED_MODULES = """
import sys, django
django.setup()
from django.test import Client
for accept in ("*/*", "application/json"):
    Client().get("/health", headers={"Accept": accept})
    Client().get("/journal/user/x", headers={"Accept": accept})
print(*(name in sys.modules for name in ("glowcycle.web.browser", "journal.pages")))
"""
PAGES_OFF = """
import django
django.setup()
from django.test import Client
for path in ("/", "/sign-in", "/assets/x/page.css"):
    print(Client().get(path, headers={"Accept": "text/html"}).status_code)
for path in ("/health", "/journal/user/x"):
    print(Client().get(path, headers={"Accept": "text/html"}).status_code)
"""


def run(program, folder, **variables):
    settings = {**environment(folder), "DJANGO_SETTINGS_MODULE": "tests.settings", **variables}
    process = subprocess.run(
        [sys.executable, "-c", program], env=settings, capture_output=True, text=True, check=True
    )
    return process.stdout.split()


def test_a_request_with_a_bearer_token_gets_json_even_if_it_accepts_html(alice):
    plain = alice.get(f"/journal/user/{alice.user_id}")
    answer = alice.get(f"/journal/user/{alice.user_id}", Accept=ACCEPT)
    assert (answer.status_code, answer.content) == (200, plain.content)
    assert answer.headers["Content-Type"] == "application/json"
    assert alice.get(f"/journal/user/{alice.user_id}", Accept="text/html").status_code == 406


@pytest.mark.parametrize("path", ["/", "/nowhere"])
def test_the_home_page_does_not_exist_for_programs(alice, nobody, path):
    for phone in (alice, nobody):
        answer = phone.get(path)
        assert (answer.status_code, answer.headers["Content-Type"]) == (404, PROBLEM)


def test_the_api_refuses_a_form_as_a_body(alice):
    form = b"date=2026-03-01&_method=DELETE"
    answer = alice.send("POST", "/journal", form, headers={"Content-Type": FORM, "Accept": ACCEPT})
    assert answer.status_code == 415


def test_the_api_ignores_method_overrides(alice):
    entry = alice.post("/journal", {"date": "2026-03-01"}).headers["Location"]
    for headers in ({"X-HTTP-Method-Override": "DELETE"}, {"Content-Type": FORM}):
        assert alice.send("POST", entry, b"_method=DELETE", headers=headers).status_code == 405
    assert alice.get(entry).status_code == 200


def test_requests_of_programs_load_no_page_modules(tmp_path):
    assert run(LOADED_MODULES, tmp_path) == ["False", "False"]


def test_without_pages_html_is_not_acceptable(tmp_path):
    statuses = run(PAGES_OFF, tmp_path, QA_PAGES="off")
    assert statuses == ["404", "404", "404", "406", "406"]
