"""The document itself. Importing this costs 0.2 s: nothing does, before somebody asks for it."""

from functools import cache
from threading import Lock
from typing import Any

from django.utils.module_loading import autodiscover_modules
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.settings import spectacular_settings

from glowcycle.openapi import (
    fields,
    problems,
    service,  # noqa: F401  registers what they are for
)

# The generator puts its own views in place of ours while it works: one at a time.
MAKING = Lock()
METHODS = ("get", "post", "put", "patch", "delete")

DESCRIPTION = """
The backend that a cycle, mood and skin app stands on.

- **JSON** in camelCase, UTF-8, `application/json`; no trailing slash. Unknown fields are refused.
- **Who**: `Authorization: Bearer <JWT>`; the person is the token's `sub`, and all data is her own.
- **Pages** are `next`, `previous`, `results`. A filter on content runs after the read: a short
  page, even an empty one, with a `next` goes on. Only `"next": null` is the end.
- **Repeating** a create with the same id and content gives the same answer; other content is 409.
- **`If-Match`** with an `ETag` makes a change or a delete conditional.
- **Errors** are RFC 9457 problem details with a stable `code`. 503 comes with `Retry-After`.

Predictions are estimates: neither medical advice nor contraception.
"""

OPTIONS: dict[str, Any] = {
    "TITLE": "Glow Cycle",
    "VERSION": "0.1.0",
    "DESCRIPTION": DESCRIPTION.strip(),
    "OAS_VERSION": "3.1.0",
    # Beside this document, so that it is right behind any host and stage.
    "SERVERS": [{"url": "."}],
    "TAGS": [
        {"name": "journal", "description": "What she wrote of a day or a moment."},
        {"name": "period", "description": "Her period log, and what it tells."},
        {"name": "skin", "description": "Scans of her skin, stated or measured on a photo."},
        {"name": "me", "description": "What belongs to her as a whole."},
        {"name": "sync", "description": "For a phone that is often offline."},
        {"name": "service", "description": "The service itself."},
    ],
    "CAMELIZE_NAMES": True,
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    "POSTPROCESSING_HOOKS": [],
    "PATH_CONVERTER_OVERRIDES": {"record_id": fields.UUID},
    "SORT_OPERATIONS": False,
    "SORT_OPERATION_PARAMETERS": False,
    "AUTHENTICATION_WHITELIST": ["glowcycle.api.authentication.BearerToken"],
    "APPEND_COMPONENTS": problems.components(),
}


def openapi() -> dict[str, Any]:
    """Return the OpenAPI document of every address, as JSON values; made once."""
    with MAKING:
        return _made()


@cache
def _made() -> dict[str, Any]:
    spectacular_settings.apply_patches(OPTIONS)
    autodiscover_modules("openapi")  # each app says what its addresses are for
    document: dict[str, Any] = SchemaGenerator().get_schema(public=True)
    document["paths"] = {
        path: {method: methods[method] for method in METHODS if method in methods}
        for path, methods in document["paths"].items()
    }
    return document
