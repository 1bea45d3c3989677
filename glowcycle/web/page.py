"""A page: what the API answered, put so that a person can read it, go on from it and change it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, ResolverMatch, reverse
from django.utils.cache import patch_vary_headers

from glowcycle.web import bound_forms, session
from glowcycle.web.browser import ApiResponse
from glowcycle.web.humanize import facts, words
from glowcycle.web.page_config import Page, pages
from glowcycle.web.page_forms import NOT_ALLOWED, asked, offered
from glowcycle.web.tables import listed

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
UNAUTHENTICATED = 401


@dataclass(frozen=True, slots=True)
class Upload:
    """A form that goes to the bucket, its hidden fields, and what is sent to us after it."""

    url: str
    origin: str
    fields: Mapping[str, str]
    then: str
    body: str


def show(request: HttpRequest, match: ResolverMatch | None, told: ApiResponse) -> HttpResponse:
    """Return the page of that answer, with its status."""
    if told.status == UNAUTHENTICATED:
        from glowcycle.web.views import ask_to_sign_in

        return ask_to_sign_in(request)
    declared = _declared(match)
    forms = offered(request, match, declared, told)
    problem = told.data if told.is_problem else None
    is_asking = not problem or (request.method == "GET" and bool(told.errors))
    query = asked(request, declared, told) if is_asking else []
    upload = _upload(declared, told)
    inputs = [*query, *(one for form in forms for one in form.inputs)]
    table = declared.listing and listed(declared.listing, answer=told.data, query=request.GET)
    return compose(
        request,
        "web/page.html",
        {
            "page": declared,
            "told": told,
            "done": request.COOKIES.get(session.DONE_COOKIE),
            "problem": problem,
            "errors": bound_forms.errors_elsewhere(inputs, told.errors),
            "pictures": [] if problem else _pictures(request, declared, told),
            "table": table,
            "query": query,
            "facts": _facts(declared, told),
            "upload": upload,
            "forms": forms,
            "is_form_alone": told.status == NOT_ALLOWED and bool(forms),
            "can_delete": "DELETE" in told.allowed
            and (told.status == NOT_ALLOWED or (not problem and told.data)),
            "etag": told.headers.get("ETag", ""),
            "back": _address(request, declared.back) if declared.back else None,
            "json": json.dumps(told.data, indent=2, ensure_ascii=False),
        },
        status=told.status,
        sends_to=upload.origin if upload else "",
    )


def compose(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
    sends_to: str = "",
) -> HttpResponse:
    """Return the template as a page that may load nothing from elsewhere and run nothing inline.

    `sends_to` is the origin of another host that a form of it goes to.
    """
    signed_in = session.read(request)
    shown = {**context, "session": signed_in, "menu": menu(signed_in)}
    response = render(request, template, shown, status=status)
    own = "form-action 'self'"
    response.headers["Content-Security-Policy"] = POLICY.replace(own, f"{own} {sends_to}".strip())
    patch_vary_headers(response, ["Accept", "Cookie"])
    session.take_done(request, response)
    return response


def menu(signed_in: session.Session | None) -> list[tuple[str, str, Page]]:
    """Return what leads to each of her pages: its name, its address, and what it is about."""
    if signed_in is None:
        return []
    return [
        (page.menu, _of_hers(name, signed_in), page) for name, page in pages().items() if page.menu
    ]


def way_back(request: HttpRequest, match: ResolverMatch) -> str:
    """Return where to go when the record of the address is no more."""
    return _address(request, _declared(match).back or "home")


def _declared(match: ResolverMatch | None) -> Page:
    name = match.view_name if match else ""
    return pages().get(name) or Page(title=words(name.replace("-", " ")) or "Nothing here")


def _address(request: HttpRequest, name: str) -> str:
    signed_in = session.read(request)
    return _of_hers(name, signed_in) if signed_in else reverse("home")


def _of_hers(name: str, signed_in: session.Session) -> str:
    """Return the address of that name, which may or may not say whose it is."""
    try:
        return reverse(name, args=[signed_in.user_id])
    except NoReverseMatch:
        return reverse(name)


def _facts(declared: Page, told: ApiResponse) -> list[tuple[str, str]]:
    """Return what is told in words; of rows only what is asked for besides them."""
    if told.is_problem or (declared.listing and declared.facts is None):
        return []
    return facts(told.data, declared.facts)


def _upload(declared: Page, told: ApiResponse) -> Upload | None:
    """Return the form for the bucket that the answer offers."""
    if declared.after_upload is None or told.is_problem:
        return None
    where, photo = urlsplit(told.data["url"]), {"photoId": told.data["photoId"]}
    return Upload(
        url=told.data["url"],
        origin=f"{where.scheme}://{where.netloc}",
        fields=told.data["fields"],
        then=reverse(declared.after_upload),
        body=json.dumps(photo),
    )


def _pictures(request: HttpRequest, declared: Page, told: ApiResponse) -> list[tuple[str, str]]:
    """Return the title and address of each picture; of this address, with the page's own query."""
    found = []
    for picture in declared.pictures:
        if picture.when and not told.data.get(picture.when):
            continue
        match = request.resolver_match
        address = reverse(picture.route, kwargs=match.kwargs if match else {})
        query = [picture.query] if picture.query else []
        if picture.route == (match and match.view_name) and request.META["QUERY_STRING"]:
            query.append(request.META["QUERY_STRING"])
        found.append((picture.title, "?".join([address, *filter(None, ["&".join(query)])])))
    return found
