"""The contract check finds each request or answer that the OpenAPI document does not describe."""

from copy import deepcopy

import pytest

from glowcycle.openapi.document import openapi
from tests.support import schema_contract

ENTRY = {"date": "2026-03-01", "mood": "😌"}


@pytest.fixture
def document(monkeypatch):
    """Return a copy of the document, which the contract check reads instead."""
    changed = deepcopy(openapi())
    monkeypatch.setattr(schema_contract, "openapi", lambda: changed)
    schema_contract._validator.cache_clear()
    yield changed
    schema_contract._validator.cache_clear()


def broken():
    return pytest.raises(schema_contract.Broken)


def test_an_undocumented_address_breaks_the_contract(alice, document):
    del document["paths"]["/journal"]
    with broken():
        alice.post("/journal", ENTRY)


def test_an_undocumented_method_breaks_the_contract(alice, document):
    del document["paths"]["/journal"]["post"]
    with broken():
        alice.post("/journal", ENTRY)


@pytest.mark.parametrize(
    ("status", "body"), [("201", ENTRY), ("400", {}), ("403", {**ENTRY, "userId": "other"})]
)
def test_an_undocumented_status_breaks_the_contract(alice, document, status, body):
    del document["paths"]["/journal"]["post"]["responses"][status]
    with broken():
        alice.post("/journal", body)


@pytest.mark.parametrize("header", ["ETag", "Location"])
def test_an_undocumented_header_breaks_the_contract(alice, document, header):
    del document["paths"]["/journal"]["post"]["responses"]["201"]["headers"][header]
    with broken():
        alice.post("/journal", ENTRY)


def test_a_missing_required_header_breaks_the_contract(alice, document):
    promised = {"schema": {"type": "string"}, "required": True}
    document["paths"]["/journal"]["post"]["responses"]["201"]["headers"]["X-New"] = promised
    with broken():
        alice.post("/journal", ENTRY)


def test_an_undocumented_member_breaks_the_contract(alice, document):
    del document["components"]["schemas"]["JournalEntry"]["properties"]["mood"]
    with broken():
        alice.post("/journal", ENTRY)


def test_a_member_of_another_type_breaks_the_contract(alice, document):
    document["components"]["schemas"]["JournalEntry"]["properties"]["version"] = {"type": "string"}
    with broken():
        alice.post("/journal", ENTRY)


def test_an_unknown_value_of_an_open_enum_breaks_the_contract(alice, document):
    document["components"]["schemas"]["PeriodFlow"]["x-extensible-enum"].remove("heavy")
    with broken():
        alice.post("/period", {"date": "2026-03-01", "flow": "heavy"})


def test_a_problem_of_another_shape_breaks_the_contract(alice, document):
    del document["components"]["schemas"]["Problem"]["properties"]["errors"]
    with broken():
        alice.post("/journal", {})


def test_an_undocumented_content_type_breaks_the_contract(alice, document):
    del document["paths"]["/skin/user/{userId}"]["get"]["responses"]["200"]["content"][
        "image/svg+xml"
    ]
    with broken():
        alice.get(f"/skin/user/{alice.user_id}?format=svg")


def test_an_accepted_invalid_body_breaks_the_contract(alice, document):
    document["components"]["schemas"]["JournalEntryRequest"]["required"] = ["date", "energy"]
    with broken():
        alice.post("/journal", ENTRY)


def test_an_accepted_undocumented_parameter_breaks_the_contract(alice, document):
    parameters = document["paths"]["/journal/user/{userId}"]["get"]["parameters"]
    parameters[:] = [parameter for parameter in parameters if parameter["name"] != "tag"]
    with broken():
        alice.get(f"/journal/user/{alice.user_id}?tag=sleep")


@pytest.mark.parametrize(("method", "status"), [("PUT", 405), ("OPTIONS", 200)])
def test_a_method_that_is_not_documented_keeps_the_contract(alice, method, status):
    assert alice.send(method, "/journal").status_code == status
