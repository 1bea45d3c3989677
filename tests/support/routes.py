"""Every route of the API, read from the URL conf, so that no new route is forgotten."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pytest
from django.urls import URLPattern, get_resolver

from tests.support import schema_contract

# Methods of the API, methods that no route has, and an unknown method.
METHODS = (
    *("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"),
    "BREW",
)


class Route(NamedTuple):
    """A path template, its name, and the methods that it offers."""

    template: str
    name: str
    offered: set[str]

    def at(self, parts: Mapping[str, str]) -> str:
        """Return the path with these parts. Raise KeyError if a part is missing."""
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda part: parts[part[1]], self.template)


def _routes(patterns: Any, prefix: str = "") -> Iterator[Route]:
    for pattern in patterns:
        template = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            view = pattern.callback
            if view.__module__ in schema_contract.OWN:
                continue  # a page's address, which reads no stored data
            offered = {name.upper() for name in getattr(view, "actions", None) or vars(view.cls)}
            offered |= {"HEAD"} if "GET" in offered else set()
            yield Route(template, str(pattern.name), offered & set(METHODS))
        else:
            yield from _routes(pattern.url_patterns, template)


ROUTES = list(_routes(get_resolver().url_patterns))
# What a link opens has pages of its own and no caller: tests/glowcycle/sharing has its tests.
BY_LINK = frozenset({"shared", "shared-report"})
every_route = pytest.mark.parametrize(
    "route",
    [route for route in ROUTES if route.name not in BY_LINK],
    ids=lambda route: route.template,
)
