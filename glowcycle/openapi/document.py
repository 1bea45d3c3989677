"""Makes the OpenAPI document. Only a request for it imports this module, which takes 0.2 s."""

from functools import cache
from threading import Lock
from typing import Any

from django.utils.module_loading import autodiscover_modules
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.settings import spectacular_settings

from glowcycle.openapi import (
    fields,
    languages,
    problems,
    service,  # noqa: F401  it documents its addresses
)
from glowcycle.openapi.extensions import COMPONENTS

# The generator replaces our views while it works, so only one may run at a time.
LOCK = Lock()
METHODS = ("get", "post", "put", "patch", "delete")

DESCRIPTION = """
The backend of an app for cycle, mood and skin.

- **JSON** in camelCase, UTF-8, `application/json`; no trailing slash. Unknown fields are refused.
- **Caller**: `Authorization: Bearer <JWT>`; the token's `sub` is your user id, and all data is your
  own. In an address `me` stands for that id.
- **Pages** are `results` with `next` and `nextCursor`. A filter on content runs after the read: a
  page with `next` continues, even if it is short or empty. Only `"next": null` is the end.
- **Repeating** a create with the same id and content gives the same answer; other content is 409.
- **`If-Match`** with an `ETag` makes a change or a delete conditional.
- **Errors** are RFC 9457 problem details with a stable `code`. 429, 502 and 503
  come with `Retry-After`.

Predictions are estimates: neither medical advice nor contraception.
"""

OPTIONS: dict[str, Any] = {
    "TITLE": "Glow Cycle",
    "VERSION": "0.1.0",
    "DESCRIPTION": DESCRIPTION.strip(),
    "OAS_VERSION": "3.1.0",
    "CONTACT": {"name": "The developers of Glow Cycle"},
    "TAGS": [
        {"name": "journal", "description": "Mood, energy and notes of a day or a time."},
        {
            "name": "period",
            "description": "The period log, life stages, and the cycles and predictions from them.",
        },
        {"name": "skin", "description": "Skin scans, typed in or measured on a photo."},
        {"name": "me", "description": "All of your data: consents, export, retention, erasure."},
        {"name": "shared", "description": "What others open by a link of yours, without a token."},
        {"name": "sync", "description": "Synchronisation for a phone that is often offline."},
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
}


def openapi() -> dict[str, Any]:
    """Return the OpenAPI document of every address, as JSON values; generated once.

    It names no server: the request for it says under which address the service is.
    """
    with LOCK:
        return _generate()


@cache
def _generate() -> dict[str, Any]:
    autodiscover_modules("openapi")  # each app documents its addresses and errors there
    components = problems.components()
    components["schemas"] |= COMPONENTS
    spectacular_settings.apply_patches({**OPTIONS, "APPEND_COMPONENTS": components})
    document: dict[str, Any] = SchemaGenerator().get_schema(public=True)
    document["paths"] = {
        path: {method: methods[method] for method in METHODS if method in methods}
        for path, methods in document["paths"].items()
    }
    languages.document_languages(document)
    return document
