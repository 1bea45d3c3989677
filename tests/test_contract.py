"""The contract itself: a document that does not tell of what is seen is found out."""

from copy import deepcopy

import pytest

from glowcycle.openapi.document import openapi
from tests.support import schema_contract

ENTRY = {"date": "2026-03-01", "mood": "😌"}


@pytest.fixture
def document(monkeypatch):
    """Return a copy of the document, which the contract reads instead."""
    changed = deepcopy(openapi())
    monkeypatch.setattr(schema_contract, "openapi", lambda: changed)
    schema_contract._validator.cache_clear()
    yield changed
    schema_contract._validator.cache_clear()


def broken():
    return pytest.raises(schema_contract.Broken)


def test_an_address_that_it_does_not_tell_of(alice, document):
    del document["paths"]["/journal"]
    with broken():
        alice.post("/journal", ENTRY)


def test_a_method_that_it_does_not_tell_of(alice, document):
    del document["paths"]["/journal"]["post"]
    with broken():
        alice.post("/journal", ENTRY)


@pytest.mark.parametrize(
    ("status", "body"), [("201", ENTRY), ("400", {}), ("403", {**ENTRY, "userId": "other"})]
)
def test_a_status_that_it_does_not_tell_of(alice, document, status, body):
    del document["paths"]["/journal"]["post"]["responses"][status]
    with broken():
        alice.post("/journal", body)


@pytest.mark.parametrize("header", ["ETag", "Location"])
def test_a_header_that_it_does_not_tell_of(alice, document, header):
    del document["paths"]["/journal"]["post"]["responses"]["201"]["headers"][header]
    with broken():
        alice.post("/journal", ENTRY)


def test_a_header_that_is_not_sent(alice, document):
    promised = {"schema": {"type": "string"}, "required": True}
    document["paths"]["/journal"]["post"]["responses"]["201"]["headers"]["X-New"] = promised
    with broken():
        alice.post("/journal", ENTRY)


def test_a_member_that_it_does_not_tell_of(alice, document):
    del document["components"]["schemas"]["Entry"]["properties"]["mood"]
    with broken():
        alice.post("/journal", ENTRY)


def test_a_member_of_another_type(alice, document):
    document["components"]["schemas"]["Entry"]["properties"]["version"] = {"type": "string"}
    with broken():
        alice.post("/journal", ENTRY)


def test_a_problem_of_another_shape(alice, document):
    del document["components"]["schemas"]["Problem"]["properties"]["errors"]
    with broken():
        alice.post("/journal", {})


def test_a_form_that_it_does_not_tell_of(alice, document):
    del document["paths"]["/skin/user/{userId}"]["get"]["responses"]["200"]["content"][
        "image/svg+xml"
    ]
    with broken():
        alice.get(f"/skin/user/{alice.user_id}?format=svg")


def test_a_body_that_is_accepted_and_should_not_be(alice, document):
    document["components"]["schemas"]["EntryRequest"]["required"] = ["date", "energy"]
    with broken():
        alice.post("/journal", ENTRY)


def test_a_parameter_that_is_accepted_and_not_told_of(alice, document):
    told = document["paths"]["/journal/user/{userId}"]["get"]["parameters"]
    told[:] = [parameter for parameter in told if parameter["name"] != "tag"]
    with broken():
        alice.get(f"/journal/user/{alice.user_id}?tag=sleep")


@pytest.mark.parametrize("method", ["PUT", "OPTIONS"])
def test_a_method_that_nobody_offers_is_no_breach(alice, method):
    assert alice.send(method, "/journal").status_code == 405
