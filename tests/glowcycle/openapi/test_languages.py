"""The document says where an answer has a text for her, and in which languages."""

import json

from django.conf import settings

from glowcycle.openapi.document import openapi

HEADER = "Content-Language"


def spoken():
    """Return the operations that take Accept-Language."""
    return {
        operation["operationId"]: operation
        for methods in openapi()["paths"].values()
        for operation in methods.values()
        if any(p["name"] == "Accept-Language" for p in operation.get("parameters", ()))
    }


def test_each_address_with_a_text_or_a_picture_takes_a_language():
    assert set(spoken()) >= {
        *("getPredictions", "listCycles", "listAccesses"),
        *("listConsents", "getConsent", "giveConsent"),
        *("analyze", "getScan", "listScans", "listJournal", "listDays"),
        *("listChanges", "applyOperations"),
    }


def test_the_parameter_names_each_language():
    for operation in spoken().values():
        [parameter] = [p for p in operation["parameters"] if p["name"] == "Accept-Language"]
        assert all(f"`{code}`" in parameter["description"] for code, _ in settings.LANGUAGES)


def test_an_address_without_a_text_for_her_takes_none():
    assert not {"addEntry", "getEntry", "addDay", "getRetention", "health"} & set(spoken())


def test_their_answers_and_all_errors_may_name_the_language():
    for name, operation in spoken().items():
        answers = [a for status, a in operation["responses"].items() if status.startswith("2")]
        assert any(HEADER in answer["headers"] for answer in answers), name
    for response in openapi()["components"]["responses"].values():
        assert HEADER in response["headers"]


def test_the_document_is_english_whoever_asks_first(alice):
    told = json.dumps(alice.get("/schema", **{"Accept-Language": "de"}).json())
    assert "Your photo could not be analysed." in told
