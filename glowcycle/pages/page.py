"""A page: what the API answered, put so that a person can read it, go on from it and change it."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, ResolverMatch, reverse
from django.utils.cache import patch_vary_headers

from glowcycle.pages import filled, session
from glowcycle.pages.browser import Told
from glowcycle.pages.declared import Page, pages
from glowcycle.pages.listing import listed
from glowcycle.pages.offered import NOT_ALLOWED, asked, offered
from glowcycle.pages.wording import facts, words

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
UNAUTHENTICATED = 401


def show(request: HttpRequest, match: ResolverMatch | None, told: Told) -> HttpResponse:
    """Return the page of that answer, with its status."""
    if told.status == UNAUTHENTICATED:
        from glowcycle.pages.views import ask_to_sign_in

        return ask_to_sign_in(request)
    declared = _declared(match)
    forms = offered(request, match, declared, told)
    problem = told.data if told.is_problem else None
    query = asked(request, declared, told)
    inputs = [*query, *(one for form in forms for one in form.inputs)]
    return compose(
        request,
        "pages/page.html",
        {
            "page": declared,
            "told": told,
            "done": request.COOKIES.get(session.DONE_COOKIE),
            "problem": problem,
            "errors": filled.errors_elsewhere(inputs, told.errors),
            "pictures": [] if problem else _pictures(request, declared, told),
            "table": listed(declared.listing, answer=told.data, query=request.GET)
            if declared.listing
            else None,
            "query": query,
            "facts": [] if problem or declared.listing or declared.pictures else facts(told.data),
            "forms": forms,
            "can_delete": "DELETE" in told.allowed and (not problem or told.status == NOT_ALLOWED),
            "etag": told.headers.get("ETag", ""),
            "back": _address(request, declared.back) if declared.back else None,
            "json": json.dumps(told.data, indent=2, ensure_ascii=False),
        },
        status=told.status,
    )


def compose(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Return the template as a page that may load nothing from elsewhere and run nothing inline."""
    signed_in = session.read(request)
    shown = {**context, "session": signed_in, "menu": menu(signed_in)}
    response = render(request, template, shown, status=status)
    response.headers["Content-Security-Policy"] = POLICY
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
        return reverse(name, args=[signed_in.person_id])
    except NoReverseMatch:
        return reverse(name)


def _pictures(request: HttpRequest, declared: Page, told: Told) -> list[tuple[str, str]]:
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
