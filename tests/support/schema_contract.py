"""What the document at /schema promises, held against each request and answer of a test.

Every phone of the tests checks itself here, so whatever the suite sees is documented: the address,
the method, the status, the headers, the shape of the body; and a request that was accepted is one
that the document allows. Nothing is collected, so a part of the suite checks its part.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

import jsonschema_rs

from glowcycle.openapi.document import openapi

# What may be said of a method that an address does not have, besides 405.
BEFORE_THE_METHOD = {400, 401, 403, 404, 405, 406}
# The pages' own addresses, which are none of the API.
OWN = "glowcycle.web.views"
# Headers that mean something to a phone: where one is sent, it is documented.
TOLD = ("Content-Disposition", "ETag", "Location", "Retry-After", "WWW-Authenticate")
FIRST_ERROR = 400
# What should be in a list whose elements are answered one by one.
BY_ITSELF = "x-each-by-itself"


class Broken(AssertionError):
    """The document and the service disagree."""


def check(method: str, answer: Any, sent: Any = None) -> None:
    """Raise Broken where the document does not tell of this answer to this request.

    `sent` is what the body said: parsed JSON, the parts of a form by name, or None.
    """
    match = answer.wsgi_request.resolver_match
    if match is None or method == "OPTIONS" or match.func.__module__ == OWN:
        return  # refused before there was an address, asked by a browser, or a page's own
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
        _check_sent(where, operation, answer.request.get("CONTENT_TYPE", ""), sent)


def _check_answer(where: str, operation: Any, answer: Any, *, has_body: bool) -> None:
    told = operation["responses"].get(str(answer.status_code))
    if told is None:
        raise Broken(f"{where}: no such status in the document")
    told = _resolve(told)
    headers = {name: _resolve(header) for name, header in told.get("headers", {}).items()}
    missing = [n for n, header in headers.items() if header.get("required") and n not in answer]
    untold = [name for name in TOLD if name in answer and name not in headers]
    if missing or untold:
        raise Broken(f"{where}: missing {missing}, undocumented {untold}")
    for name in headers.keys() & answer.headers.keys():
        value = answer.headers[name]
        schema = headers[name]["schema"]
        validate(f"{where}: {name}", schema, int(value) if schema["type"] == "integer" else value)
    if not has_body:
        return
    form = answer.get("Content-Type", "").partition(";")[0]
    forms = told.get("content", {})
    if (form not in forms) if forms else answer.content:
        raise Broken(f"{where}: {form or 'a body'} is not in the document")
    if form.endswith("json"):
        validate(f"{where}: body", forms[form]["schema"], answer.json(), closed=True)


def _check_query(where: str, operation: Any, query: str) -> None:
    told = {p["name"]: p["schema"] for p in operation.get("parameters", ()) if p["in"] == "query"}
    if not told:
        return  # this address does not read its query
    for name, value in parse_qsl(query, keep_blank_values=True):
        if name not in told:
            raise Broken(f"{where}: accepted the parameter {name}, which is not in the document")
        number = told[name].get("type") == "integer"
        validate(f"{where}: accepted {name}", told[name], int(value) if number else value)


def _check_sent(where: str, operation: Any, content_type: str, sent: Any) -> None:
    if "requestBody" not in operation:
        return
    form = content_type.partition(";")[0].strip().lower()
    told = operation["requestBody"]["content"].get(form)
    if told is None:
        raise Broken(f"{where}: accepted a body as {form}, which is not in the document")
    validate(f"{where}: accepted body", told["schema"], sent, sent=True)


def validate(
    where: str, schema: Any, value: Any, *, closed: bool = False, sent: bool = False
) -> None:
    """Raise Broken where the value is not what a part of the document says."""
    found = _validator(json.dumps(schema), closed, sent).iter_errors(value)
    if problems := [f"{list(error.instance_path)} {error.message[:200]}" for error in found]:
        raise Broken(f"{where}: {problems[:3]}")


@cache
def _validator(schema: str, closed: bool, sent: bool) -> jsonschema_rs.Draft202012Validator:
    """Return what validates against a part of the document.

    Closed, an object has no more than is told; sent, what is answered by itself may be anything.
    """
    components = openapi()["components"]
    if closed:
        components = _closed(components)
    if sent:
        components = json.loads(
            json.dumps(components), object_hook=lambda part: {} if BY_ITSELF in part else part
        )
    whole = {**json.loads(schema), "components": components}
    return jsonschema_rs.Draft202012Validator(whole, validate_formats=True)


def _closed(part: Any) -> Any:
    if isinstance(part, list):
        return [_closed(inner) for inner in part]
    if not isinstance(part, Mapping):
        return part
    found = {name: _closed(inner) for name, inner in part.items()}
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
