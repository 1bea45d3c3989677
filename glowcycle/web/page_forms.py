"""The forms that a page offers."""

import json
from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import ResolverMatch, reverse

from glowcycle.web import bound_forms
from glowcycle.web.bound_forms import Filled, FilledForm
from glowcycle.web.browser import ApiResponse, form_of
from glowcycle.web.page_config import Form, Page, pages

BY_HAND = ("POST", "PUT", "PATCH")
NOT_ALLOWED = 405


def offered(
    request: HttpRequest, match: ResolverMatch | None, page: Page, told: ApiResponse
) -> list[FilledForm]:
    """Return the form that was sent where it was refused, else those that this answer leads to."""
    form = form_of(match)
    if told.is_problem and request.method == "POST":
        return [_sent_again(request, page, form, told)]
    if told.is_problem and told.status != NOT_ALLOWED:
        return []
    found = []
    if not told.is_problem:
        others = ((name, pages()[name]) for name in page.forms)
        found += [_new(reverse(name), other, other.form) for name, other in others if other.form]
    if form and "POST" in told.allowed:
        found.append(_new(request.path, page, form))
    elif form and not told.is_problem and {"PATCH", "PUT"} & {*told.allowed}:
        found.append(_change(request.path, form, told))
    if _by_hand_methods(told):
        found.append(_by_hand(request.path, page, told))
    return found


def asked(request: HttpRequest, page: Page, told: ApiResponse) -> list[Filled]:
    """Return the inputs of what may be asked of the address, as it was asked."""
    if page.query is None:
        return []
    forms = filter(None, (pages()[name].form for name in page.forms))
    suggestions = {name: texts for form in forms for name, texts in form.suggestions.items()}
    form = Form(body=page.query, button="", suggestions=suggestions)
    inputs = bound_forms.as_sent(form, name="asked", sent=request.GET, errors=told.errors)
    return [one for one in inputs if one.input.name != "cursor" or page.listing is None]


def _new(action: str, page: Page, form: Form) -> FilledForm:
    name = page.title.lower().replace(" ", "-")
    return FilledForm(
        id=name,
        title=page.title,
        action=action,
        button=form.button,
        inputs=bound_forms.empty(form, name=name),
    )


def _change(action: str, form: Form, told: ApiResponse) -> FilledForm:
    return FilledForm(
        id="change",
        title="Change it",
        action=action,
        button="Save changes" if "PATCH" in told.allowed else form.button,
        method="PATCH" if "PATCH" in told.allowed else "PUT",
        etag=told.headers.get("ETag", ""),
        inputs=bound_forms.of_record(form, name="change", record=told.data),
    )


def _by_hand(action: str, page: Page, told: ApiResponse, body: str = "") -> FilledForm:
    """Return a body to type; a record may be sent back as it was answered, so it begins so."""
    answered = told.data if "PUT" in told.allowed and not told.is_problem else page.sample
    return FilledForm(
        id="by-hand",
        title="Send JSON",
        action=action,
        button="Send",
        methods=_by_hand_methods(told),
        etag=told.headers.get("ETag", ""),
        json=body or json.dumps(answered, indent=2, ensure_ascii=False),
    )


def _by_hand_methods(told: ApiResponse) -> Sequence[str]:
    return [method for method in BY_HAND if method in told.allowed]


def _sent_again(
    request: HttpRequest, page: Page, form: Form | None, told: ApiResponse
) -> FilledForm:
    sent = request.POST
    if form is None or "_json" in sent:
        return _by_hand(request.path, page, told, sent.get("_json", ""))
    is_change = sent.get("_method") == "PATCH"
    return FilledForm(
        id="again",
        title="Change it" if is_change else page.title,
        action=request.path,
        button="Save changes" if is_change else form.button,
        method=sent.get("_method", "POST"),
        etag=sent.get("_etag", ""),
        inputs=bound_forms.as_sent(form, name="again", sent=sent, errors=told.errors),
    )
