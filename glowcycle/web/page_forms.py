"""The forms that a page offers."""

import json
from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse

from glowcycle.web.answer import Answer
from glowcycle.web.bound_forms import (
    BoundField,
    BoundForm,
    bind_initial,
    bind_record,
    bind_submitted,
)
from glowcycle.web.page_config import FormConfig, PageConfig
from glowcycle.web.page_registry import page_configs

BODY_METHODS = ("POST", "PUT", "PATCH")
NOT_ALLOWED = 405


def page_forms(request: HttpRequest, config: PageConfig, answer: Answer) -> list[BoundForm]:
    """Return the refused form to correct; otherwise the forms for what the address allows."""
    if answer.is_problem and hasattr(request, "form_parser"):
        return [_refused_form(request, config, answer)]
    if answer.is_unreadable:
        return [_json_form(request.path, config, answer)]
    if answer.is_problem and answer.status != NOT_ALLOWED:
        return []
    forms = []
    if not answer.is_problem:
        others = ((route, page_configs()[route]) for route in config.form_routes)
        forms += [_new(reverse(route), page, page.form) for route, page in others if page.form]
    if config.form and "POST" in answer.allowed_methods:
        forms.append(_new(request.path, config, config.form))
    elif config.form and not answer.is_problem and {"PATCH", "PUT"} & {*answer.allowed_methods}:
        forms.append(_change(request.path, config.form, answer))
    if _body_methods(answer):
        forms.append(_json_form(request.path, config, answer))
    return forms


def query_fields(request: HttpRequest, config: PageConfig, answer: Answer) -> list[BoundField]:
    """Return the fields of the query parameters, with the request's own query in them."""
    if config.query is None:
        return []
    forms = filter(None, (page_configs()[route].form for route in config.form_routes))
    suggestions = {name: texts for form in forms for name, texts in form.suggestions.items()}
    form = FormConfig(serializer=config.query, button="", suggestions=suggestions)
    fields = bind_submitted(
        form, form_id="asked", data=request.GET, is_change=False, errors=answer.errors
    )
    return [field for field in fields if field.widget.name != "cursor" or config.table is None]


def _new(action: str, config: PageConfig, form: FormConfig) -> BoundForm:
    form_id = config.title.lower().replace(" ", "-")
    return BoundForm(
        id=form_id,
        title=config.title,
        action=action,
        button=form.button,
        fields=bind_initial(form, form_id=form_id),
    )


def _change(action: str, form: FormConfig, answer: Answer) -> BoundForm:
    can_patch = "PATCH" in answer.allowed_methods
    return BoundForm(
        id="change",
        title="Change it",
        action=action,
        button="Save changes" if can_patch else form.button,
        method="PATCH" if can_patch else "PUT",
        etag=answer.headers.get("ETag", ""),
        fields=bind_record(form, form_id="change", record=answer.data),
    )


def _json_form(action: str, config: PageConfig, answer: Answer, body: str = "") -> BoundForm:
    """Return the form to type a body; without one it starts with the record or the sample."""
    can_put = "PUT" in answer.allowed_methods and not answer.is_problem
    start = answer.data if can_put else config.sample_body
    return BoundForm(
        id="by-hand",
        title="Send JSON",
        action=action,
        button="Send",
        methods=_body_methods(answer),
        etag=answer.headers.get("ETag", ""),
        json=body or json.dumps(start, indent=2, ensure_ascii=False),
    )


def _body_methods(answer: Answer) -> Sequence[str]:
    return [method for method in BODY_METHODS if method in answer.allowed_methods]


def _refused_form(request: HttpRequest, config: PageConfig, answer: Answer) -> BoundForm:
    """Return the form as the browser sent it, with the errors."""
    data, form = request.form_parser.fields, config.form  # type: ignore[attr-defined]  # a form's
    if form is None or "_json" in data:
        return _json_form(request.path, config, answer, data.get("_json", ""))
    is_change = request.method == "PATCH"
    return BoundForm(
        id="again",
        title="Change it" if is_change else config.title,
        action=request.path,
        button="Save changes" if is_change else form.button,
        method=request.method or "POST",
        etag=request.META.get("HTTP_IF_MATCH", ""),
        fields=bind_submitted(
            form, form_id="again", data=data, is_change=is_change, errors=answer.errors
        ),
    )
