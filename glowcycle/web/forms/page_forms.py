"""The forms that a page offers."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.text import slugify

from glowcycle.web.answer import NOT_ALLOWED, Answer
from glowcycle.web.forms.serializer_form import SerializerForm
from glowcycle.web.page_config import FormConfig, PageConfig
from glowcycle.web.page_registry import page_configs

CREATED = 201
CONFLICT = 409


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
    if config.made_route and answer.status == CREATED:
        made = page_configs()[config.made_route]
        return [*_form(made, action=answer.headers["Location"], record=answer.data)]
    forms: list[PageForm] = []
    for route in () if answer.is_problem else config.form_routes:
        forms += _form(page_configs()[route], action=_address(request, route))
    if "POST" in answer.allowed_methods:
        asks = bool(config.form and config.form.asks) and not answer.is_problem
        record = answer.data if asks else request.GET.dict()
        if asks and (not record or _leaves_nothing(config, answer)):
            return forms
        return [*_form(config, action=request.path, record=record), *forms]
    return [*forms, *_change(request, config, answer)]


def _address(request: HttpRequest, route: str) -> str:
    """Return the address of a route without parts, or with those of this page's own address."""
    try:
        return reverse(route)
    except NoReverseMatch:
        match = request.resolver_match
        return reverse(route, kwargs=match.kwargs if match else {})


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


def _form(
    config: PageConfig,
    *,
    action: str,
    form_id: str = "",
    method: str = "POST",
    record: Any = None,
    data: Any = None,
    errors: Mapping[str, Sequence[str]] | None = None,
    **controls: str,
) -> Iterator[PageForm]:
    """Yield the form of the page, if it has one, with the values of a record or as it was sent."""
    form, is_change = config.form, method == "PATCH"
    if form is None:
        return
    title = form.title or config.title
    form_id = form_id or slugify(title)
    fields = SerializerForm(form, method=method, form_id=form_id, record=record, data=data)
    fields.add_problem(errors or {})
    yield PageForm(
        id=form_id,
        title="Change it" if is_change else title,
        button="Save changes" if is_change else form.button,
        action=action,
        method=method,
        fields=fields,
        **controls,
    )


def _change(request: HttpRequest, config: PageConfig, answer: Answer) -> Iterator[PageForm]:
    """Yield the form with the values of the answer, if it is for her to change them."""
    if answer.is_problem or not answer.data or _leaves_nothing(config, answer):
        return
    etag = answer.headers.get("ETag", "")
    # What has no state yet cannot be changed, only made.
    names = ("PATCH", "PUT") if etag else ("PUT",)
    for method in [name for name in names if name in answer.allowed_methods][:1]:
        yield from _form(
            config,
            form_id="change",
            action=request.path,
            method=method,
            record=answer.data,
            etag=etag,
        )


def _leaves_nothing(config: PageConfig, answer: Answer) -> bool:
    return config.form is not None and config.form.hidden_if(answer.data)


def _refused(request: HttpRequest, config: PageConfig, answer: Answer) -> Iterator[PageForm]:
    """Yield the form as the browser sent it, with the errors; it is still the same request."""
    data = request.form_parser.fields  # type: ignore[attr-defined]  # a form's
    if "_json" in data or request.method not in ("POST", "PUT", "PATCH"):
        return
    key = "" if answer.status == CONFLICT else request.META.get("HTTP_IDEMPOTENCY_KEY", "")
    yield from _form(
        config,
        form_id="again",
        action=request.path,
        method=request.method,
        data=data,
        etag=request.META.get("HTTP_IF_MATCH", ""),
        key=key or str(uuid4()),
        errors=answer.errors,
    )
