"""The front page: how she is doing today, what she may log, and the links to all pages.

What it says of her comes from the API's own answers, so it says no more than these do.
"""

from collections.abc import Iterator, Mapping
from copy import copy
from typing import Any
from urllib.parse import unquote

from django.http import HttpRequest, QueryDict
from django.urls import get_script_prefix, resolve, reverse
from rest_framework.response import Response

from glowcycle.web.navigation import menu
from glowcycle.web.page_config import PageConfig, Question
from glowcycle.web.page_registry import page_configs
from glowcycle.web.session import Session


def front_page(request: HttpRequest, signed_in: Session) -> Mapping[str, Any]:
    """Return the context of the front page."""
    sections: dict[str, list[tuple[str, PageConfig, str]]] = {}
    for url, page in menu(signed_in):
        first_sentence = page.description.partition(". ")[0].removesuffix(".")
        sections.setdefault(page.section, []).append((url, page, f"{first_sentence}."))
    logs = [(c.log_label, reverse(route)) for route, c in page_configs().items() if c.log_label]
    return {"news": [*_news(request, signed_in)], "logs": logs, "sections": sections}


def _news(
    request: HttpRequest, signed_in: Session
) -> Iterator[tuple[str, PageConfig, list[str], list[Question], Response]]:
    """Yield each page that has something to say: its sentences and questions, or its problem."""
    told: list[str] = []
    for url, page in menu(signed_in):
        if page.front is None:
            continue
        answer = _get(request, url)
        is_problem = answer.exception
        sentences = [answer.data["detail"]] if is_problem else [*page.front(answer.data)]
        if sentences and sentences != told:  # an erased account has one thing to say
            told = sentences
            asks = [] if is_problem or not page.questions else [*page.questions(answer.data)]
            yield url, page, sentences, asks, answer


def _get(request: HttpRequest, path: str) -> Response:
    """Return the API's answer to her reading that address, with all its rules."""
    reading, path_info = copy(request), unquote(f"/{path.removeprefix(get_script_prefix())}")
    reading.path, reading.path_info, reading.GET = path, path_info, QueryDict()
    reading.META = {**request.META, "HTTP_ACCEPT": "application/json", "QUERY_STRING": ""}
    vars(reading).pop("page", None)  # it wants the answer, and no page
    match = reading.resolver_match = resolve(path_info)
    response: Response = match.func(reading, *match.args, **match.kwargs)
    return response
