"""Make the request of a browser say what the request of a program would say.

A browser sends only GET and POST, and no headers of the page's choice. So a form names the method
and such headers in inputs of its own, the controls, and its parser makes JSON values of the rest.
"""

import re
from collections.abc import Iterable
from typing import Any, cast
from urllib.parse import parse_qsl, urlencode

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.http.request import HttpHeaders
from django.utils.encoding import iri_to_uri

from glowcycle.api.parsers import MAX_BYTES, MAX_FILE_BYTES
from glowcycle.web.exchange.panel import CONTROLS
from glowcycle.web.forms.parser import FormParser
from glowcycle.web.renderer import PageRenderer

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
BLANK = re.compile("=(&|$)")
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
# A form to change a record holds each value twice.
MAX_CHARACTERS = 2 * MAX_BYTES


def mark(request: HttpRequest) -> None:
    """Let the request be answered by a page, unless it chooses a form of answer by `format`.

    Raise RequestDataTooBig for a form that the API would refuse for its size.
    """
    request.encoding = "utf-8"  # as browsers send the forms of our pages, whatever this one names
    query = request.META.get("QUERY_STRING", "")
    if BLANK.search(query):  # browsers also send the inputs left empty
        query = urlencode(parse_qsl(query, encoding="latin-1"), encoding="latin-1")
        request.META["QUERY_STRING"] = query
    if "format" in request.GET:
        return
    request.META["HTTP_ACCEPT"] = "*/*"  # what a browser accepts is for the page
    request.page = PageRenderer  # type: ignore[attr-defined]  # set here
    if request.method == "POST" and request.content_type in FORM_TYPES:
        _move_controls(request)


def _check_size(request: HttpRequest) -> None:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MAX_FILE_BYTES + MAX_BYTES:
        raise RequestDataTooBig
    files = cast("Iterable[UploadedFile[Any]]", request.FILES.values())
    if any((file.size or 0) > MAX_FILE_BYTES for file in files):
        raise RequestDataTooBig
    if sum(len(text) for _, texts in request.POST.lists() for text in texts) > MAX_CHARACTERS:
        raise RequestDataTooBig


def _move_controls(request: HttpRequest) -> None:
    _check_size(request)
    fields = request.POST.copy()
    if "_query" in fields:
        request.META["QUERY_STRING"] = iri_to_uri(fields.pop("_query")[-1].strip())
        del request.GET  # a cache
    for control, header in {**CONTROLS, "csrfmiddlewaretoken": "X-CSRFToken"}.items():
        if value := fields.pop(control, [""])[-1].strip():
            request.META[str(HttpHeaders.to_wsgi_name(header))] = value
    method = fields.pop("_method", ["POST"])[-1]
    if method in METHODS:
        request.method = request.META["REQUEST_METHOD"] = method
    request.form_parser = FormParser(fields, sent=request.POST)  # type: ignore[attr-defined]  # set here
    # REST framework takes the fields of a form with a file as they are.
    for name in [name for name, value in fields.items() if not value]:
        del fields[name]
    request.POST = fields  # type: ignore[assignment]  # the stubs know immutable ones only
