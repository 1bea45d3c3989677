"""The menu, and the addresses that depend on the signed-in person."""

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from glowcycle.web import session
from glowcycle.web.page_config import PageConfig
from glowcycle.web.page_registry import page_configs
from glowcycle.web.session import Session


def menu(signed_in: Session | None) -> list[tuple[str, PageConfig]]:
    """Return the address of each page in the menu; none for a person who is not signed in."""
    if signed_in is None:
        return []
    return [
        (_user_url(route, signed_in), config)
        for route, config in page_configs().items()
        if config.menu_label
    ]


def parent_url(request: HttpRequest, config: PageConfig) -> str | None:
    """Return the address of the page's parent; None where it has none."""
    signed_in = session.current(request)
    return _user_url(config.parent, signed_in) if config.parent and signed_in else None


def related_pages(request: HttpRequest, config: PageConfig) -> list[tuple[str, str]]:
    """Return the text and the address of the links to pages of the same records."""
    signed_in = session.current(request)
    if signed_in is None:
        return []
    return [(text, _user_url(route, signed_in)) for text, route in config.related.items()]


def _user_url(route: str, signed_in: Session) -> str:
    """Return the address of a route with or without a user id in its path."""
    try:
        return reverse(route, args=[signed_in.user_id])
    except NoReverseMatch:
        return reverse(route)
