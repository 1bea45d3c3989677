"""Every address of the API, from the URL conf itself: a new one cannot be forgotten."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pytest
from django.urls import URLPattern, get_resolver

from tests.support import schema_contract

# Those that mean something, those of which no address has one, and one that nobody has heard of.
METHODS = (
    *("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"),
    "BREW",
)


class Route(NamedTuple):
    """A path with parts to fill in, its name, and the methods it offers."""

    template: str
    name: str
    offered: set[str]

    def at(self, parts: Mapping[str, str]) -> str:
        """Return the path; a part that is new to a test has to be given a value there first."""
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda part: parts[part[1]], self.template)


def _routes(patterns: Any, prefix: str = "") -> Iterator[Route]:
    for pattern in patterns:
        template = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            view = pattern.callback
            if view.__module__ == schema_contract.OWN:
                continue  # a page's own, which reads nothing that is stored
            offered = {name.upper() for name in getattr(view, "actions", None) or vars(view.cls)}
            offered |= {"HEAD"} if "GET" in offered else set()
            yield Route(template, str(pattern.name), offered & set(METHODS))
        else:
            yield from _routes(pattern.url_patterns, template)


ROUTES = list(_routes(get_resolver().url_patterns))
every_route = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.template)
