"""The front page: how she is doing today, what she may log, and the links to all pages.

What it says of her comes from the API's own answers, so it says no more than these do.
"""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from django.http import HttpRequest, QueryDict
from django.urls import get_script_prefix, resolve, reverse
from rest_framework.response import Response

from glowcycle.web.answer import FIRST_PROBLEM
from glowcycle.web.navigation import MenuItem, menu_items
from glowcycle.web.page_config import PageConfig
from glowcycle.web.page_registry import page_configs
from glowcycle.web.session import Session


@dataclass(frozen=True, slots=True)
class News:
    """What one page has to say on the front page, with its address.

    problem        the code of the problem that the sentences are about, "" without one
    is_incomplete  whether the page goes on without records that cannot be read
    """

    page: PageConfig
    url: str
    sentences: list[str]
    problem: str
    is_incomplete: bool


def front_page(request: HttpRequest, signed_in: Session) -> Mapping[str, Any]:
    """Return the context of the front page."""
    sections: dict[str, list[tuple[MenuItem, str]]] = {}
    for item in menu_items(signed_in):
        first_sentence = item.page.description.partition(". ")[0].removesuffix(".")
        sections.setdefault(item.page.section, []).append((item, f"{first_sentence}."))
    logs = [(c.log_label, reverse(route)) for route, c in page_configs().items() if c.log_label]
    return {"news": [*_news(request, signed_in)], "logs": logs, "sections": sections}


def _news(request: HttpRequest, signed_in: Session) -> Iterator[News]:
    told: list[str] = []
    for item in menu_items(signed_in):
        if item.page.front is None:
            continue
        answer = _get(request, item.url)
        data, is_problem = answer.data, answer.status_code >= FIRST_PROBLEM
        sentences = [data["detail"]] if is_problem else [*item.page.front(data)]
        if sentences and sentences != told:  # an erased account has one thing to say
            told = sentences
            problem = data["code"] if is_problem else ""
            yield News(item.page, item.url, sentences, problem, bool(data.get("unreadable")))


def _get(request: HttpRequest, path: str) -> Response:
    """Return the API's answer to her reading that address, with all its rules."""
    reading, path_info = copy(request), unquote(f"/{path.removeprefix(get_script_prefix())}")
    reading.path, reading.path_info, reading.GET = path, path_info, QueryDict()
    reading.META = {**request.META, "HTTP_ACCEPT": "application/json", "QUERY_STRING": ""}
    vars(reading).pop("page", None)  # it wants the answer, and no page
    match = reading.resolver_match = resolve(path_info)
    response: Response = match.func(reading, *match.args, **match.kwargs)
    return response
