"""Turn a form that a browser sends into the request that a phone would send.

Beside the fields of a body a form may carry three values of its own:
`_method`, because browsers send only GET and POST; `_etag`, the version that the page showed, for
If-Match; and `_json`, a whole body typed by hand.
"""

import json
from collections.abc import Mapping
from io import BytesIO
from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from urllib3.filepost import encode_multipart_formdata

from glowcycle.web.page_config import FormConfig
from glowcycle.web.widgets import form_widgets

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
METHODS = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def is_form_submission(request: HttpRequest) -> bool:
    """Return whether the request sends a form."""
    return request.method == "POST" and request.content_type in FORM_TYPES


def api_environ(request: HttpRequest, config: FormConfig | None) -> dict[str, Any]:
    """Return the WSGI environment of the API request."""
    method = request.POST.get("_method", "POST")
    body, content_type = _body(request, config, is_change=method == "PATCH")
    environ = {
        **request.META,
        "REQUEST_METHOD": method if method in METHODS else "POST",
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
    }
    if etag := request.POST.get("_etag"):
        environ["HTTP_IF_MATCH"] = etag
    return environ


def _body(request: HttpRequest, config: FormConfig | None, *, is_change: bool) -> tuple[bytes, str]:
    """Return the body and its content type: JSON, or multipart where the form has a file."""
    if config is None or "_json" in request.POST:
        return request.POST.get("_json", "").encode(), "application/json"
    values = _values(request.POST, config, is_change=is_change)
    if not request.FILES:
        return json.dumps(_nested(values)).encode(), "application/json"
    parts: dict[str, Any] = {path: str(value) for path, value in values.items()}
    for name in request.FILES:
        file = cast("UploadedFile[Any]", request.FILES[name])
        parts[str(name)] = (file.name, file.read(), file.content_type)
    body, content_type = encode_multipart_formdata(parts)
    return body, content_type


def _values(data: QueryDict, config: FormConfig, *, is_change: bool) -> dict[str, Any]:
    """Return the values by path. A change includes empty ones as None; a new record omits them."""
    values = {}
    for widget in form_widgets(config, is_change=is_change):
        value = widget.parse(data.getlist(widget.name))
        if value is not None or is_change:
            values[widget.name] = value
    return values


def _nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return {"metrics": {"radiance": 50}} for {"metrics.radiance": 50}."""
    body: dict[str, Any] = {}
    for path, value in values.items():
        *parents, name = path.split(".")
        target = body
        for parent in parents:
            target = target.setdefault(parent, {})
        target[name] = value
    return body
