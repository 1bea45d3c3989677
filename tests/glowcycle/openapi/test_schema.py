"""GET /schema and /docs: a valid, complete document that loads nothing from other hosts."""

import re
import subprocess
import sys

import pytest
from django.urls import get_resolver
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.support import schema_contract
from tests.support.problems import assert_problem
from tests.support.sandbox_process import ROOT


@pytest.fixture
def document(nobody):
    answer = nobody.get("/schema")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
    return answer.json()


def operations(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


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
        elif pattern.callback.__module__ != schema_contract.OWN:
            yield pattern


def test_every_operation_has_a_description(document):
    ids = [operation["operationId"] for _, operation in operations(document)]
    assert len(set(ids)) == len(ids)
    for name, operation in operations(document):
        assert operation["summary"], name
        assert operation["description"], name
        assert operation["tags"], name


def test_every_example_matches_its_schema(document):
    checked = 0
    for name, details in operations(document):
        bodies = [details.get("requestBody", {}), *details["responses"].values()]
        bodies += document["components"]["responses"].values()
        for form in (form for body in bodies for form in body.get("content", {}).values()):
            examples = [example["value"] for example in form.get("examples", {}).values()]
            for example in [*examples, *([form["example"]] if "example" in form else [])]:
                schema_contract.validate(f"{name}: example", form["schema"], example, closed=True)
                checked += 1
    assert checked > 30


def test_every_body_has_an_example(document):
    for name, details in operations(document):
        for form, body in details.get("requestBody", {}).get("content", {}).items():
            assert form != "application/json" or body["examples"], name


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
    open_to_all = {name for name, details in operations(document) if "security" not in details}
    assert open_to_all == {
        "get /health",
        "get /schema",
        "get /docs",
        "get /me/receipts/{receiptId}",
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
