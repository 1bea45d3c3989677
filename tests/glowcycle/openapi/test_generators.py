"""The rules that let each client generator make types of the whole document."""

import builtins
import json
import re
from collections import Counter

import pytest

from glowcycle.openapi.document import openapi
from glowcycle.openapi.enums import name_enums
from skin.domain.measurement import QUALITY_ISSUES
from tests.support.openapi_document import bodies, operations, schemas
from tests.support.sandbox_process import ROOT

# Names of one word that no standard library has.
OWN_WORDS = {"Consent", "Problem"}
TYPES = {"string", "number", "integer", "boolean", "array", "object"}
NULL = {"type": "null"}
# Documents of other specifications, of which no phone makes types.
UNTYPED = {"OpenApiDocument", "FhirDocument"}


@pytest.fixture(scope="module")
def document():
    return openapi()


@pytest.fixture(scope="module")
def components(document):
    return document["components"]["schemas"]


def names_in(part):
    return re.findall(r'"\$ref": "#/components/schemas/(\w+)"', json.dumps(part))


def used_by(document, parts):
    """Return the names of the components that the parts need, directly or not."""
    found, waiting = set(), names_in(parts)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += names_in(document["components"]["schemas"][name])
    return found


def test_no_component_has_the_name_of_a_library(components):
    """Swift has Result and Operation, Kotlin and Java have Entry and Period, Dart has late."""
    for name in components:
        assert re.fullmatch("([A-Z][a-z]+)+", name), name
        assert len(re.findall("[A-Z]", name)) > 1 or name in OWN_WORDS, name
        assert not hasattr(builtins, name), name


def test_no_component_has_the_name_of_a_member_of_its_own(document):
    """In Python's client both would be one variable of the function that reads the object."""
    for name, schema in document["components"]["schemas"].items():
        assert name.lower() not in {member.lower() for member in schema.get("properties", {})}, name


def test_the_names_of_operations_are_names_of_methods(document):
    ids = [operation["operationId"] for _, operation in operations(document)]
    assert [name for name in ids if not re.fullmatch("[a-z]+([A-Z][a-z]+)*", name)] == []
    assert Counter(ids).most_common(1)[0][1] == 1


def test_a_choice_is_only_between_a_reference_and_null(document):
    """Of other choices generators make an empty class, or the last choice for all."""
    for place, schema in schemas(document):
        assert not {"anyOf", "allOf", "not", "if"} & schema.keys(), place
        if "oneOf" in schema:
            reference, null = schema["oneOf"]
            assert (list(reference), null) == (["$ref"], NULL), place
            assert not {"type", "enum", "properties"} & schema.keys(), place


def test_every_schema_has_one_type(document):
    for place, schema in schemas(document):
        if "$ref" in schema or "oneOf" in schema or schema == NULL:
            continue
        types = schema.get("type")
        kind, *others = types if isinstance(types, list) else [types]
        assert kind in TYPES, place
        assert others in ([], ["null"]), place
        assert kind != "array" or schema["items"], place
        if kind == "object" and place not in UNTYPED:
            assert schema.get("properties") or schema.get("additionalProperties"), place
            assert schema.get("additionalProperties") is not True, place


def test_no_schema_with_fields_or_values_is_without_a_name(document, components):
    for place, schema in schemas(document):
        if {"properties", "enum", "x-extensible-enum"} & schema.keys():
            assert place in components, place
    for place, form in bodies(document):
        assert not place.endswith("json") or list(form["schema"]) == ["$ref"], place


def test_no_two_components_are_the_same(components):
    shapes = Counter(
        json.dumps({n: p for n, p in schema.items() if n != "description"}, sort_keys=True)
        for schema in components.values()
    )
    assert shapes.most_common(1)[0][1] == 1, shapes.most_common(1)


def test_an_enum_is_closed_in_requests_and_open_in_answers(document, components):
    forms = list(bodies(document))
    sent = [form["schema"] for place, form in forms if ": body " in place]
    for _, operation in operations(document):
        sent += operation.get("parameters", ())
    answered = [form["schema"] for place, form in forms if ": body " not in place]
    enums = {name for name in components if "enum" in components[name]}
    open_enums = {name for name in components if "x-extensible-enum" in components[name]}
    assert enums
    assert open_enums
    assert not enums & used_by(document, answered)
    # The only parts of answers in requests are those that the service ignores.
    taken = json.loads(
        json.dumps(document), object_hook=lambda part: {} if "x-ignored" in part else part
    )
    assert not open_enums & used_by(taken, sent)


def test_a_form_has_no_null(document, components):
    """A client writes it as the word None or null, which is another text."""
    forms = [form for place, form in bodies(document) if place.endswith("multipart/form-data")]
    assert forms
    for name in used_by(document, forms):
        for member, schema in components[name].get("properties", {}).items():
            assert "null" not in schema.get("type", ()), (name, member)
            assert NULL not in schema.get("oneOf", ()), (name, member)


def test_every_component_is_used(document):
    text = json.dumps(document)
    for kind, members in document["components"].items():
        for name in members:
            used = f'"#/components/{kind}/{name}"' in text or kind == "securitySchemes"
            assert used, (kind, name)


def test_every_operation_has_the_errors_that_may_come_before_it(document):
    """Those of the gateway too: without them a client has no type for what a bad network brings."""
    for name, operation in operations(document):
        assert {"400", "429", "500", "504"} <= operation["responses"].keys(), name


def test_every_code_of_a_problem_is_known(document, components):
    known = components["ProblemCode"]["x-extensible-enum"]
    responses = document["components"]["responses"].values()
    for response in responses:
        examples = response["content"]["application/problem+json"]["examples"]
        assert examples.keys() <= set(known)
    page = (ROOT / "docs" / "api.md").read_text()
    errors = page.partition("## Errors")[2].partition("\n## ")[0]
    explained = " ".join(re.findall(r"^\| [0-9, ]+ \| ([^|]+)", errors, re.MULTILINE))
    assert set(known) == set(re.findall("`([a-z_]+)`", explained))


def test_fields_that_the_service_ignores_have_the_type_of_the_answer(components):
    for name in ("JournalEntry", "PeriodDay", "SkinScan", "RetentionChoice", "RestrictionChoice"):
        sent = components[f"{name}Request"]["properties"]
        ignored = {field for field, schema in sent.items() if schema.get("x-ignored")}
        assert ignored, name
        for field in ignored:
            answered = components[name]["properties"][field]
            assert names_in(sent[field]) == names_in(answered), (name, field)
            assert sent[field].get("format") == answered.get("format"), (name, field)


@pytest.mark.parametrize(("flat", "suffix"), [("SyncRecord", ""), ("SyncRecordRequest", "Request")])
def test_a_record_of_sync_has_the_fields_of_every_kind(components, flat, suffix):
    fields = components[flat]["properties"]
    for name in ("JournalEntry", "PeriodDay", "SkinScan"):
        assert components[name + suffix]["properties"].keys() <= fields.keys()
    assert "required" not in components[flat]


@pytest.mark.usefixtures("document")
def test_two_names_for_one_enum_are_refused():
    with pytest.raises(ValueError, match="PhotoIssue"):
        name_enums(Another=[*QUALITY_ISSUES][::-1])
