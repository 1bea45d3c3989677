"""A form that a browser sends becomes the request that a phone would send.

Besides the fields of a body a form may carry: `_method`, since a browser sends GET and POST alone;
`_etag`, the state of the record that she saw, for If-Match; and `_json`, a body typed by hand.
"""

import json
from collections.abc import Mapping
from io import BytesIO
from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from urllib3.filepost import encode_multipart_formdata

from glowcycle.web import widgets
from glowcycle.web.page_config import Form

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
METHODS = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def is_form(request: HttpRequest) -> bool:
    """Return whether a form was sent."""
    return request.method == "POST" and request.content_type in FORM_TYPES


def as_phone_sends(request: HttpRequest, form: Form | None) -> dict[str, Any]:
    """Return the WSGI environment of that request."""
    sent = request.POST
    method = sent.get("_method", "POST")
    body, content_type = _body(request, form, is_change=method == "PATCH")
    environ = {
        **request.META,
        "REQUEST_METHOD": method if method in METHODS else "POST",
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
    }
    if etag := sent.get("_etag"):
        environ["HTTP_IF_MATCH"] = etag
    return environ


def _body(request: HttpRequest, form: Form | None, *, is_change: bool) -> tuple[bytes, str]:
    if form is None or "_json" in request.POST:
        return request.POST.get("_json", "").encode(), "application/json"
    said = _said(request.POST, form, is_change=is_change)
    if not request.FILES:
        return json.dumps(_nested(said)).encode(), "application/json"
    parts: dict[str, Any] = {name: str(value) for name, value in said.items()}
    for name in request.FILES:
        file = cast("UploadedFile[Any]", request.FILES[name])
        parts[str(name)] = (file.name, file.read(), file.content_type)
    body, content_type = encode_multipart_formdata(parts)
    return body, content_type


def _said(sent: QueryDict, form: Form, *, is_change: bool) -> dict[str, Any]:
    """Return the values by path. A change says what is empty, a new record leaves it out."""
    said = {}
    for one in widgets.of_form(form):
        if is_change and (one.name in form.unchanging or one.kind == "hidden"):
            continue
        value = one.read(sent.getlist(one.name))
        if value is not None or is_change:
            said[one.name] = value
    return said


def _nested(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return {"metrics": {"radiance": 50}} for {"metrics.radiance": 50}."""
    body: dict[str, Any] = {}
    for path, value in said.items():
        *outer, name = path.split(".")
        inner = body
        for step in outer:
            inner = inner.setdefault(step, {})
        inner[name] = value
    return body
