"""The forms that a page offers."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.http import HttpRequest
from django.urls import reverse

from glowcycle.web.answer import Answer
from glowcycle.web.humanize import value_at
from glowcycle.web.page_config import FormConfig, PageConfig
from glowcycle.web.page_registry import page_configs
from glowcycle.web.serializer_forms import SerializerForm

CONFLICT = 409
NOT_ALLOWED = 405


@dataclass(frozen=True, slots=True, kw_only=True)
class PageForm:
    """A form with its address, and what its request says beside the fields of a form of Django.

    body  what a form of one button sends in place of fields
    key   the Idempotency-Key, so that a form that is sent twice does its work once
    """

    action: str
    button: str
    method: str = "POST"
    id: str = ""
    title: str = ""
    fields: SerializerForm | None = None
    body: Any = None
    etag: str = ""
    key: str = field(default_factory=lambda: str(uuid4()))

    @property
    def json(self) -> str:
        """The body as JSON, "" without one."""
        return "" if self.body is None else json.dumps(self.body, ensure_ascii=False)


def page_forms(request: HttpRequest, config: PageConfig, answer: Answer) -> list[PageForm]:
    """Return the refused form to correct; otherwise the forms for what the address allows."""
    if answer.is_problem and hasattr(request, "form_parser"):
        return [*_refused(request, config, answer)]
    if answer.is_problem and answer.status != NOT_ALLOWED:
        return []
    forms = []
    if not answer.is_problem:
        others = ((route, page_configs()[route]) for route in config.form_routes)
        forms += [_new(reverse(route), page, page.form) for route, page in others if page.form]
    if config.form and "POST" in answer.allowed_methods:
        forms.append(_new(request.path, config, config.form, request.GET.dict()))
    elif config.form:
        forms += _change(request.path, config, config.form, answer)
    return forms


def query_form(request: HttpRequest, config: PageConfig, answer: Answer) -> SerializerForm | None:
    """Return the form of the query parameters, with the request's own query in it."""
    if config.query is None or (answer.is_problem and not answer.errors):
        return None
    forms = filter(None, (page_configs()[route].form for route in config.form_routes))
    suggestions = {name: texts for form in forms for name, texts in form.suggestions.items()}
    query = FormConfig(serializer=config.query, button="", suggestions=suggestions)
    form = SerializerForm(query, method="GET", form_id="asked", data=request.GET)
    if config.table is not None:
        form.fields.pop("cursor", None)
    form.add_problem(answer.errors)
    return form


def _new(action: str, config: PageConfig, form: FormConfig, record: Any = None) -> PageForm:
    """Return the form of a new record, or of whatever else is sent there by POST."""
    form_id = config.title.lower().replace(" ", "-")
    fields = SerializerForm(form, form_id=form_id, record=record)
    return PageForm(
        id=form_id, title=config.title, action=action, button=form.button, fields=fields
    )


def _change(
    action: str, config: PageConfig, form: FormConfig, answer: Answer
) -> Iterator[PageForm]:
    """Yield the form with the values of the answer, if it is for her to change them."""
    methods = [method for method in ("PATCH", "PUT") if method in answer.allowed_methods]
    if methods and answer.data and not (answer.is_problem or value_at(answer.data, form.hidden_if)):
        method = methods[0]
        yield PageForm(
            id="change",
            title=_title(config, methods[0]),
            action=action,
            method=method,
            button=_button(form, method),
            fields=SerializerForm(form, method=method, form_id="change", record=answer.data),
            etag=answer.headers.get("ETag", ""),
        )


def _refused(request: HttpRequest, config: PageConfig, answer: Answer) -> Iterator[PageForm]:
    """Yield the form as the browser sent it, with the errors; it is still the same request."""
    data, form = request.form_parser.fields, config.form  # type: ignore[attr-defined]  # a form's
    method = request.method or ""
    if form is None or "_json" in data or method not in ("POST", "PUT", "PATCH"):
        return
    fields = SerializerForm(form, method=method, form_id="again", data=data)
    fields.add_problem(answer.errors)
    key = "" if answer.status == CONFLICT else request.META.get("HTTP_IDEMPOTENCY_KEY", "")
    yield PageForm(
        id="again",
        title=_title(config, method),
        action=request.path,
        method=method,
        button=_button(form, method),
        fields=fields,
        etag=request.META.get("HTTP_IF_MATCH", ""),
        key=key or str(uuid4()),
    )


def _title(config: PageConfig, method: str) -> str:
    return "Change it" if method == "PATCH" else config.title


def _button(form: FormConfig, method: str) -> str:
    return "Save changes" if method == "PATCH" else form.button
