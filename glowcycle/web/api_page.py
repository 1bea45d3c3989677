"""The page of one API answer: its data for a person to read, with its links and forms."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch, get_script_prefix, reverse

from glowcycle.api.step_up import RecentSignInNeeded
from glowcycle.web import bound_forms, session
from glowcycle.web.api_response import ApiResponse
from glowcycle.web.humanize import summarize
from glowcycle.web.navigation import parent_url
from glowcycle.web.page_config import PageConfig
from glowcycle.web.page_forms import NOT_ALLOWED, page_forms, query_fields
from glowcycle.web.page_registry import page_config
from glowcycle.web.rendering import render_page
from glowcycle.web.sign_in_page import UNAUTHENTICATED, show_sign_in
from glowcycle.web.tables import build_table


@dataclass(frozen=True, slots=True)
class UploadForm:
    """A form that sends a photo to the bucket, and the request that analyzes the photo then."""

    url: str
    origin: str
    fields: Mapping[str, str]
    analyze_url: str


def show_response(
    request: HttpRequest, match: ResolverMatch | None, response: ApiResponse
) -> HttpResponse:
    """Return the page of the answer, with the same status; the sign-in page for 401."""
    if response.status == UNAUTHENTICATED:
        # She is still signed in, but has to do it again for this.
        is_step_up = response.data and response.data["code"] == RecentSignInNeeded.code
        return show_sign_in(request, error=response.data["detail"] if is_step_up else "")
    config = page_config(match)
    problem = response.data if response.is_problem else None
    has_wrong_query = request.method == "GET" and bool(response.errors)
    query = query_fields(request, config, response) if not problem or has_wrong_query else []
    forms = page_forms(request, config, response)
    fields = [*query, *(field for form in forms for field in form.fields)]
    upload = _upload_form(config, response)
    is_write_only = response.status == NOT_ALLOWED
    context = {
        "page": config,
        "response": response,
        "response_json": json.dumps(response.data, indent=2, ensure_ascii=False),
        "last_status": session.last_status(request),
        "problem": problem,
        "other_errors": bound_forms.errors_without_field(fields, response.errors),
        "images": [] if problem else _images(request, config, response),
        "summary": _summary(config, response),
        "table": config.table and build_table(config.table, data=response.data, query=request.GET),
        "unreadable": _unreadable(response),
        "query": query,
        "forms": forms,
        "upload": upload,
        "has_forms_only": is_write_only and bool(forms),
        "can_delete": "DELETE" in response.allowed_methods
        and (is_write_only or response.is_unreadable or (not problem and response.data)),
        "etag": response.headers.get("ETag", ""),
        "parent_url": parent_url(request, config) if config.parent else None,
    }
    return render_page(
        request,
        "web/page.html",
        context,
        status=response.status,
        upload_origin=upload.origin if upload else "",
    )


def _summary(config: PageConfig, response: ApiResponse) -> list[tuple[str, str]]:
    """Return labels and values; beside a table only those that the page declares."""
    if response.is_problem or (config.table and config.summary is None):
        return []
    return summarize(response.data, config.summary)


def _unreadable(response: ApiResponse) -> list[tuple[str, str]]:
    """Return the text and the address of each record that the answer goes on without."""
    named = () if response.is_problem or not response.data else response.data.get("unreadable", ())
    root = get_script_prefix()
    return [
        (f"{each['kind']} {each['id']}", f"{root}{each['kind']}/{each['id']}") for each in named
    ]


def _upload_form(config: PageConfig, response: ApiResponse) -> UploadForm | None:
    """Return the form for the bucket; None unless the answer is one."""
    if config.analyze_route is None or response.is_problem:
        return None
    url = urlsplit(response.data["url"])
    return UploadForm(
        url=response.data["url"],
        origin=f"{url.scheme}://{url.netloc}",
        fields=response.data["fields"],
        analyze_url=reverse(config.analyze_route, args=[response.data["photoId"]]),
    )


def _images(
    request: HttpRequest, config: PageConfig, response: ApiResponse
) -> list[tuple[str, str]]:
    """Return the title and address of each image; one of this address keeps the page's query."""
    match = request.resolver_match
    images = []
    for image in config.images:
        if image.shown_if and not response.data.get(image.shown_if):
            continue
        parts = [image.query]
        if match and image.route == match.view_name:
            parts.append(request.META["QUERY_STRING"])
        query = "&".join(filter(None, parts))
        url = reverse(image.route, kwargs=match.kwargs if match else {})
        images.append((image.title, f"{url}?{query}" if query else url))
    return images
