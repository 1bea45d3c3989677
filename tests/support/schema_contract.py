"""Check each request and answer of a test against the document at /schema.

Every phone of the tests calls `check`. The document must describe the address, method, status,
headers and body of each answer, and must allow each request that the service accepted. Each answer
is checked at once, so a part of the suite checks its part.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

import jsonschema_rs

from glowcycle.openapi.document import openapi

# Statuses that may answer a method which the address does not offer.
BEFORE_THE_METHOD = {400, 401, 403, 404, 405, 406}
# The pages' own addresses, which the API does not document.
OWN = ("glowcycle.web.views", "glowcycle.sandbox.bar")
# Headers that a phone reads: the document must describe each one that is sent.
CHECKED_HEADERS = (
    *("Content-Disposition", "Content-Language", "ETag", "Link", "Location"),
    *("Preference-Applied", "Retry-After", "WWW-Authenticate", "X-Request-Id"),
)
FIRST_ERROR = 400
# What older phones still send, in a form that the document no longer names for this address.
OLDER_FORMS = {("POST", "/skin/analyze", "application/json")}
# Marks the items of a list that get one result each, and fields that the service ignores.
UNCHECKED = {"x-each-by-itself", "x-ignored"}


class Broken(AssertionError):
    """The document and the service disagree."""


def check(method: str, answer: Any, sent: Any = None) -> None:
    """Raise Broken if the document does not describe this answer to this request.

    `sent` is the request body: parsed JSON, the parts of a form by name, or None.
    """
    match = answer.wsgi_request.resolver_match
    if match is None or method == "OPTIONS" or match.func.__module__ in OWN:
        return  # refused before routing, a browser's request, or a page's own address
    path = "/" + re.sub(r"<(?:\w+:)?(\w+)>", _parameter, match.route)
    where = f"{method} {path}: {answer.status_code}"
    try:
        operations = openapi()["paths"][path]
    except KeyError:
        raise Broken(f"{where}: no such address in the document") from None
    operation = operations.get("get" if method == "HEAD" else method.lower())
    if operation is None:
        if answer.status_code not in BEFORE_THE_METHOD:
            raise Broken(f"{where}: no such method in the document")
        return
    _check_answer(where, operation, answer, has_body=method != "HEAD")
    if answer.status_code < FIRST_ERROR:
        _check_query(where, operation, answer.request["QUERY_STRING"])
        form = answer.request.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
        if (method, path, form) not in OLDER_FORMS:
            _check_sent(where, operation, form, sent)


def _check_answer(where: str, operation: Any, answer: Any, *, has_body: bool) -> None:
    response = operation["responses"].get(str(answer.status_code))
    if response is None:
        raise Broken(f"{where}: no such status in the document")
    response = _resolve(response)
    headers = {name: _resolve(header) for name, header in response.get("headers", {}).items()}
    missing = [n for n, header in headers.items() if header.get("required") and n not in answer]
    untold = [name for name in CHECKED_HEADERS if name in answer and name not in headers]
    if missing or untold:
        raise Broken(f"{where}: missing {missing}, undocumented {untold}")
    for name in headers.keys() & answer.headers.keys():
        value = answer.headers[name]
        schema = headers[name]["schema"]
        validate(f"{where}: {name}", schema, int(value) if schema["type"] == "integer" else value)
    if not has_body:
        return
    form = answer.get("Content-Type", "").partition(";")[0]
    forms = response.get("content", {})
    if (form not in forms) if forms else answer.content:
        raise Broken(f"{where}: {form or 'a body'} is not in the document")
    if form.endswith("json"):
        validate(f"{where}: body", forms[form]["schema"], answer.json(), closed=True)


def _check_query(where: str, operation: Any, query: str) -> None:
    parameters = {
        p["name"]: p["schema"] for p in operation.get("parameters", ()) if p["in"] == "query"
    }
    if not parameters:
        return  # this address ignores its query
    for name, value in parse_qsl(query, keep_blank_values=True):
        if name not in parameters:
            raise Broken(f"{where}: accepted the parameter {name}, which is not in the document")
        number = parameters[name].get("type") == "integer"
        validate(f"{where}: accepted {name}", parameters[name], int(value) if number else value)


def _check_sent(where: str, operation: Any, form: str, sent: Any) -> None:
    if "requestBody" not in operation:
        return
    if not form and not operation["requestBody"].get("required"):
        return  # it was sent without a body
    content = operation["requestBody"]["content"].get(form)
    if content is None:
        raise Broken(f"{where}: accepted a body as {form}, which is not in the document")
    validate(f"{where}: accepted body", content["schema"], sent, sent=True)


def validate(
    where: str, schema: Any, value: Any, *, closed: bool = False, sent: bool = False
) -> None:
    """Raise Broken if the value does not match this schema."""
    found = _validator(json.dumps(schema), closed, sent).iter_errors(value)
    if problems := [f"{list(error.instance_path)} {error.message[:200]}" for error in found]:
        raise Broken(f"{where}: {problems[:3]}")


@cache
def _validator(schema: str, closed: bool, sent: bool) -> jsonschema_rs.Draft202012Validator:
    """Return a validator for a schema of the document.

    `closed` forbids undocumented members and values; `sent` allows anything where the service
    does, and where a list has a result for each item.
    """
    components = openapi()["components"]
    if closed:
        components = _closed(components)
    if sent:
        components = json.loads(
            json.dumps(components), object_hook=lambda part: {} if UNCHECKED & part.keys() else part
        )
    with_components = {**json.loads(schema), "components": components}
    return jsonschema_rs.Draft202012Validator(with_components, validate_formats=True)


def _closed(part: Any) -> Any:
    if isinstance(part, list):
        return [_closed(inner) for inner in part]
    if not isinstance(part, Mapping):
        return part
    found = {name: _closed(inner) for name, inner in part.items()}
    if known := found.get("x-extensible-enum"):
        found["enum"] = known
    return {"additionalProperties": False, **found} if "properties" in found else found


def _resolve(part: dict[str, Any]) -> Any:
    """Return the part itself, or the component that it refers to."""
    found: Any = part
    if reference := part.get("$ref"):
        found = openapi()
        for name in reference.removeprefix("#/").split("/"):
            found = found[name]
    return found


def _parameter(match: re.Match[str]) -> str:
    first, *rest = match[1].split("_")
    return "{" + first + "".join(word.capitalize() for word in rest) + "}"
