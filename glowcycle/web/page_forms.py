"""The forms that a page offers."""

import json
from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse

from glowcycle.web.api_response import ApiResponse
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


def page_forms(request: HttpRequest, config: PageConfig, response: ApiResponse) -> list[BoundForm]:
    """Return the refused form to correct; otherwise the forms for what the address allows."""
    if response.is_problem and request.method == "POST":
        return [_refused_form(request, config, response)]
    if response.is_unreadable:
        return [_json_form(request.path, config, response)]
    if response.is_problem and response.status != NOT_ALLOWED:
        return []
    forms = []
    if not response.is_problem:
        others = ((route, page_configs()[route]) for route in config.form_routes)
        forms += [_new(reverse(route), page, page.form) for route, page in others if page.form]
    if config.form and "POST" in response.allowed_methods:
        forms.append(_new(request.path, config, config.form))
    elif config.form and not response.is_problem and {"PATCH", "PUT"} & {*response.allowed_methods}:
        forms.append(_change(request.path, config.form, response))
    if _body_methods(response):
        forms.append(_json_form(request.path, config, response))
    return forms


def query_fields(
    request: HttpRequest, config: PageConfig, response: ApiResponse
) -> list[BoundField]:
    """Return the fields of the query parameters, with the request's own query in them."""
    if config.query is None:
        return []
    forms = filter(None, (page_configs()[route].form for route in config.form_routes))
    suggestions = {name: texts for form in forms for name, texts in form.suggestions.items()}
    form = FormConfig(serializer=config.query, button="", suggestions=suggestions)
    fields = bind_submitted(form, form_id="asked", data=request.GET, errors=response.errors)
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


def _change(action: str, form: FormConfig, response: ApiResponse) -> BoundForm:
    can_patch = "PATCH" in response.allowed_methods
    return BoundForm(
        id="change",
        title="Change it",
        action=action,
        button="Save changes" if can_patch else form.button,
        method="PATCH" if can_patch else "PUT",
        etag=response.headers.get("ETag", ""),
        fields=bind_record(form, form_id="change", record=response.data),
    )


def _json_form(action: str, config: PageConfig, response: ApiResponse, body: str = "") -> BoundForm:
    """Return the form to type a body; without one it starts with the record or the sample."""
    can_put = "PUT" in response.allowed_methods and not response.is_problem
    start = response.data if can_put else config.sample_body
    return BoundForm(
        id="by-hand",
        title="Send JSON",
        action=action,
        button="Send",
        methods=_body_methods(response),
        etag=response.headers.get("ETag", ""),
        json=body or json.dumps(start, indent=2, ensure_ascii=False),
    )


def _body_methods(response: ApiResponse) -> Sequence[str]:
    return [method for method in BODY_METHODS if method in response.allowed_methods]


def _refused_form(request: HttpRequest, config: PageConfig, response: ApiResponse) -> BoundForm:
    """Return the form as the browser sent it, with the errors."""
    data, form = request.POST, config.form
    if form is None or "_json" in data:
        return _json_form(request.path, config, response, data.get("_json", ""))
    is_change = data.get("_method") == "PATCH"
    return BoundForm(
        id="again",
        title="Change it" if is_change else config.title,
        action=request.path,
        button="Save changes" if is_change else form.button,
        method=data.get("_method", "POST"),
        etag=data.get("_etag", ""),
        fields=bind_submitted(form, form_id="again", data=data, errors=response.errors),
    )
