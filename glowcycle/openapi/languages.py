"""Documents the language of the texts for her, at each address whose answer has some."""

import json
from typing import Any

from glowcycle.api.fields import IN_HER_LANGUAGE
from glowcycle.openapi.headers import header

ACCEPT_LANGUAGE: dict[str, Any] = {
    "name": "Accept-Language",
    "in": "header",
    "description": "The languages of the texts for her: `en`, `es`, `de` or `fr`, or several with "
    "weights, as in RFC 9110. English if none of them is there.",
    "schema": {"type": "string"},
    "example": "de-AT, en;q=0.5",
}


def document_languages(document: dict[str, Any]) -> None:
    """Add parameter and header to each operation that answers in her language: texts, files."""
    texts = {name: json.dumps(schema) for name, schema in document["components"]["schemas"].items()}
    marks = {IN_HER_LANGUAGE, "image/svg+xml", "application/pdf"}
    while (
        found := {f'schemas/{name}"' for name, text in texts.items() if _has(text, marks)} - marks
    ):
        marks |= found
    for methods in document["paths"].values():
        for operation in methods.values():
            answers = [a for s, a in operation["responses"].items() if s.startswith("2")]
            told = [answer for answer in answers if _has(json.dumps(answer), marks)]
            if told:
                operation.setdefault("parameters", []).append(ACCEPT_LANGUAGE)
            for answer in told:
                answer["headers"]["Content-Language"] = header("Content-Language")


def _has(text: str, marks: set[str]) -> bool:
    return any(mark in text for mark in marks)
