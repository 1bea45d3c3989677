"""GET /schema and /docs: a valid, complete document that loads nothing from other hosts."""

import re
import subprocess
import sys

import pytest
from django.test import Client
from django.urls import get_resolver
from openapi_spec_validator import OpenAPIV31SpecValidator

from glowcycle.openapi.document import openapi
from tests.support import schema_contract
from tests.support.openapi_document import bodies, operations
from tests.support.problems import assert_problem
from tests.support.sandbox_process import ROOT


@pytest.fixture
def document(nobody):
    answer = nobody.get("/schema")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
    return answer.json()


def test_it_is_valid_openapi(document):
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []


def test_every_route_is_documented(document):
    routes = {str(p.pattern) for p in _flat(get_resolver().url_patterns)}
    documented = {re.sub("{.+?}", "<>", path[1:]) for path in document["paths"]}
    assert {re.sub("<.+?>", "<>", route) for route in routes} == documented


def _flat(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _flat(pattern.url_patterns)
        elif pattern.callback.__module__ not in schema_contract.OWN:
            yield pattern


def test_every_operation_has_a_description(document):
    ids = [operation["operationId"] for _, operation in operations(document)]
    assert len(set(ids)) == len(ids)
    for name, operation in operations(document):
        assert operation["summary"], name
        assert operation["description"], name
        assert operation["tags"], name


def test_every_example_matches_its_schema(document):
    for name, form in bodies(document):
        if form["schema"].get("format") == "binary":
            continue  # JSON cannot hold one
        examples = [example["value"] for example in form.get("examples", {}).values()]
        assert examples, name
        for example in examples:
            schema_contract.validate(f"{name}: example", form["schema"], example, closed=True)


def test_every_parameter_has_an_example(document):
    for name, details in operations(document):
        for parameter in details.get("parameters", ()):
            where = f"{name}: {parameter['name']}"
            assert "example" in parameter, where
            schema_contract.validate(where, parameter["schema"], parameter["example"])


def test_the_document_generator_is_loaded_on_demand():
    program = (
        "import sys, glowcycle.wsgi, glowcycle.urls;"
        "print([name for name in sys.modules if name.startswith('drf_spectacular.')])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True, cwd=ROOT
    )
    assert ran.stdout.strip() == "[]"


def test_exactly_the_personal_routes_need_a_token(document):
    open_to_all = {name for name, details in operations(document) if details["security"] == []}
    assert open_to_all == {
        "get /health",
        "get /schema",
        "get /docs",
        "get /me/receipts/{receiptId}",
        "get /calendar/{calendarSecret}.ics",
        "get /shared/{secret}",
        "post /shared/{secret}",
        "get /shared/{secret}/report.pdf",
    }


@pytest.mark.parametrize("accept", ["text/html", "application/json", "nonsense"])
def test_schema_and_docs_ignore_the_accept_header(nobody, accept):
    assert nobody.get("/schema", Accept=accept).status_code == 200
    assert nobody.get("/docs", Accept=accept).headers["Content-Type"].startswith("text/html")


def test_the_docs_page_uses_no_other_host_and_no_inline_script(nobody):
    answer = nobody.get("/docs")
    page = answer.content.decode()
    assert not re.search(r"https?://|//[a-z]|\son[a-z]+=|style=|<style", page)
    assert re.findall(r"<script(?![^>]* src=)", page) == []
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy


def test_the_files_of_the_docs_page_exist(nobody):
    page = nobody.get("/docs").content.decode()
    loaded = re.findall(r'(?:src|href)="(/assets/[^"]+)"', page)
    assert len(loaded) == 5
    for path in loaded:
        assert nobody.get(path).status_code == 200, path


@pytest.mark.parametrize("path", ["/schema", "/docs"])
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_a_stage_without_pages_has_no_schema_and_docs(alice, settings, path, method):
    settings.QA_PAGES = False
    assert_problem(alice.send(method, path), 404, "not_found")


@pytest.mark.parametrize("path", ["/schema", "/docs"])
def test_an_invalid_token_is_ignored(nobody, path):
    assert nobody.get(path, Authorization="Bearer nonsense").status_code == 200


@pytest.mark.parametrize(
    ("path", "secure", "server"),
    [
        ("", False, "http://testserver"),
        ("", True, "https://testserver"),
        ("/dev", True, "https://testserver/dev"),
    ],
)
def test_it_names_the_absolute_address_that_answers(path, secure, server):
    answer = Client().get("/schema", secure=secure, SCRIPT_NAME=path)
    assert answer.json()["servers"] == [{"url": server}]
    assert "servers" not in openapi()


def test_a_host_that_is_not_allowed_is_not_named():
    answer = Client().get("/schema", headers={"host": "evil.test"})
    assert answer.status_code == 400
    assert b"evil" not in answer.content
