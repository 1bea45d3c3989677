"""The request and answer of a page as a program would send and get them, and how to send again."""

import time
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from glowcycle.api.parsers import MAX_BYTES
from glowcycle.api.today import TRAVEL_COOKIE, travelled_to
from glowcycle.web import session
from glowcycle.web.answer import NOT_ALLOWED, Answer
from glowcycle.web.exchange import curl, json_markup

# Headers that change an answer, by the control of a form that says them.
CONTROLS = {
    "_accept": "Accept",
    "_if_match": "If-Match",
    "_if_none_match": "If-None-Match",
    "_idempotency_key": "Idempotency-Key",
}
TEXTS = ("text/", "image/svg+xml")
FORMATS = {"text/csv": "csv", "image/svg+xml": "svg"}
CHANGES = {"PUT", "PATCH", "DELETE"}
# A page shows at most this many characters of a body.
SHOWN = 20_000
BODY_FILE = "body.json"


def exchange_panel(request: HttpRequest, answer: Answer, *, start: str) -> dict[str, Any]:
    """Return what the panel shows. `start` is JSON to begin a body with, where none was sent."""
    sent = _request(request)
    is_write_only = answer.status == NOT_ALLOWED and request.method == "GET"
    started: float = request.started  # type: ignore[attr-defined]  # by RequestLog
    return {
        **sent,
        **_answer(request, answer),
        **_next_request(request, answer, sent, start=start, is_write_only=is_write_only),
        "milliseconds": round((time.perf_counter() - started) * 1000),
        # After an error, and after any form.
        "is_open": (answer.is_problem and not is_write_only) or hasattr(request, "form_parser"),
    }


def _request(request: HttpRequest) -> dict[str, Any]:
    """Return what a program sends: headers, and the JSON text or the fields beside a file."""
    files: Any = [*request.FILES.items()]  # the stubs say lists
    parser = getattr(request, "form_parser", None)
    text = parser.json_text(request) if parser and not files else ""
    fields: Any = [*request.POST.items()] if files else []
    headers = _headers(request)
    is_cut = len(text) > SHOWN
    # The page of an export only looks for it, as HEAD does for a program.
    method = getattr(request, "method_of_program", request.method) or ""
    content_type = "multipart/form-data" if files else "application/json" if text else None
    return {
        "method": method,
        "headers": {**headers, "Content-Type": content_type} if content_type else headers,
        "json": text,
        "shown_json": text[:SHOWN],
        "is_cut": is_cut,
        "fields": fields,
        "files": files,
        "curl": curl.command(
            method,
            request.build_absolute_uri(),
            {**headers, "Content-Type": "application/json"} if text else headers,
            body=text,
            body_file=BODY_FILE if is_cut else "",
            fields=fields,
            files=[(name, f.name or "", f.content_type or "") for name, f in files],
        ),
    }


def _headers(request: HttpRequest) -> dict[str, str]:
    """Return the headers of a program, with the place of the token instead of it."""
    headers = {"Authorization": "Bearer $TOKEN"} if session.current(request) else {}
    names = ("Accept-Language", *CONTROLS.values())
    headers |= {name: request.headers[name] for name in names if request.headers.get(name)}
    if day := travelled_to():  # by a cookie of the sandbox
        headers["Cookie"] = f"{TRAVEL_COOKIE}={day}"
    return headers


def _answer(request: HttpRequest, answer: Answer) -> dict[str, Any]:
    """Return the headers and the body of the answer, marked up, and a note about the body."""
    origin = request.build_absolute_uri("/")[:-1]
    is_json, content_type = answer.data is not None, answer.headers.get("Content-Type", "")
    media_type = content_type.partition(";")[0]
    text = answer.content.decode() if is_json or content_type.startswith(TEXTS) else ""
    size, shown = len(answer.content), text[:SHOWN]
    if not size:
        note = "The answer has no body."
    elif not text:
        note = f"The body is no text: {content_type}, {size:,} bytes."
    elif len(text) > SHOWN:
        note = f"The first {SHOWN:,} of {len(text):,} characters."
    else:
        note = f"{media_type}, {size:,} bytes."
    query = request.GET.copy()
    query.setdefault("format", FORMATS.get(media_type, "json"))
    return {
        "got": [(n, json_markup.linked(v, origin=origin)) for n, v in answer.headers.items()],
        "note": note,
        "body": json_markup.mark(shown, origin=origin) if is_json else shown,
        "raw_query": query.urlencode() if size and request.method == "GET" else "",
    }


def _next_request(
    request: HttpRequest,
    answer: Answer,
    sent: Mapping[str, Any],
    *,
    start: str,
    is_write_only: bool,
) -> dict[str, Any]:
    """Return what the form to send again begins with."""
    # A browser would show no page of an answer to HEAD.
    offered = [*filter(None, answer.allowed_methods), request.method]
    methods = [name for name in dict.fromkeys(offered) if name != "HEAD"]
    parser = getattr(request, "form_parser", None)
    text = sent["json"] or (parser.typed_json if parser else "")
    etag = answer.headers.get("ETag", "") if CHANGES & {*methods} else ""
    values = {"If-Match": etag, **sent["headers"]}
    return {
        "methods": methods,
        "chosen": methods[0] if is_write_only else request.method,
        "controls": [(c, name, values.get(name, "")) for c, name in CONTROLS.items()],
        # The whole, if the API would read it.
        "next_json": (text if len(text) <= MAX_BYTES else "") or start,
    }
