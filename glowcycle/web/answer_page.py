"""The page of one API answer: its data for a person to read, with its links and forms."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.module_loading import import_string
from rest_framework.request import Request
from rest_framework.views import APIView

from glowcycle.api.authentication import caller_id
from glowcycle.api.step_up import RecentSignInNeeded
from glowcycle.charts.figures import figure
from glowcycle.errors import GlowCycleError, Unreadable
from glowcycle.web import session
from glowcycle.web.answer import NOT_ALLOWED, Answer
from glowcycle.web.exchange.panel import exchange_panel
from glowcycle.web.filters import find_filters
from glowcycle.web.forms.confirmation import NotConfirmed
from glowcycle.web.forms.conflicts import find_conflicts, repeat
from glowcycle.web.forms.page_forms import PageForm, page_forms, query_form
from glowcycle.web.humanize import summarize, value_at
from glowcycle.web.navigation import parent_url, related_pages
from glowcycle.web.page_config import DeleteConfig, PageConfig
from glowcycle.web.page_registry import page_config
from glowcycle.web.page_response import render_page
from glowcycle.web.sign_in_page import UNAUTHENTICATED, sign_in_page
from glowcycle.web.tables import Table, build_table

ACCEPTED = 202
# A browser shows no body with these, so their pages have 200, as those of REST framework have.
WITHOUT_BODY = (204, 304)


def page_of_answer(
    request: HttpRequest, answer: Answer, *, drawn: Any = None, view: APIView | None = None
) -> HttpResponse:
    """Return the page of the answer; the sign-in page for 401.

    `drawn` are the members that the answer's picture is drawn from.
    """
    if answer.status == UNAUTHENTICATED:
        # She is still signed in, but has to do it again for this.
        is_step_up = answer.problem_code == RecentSignInNeeded.code
        error = answer.data["detail"] if is_step_up else ""
        return sign_in_page(request, status=UNAUTHENTICATED, error=error)
    config = page_config(request.resolver_match)
    if request.method == "OPTIONS":  # its answer is no record
        config = PageConfig(title=config.title, parent=config.parent)
    problem = answer.data if answer.is_problem else None
    is_read = answer.data is not None and not problem
    forms = page_forms(request, config, answer)
    after_upload = _form_after_upload(config, answer)
    bucket = urlsplit(answer.data["url"]) if after_upload else None
    table = _table(request, config, answer)
    delete = _delete(config, answer)
    context = {
        "page": config,
        "answer": answer,
        "exchange": exchange_panel(request, answer, start=_start(config, answer)),
        "problem": problem,
        "photo_url": _photo_url(request, config, answer),
        "picture": _picture(view, drawn) if drawn and not problem else None,
        "summary": _summary(config, answer),
        "questions": [*config.questions(answer.data)] if config.questions and is_read else [],
        "table": table,
        "tables": _tables(request, config, answer),
        **(_open_ends(view.request, answer, table) if view else {}),
        "facts": _facts(request, config, answer),
        "query": query_form(request, config, answer) if request.method == "GET" else None,
        "forms": forms,
        "after_upload": after_upload,
        "has_forms_only": answer.status == NOT_ALLOWED and bool(forms or delete),
        "delete": delete,
        "etag": answer.headers.get("ETag", ""),
        "parent_url": parent_url(request, config),
        "related": related_pages(request, config),
    }
    return render_page(
        request,
        "web/page.html",
        context,
        status=200 if answer.status in WITHOUT_BODY else answer.status,
        upload_origin=f"{bucket.scheme}://{bucket.netloc}" if bucket else "",
    )


def _start(config: PageConfig, answer: Answer) -> str:
    """Return what a body typed by hand begins with: the record, or the sample."""
    can_put = "PUT" in answer.allowed_methods and not answer.is_problem
    start = answer.data if can_put else config.sample_body
    return json.dumps(start, indent=2, ensure_ascii=False) if start else ""


def _delete(config: PageConfig, answer: Answer) -> DeleteConfig | None:
    """Return the confirmation of DELETE; None where there is nothing to delete."""
    if "DELETE" not in answer.allowed_methods:
        return None
    if answer.is_problem:
        is_asked = answer.problem_code in (NotConfirmed.code, Unreadable.code)
        return config.delete if is_asked or answer.status == NOT_ALLOWED else None
    if config.delete_of is not None:
        return config.delete_of(answer.data) if answer.data else None
    shown_if = config.delete.shown_if
    return config.delete if (value_at(answer.data, shown_if) if shown_if else answer.data) else None


def _facts(request: HttpRequest, config: PageConfig, answer: Answer) -> Mapping[str, str]:
    """Return what the page tells beside the answer; nothing where a store does not say it."""
    signed_in = session.current(request)
    if config.facts is None or signed_in is None or answer.status not in (200, NOT_ALLOWED):
        return {}
    try:
        return config.facts(signed_in.user_id)
    except GlowCycleError:
        return {}


def _picture(view: APIView | None, drawn: Any) -> str | None:
    """Return the picture of the answer; None where it has none."""
    compose = getattr(view, "pictures", {}).get(getattr(view, "action", ""))
    return figure(picture=import_string(compose)(answer=drawn)) if compose else None


def _summary(config: PageConfig, answer: Answer) -> list[tuple[str, str]]:
    """Return labels and values; beside a table only those that the page declares."""
    if answer.is_problem or (config.table and config.summary is None):
        return []
    return summarize(answer.data, config.summary)


def _table(request: HttpRequest, config: PageConfig, answer: Answer) -> Table | None:
    """Return the first declared table whose rows the answer has."""
    if answer.is_problem:
        return None
    declared = filter(None, (config.table, config.results))
    tables = (build_table(each, data=answer.data, query=request.GET) for each in declared)
    return next(filter(None, tables), None)


def _tables(request: HttpRequest, config: PageConfig, answer: Answer) -> list[Table]:
    """Return the other declared tables whose rows the answer has."""
    if answer.is_problem or not answer.data:
        return []
    tables = (build_table(each, data=answer.data, query=request.GET) for each in config.tables)
    return [table for table in tables if table and (table.rows or table.config.empty)]


def _open_ends(request: Request, answer: Answer, table: Table | None) -> dict[str, Any]:
    """Return what the answer leaves out or undecided, and the forms that go on from there."""
    is_form = request.method != "GET"
    return {
        "filters": table and find_filters(request.GET, table=table, user_id=caller_id(request)),
        "conflicts": find_conflicts(request, answer),
        # A read only looks how far a job is: the page's own form goes on with it.
        "again": repeat(request) if answer.status == ACCEPTED and is_form else None,
        "retry_after": answer.headers.get("Retry-After"),
    }


def _form_after_upload(config: PageConfig, answer: Answer) -> PageForm | None:
    """Return the form that follows a form for the bucket; None unless the answer is one."""
    upload = config.upload
    if upload is None or answer.is_problem or upload.id not in (answer.data or ()):
        return None
    named = answer.data[upload.id]
    return PageForm(
        id="then",
        title=upload.title,
        action=reverse(upload.route, args=[] if upload.is_named_in_body else [named]),
        body={upload.id: named} if upload.is_named_in_body else {},
        button=upload.button,
    )


def _photo_url(request: HttpRequest, config: PageConfig, answer: Answer) -> str | None:
    """Return the address of the stored photo; None without one."""
    match = request.resolver_match
    if match is None or not config.photo_route or not value_at(answer.data, "hasPhoto"):
        return None
    return reverse(config.photo_route, kwargs=match.kwargs)
