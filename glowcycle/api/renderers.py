"""Pictures: the JSON answer of an address, drawn as SVG for whoever would rather look.

A picture is drawn from the very answer that JSON gives, so the two cannot disagree, and it is
inert: no script, no style, no reference to anything outside it.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, MutableMapping
from typing import Any, ClassVar
from urllib.parse import parse_qsl

from django.template.loader import render_to_string
from django.utils.module_loading import import_string
from rest_framework.exceptions import ParseError
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.viewsets import ViewSet

MAX_PARAMETERS = 20
# What a JSON string may hold and XML 1.0 may not, even as a character reference. Compiled with the
# first picture: it takes 5 ms.
NOT_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


class Rendition(BaseRenderer, ABC):
    """An answer in another form than JSON; a problem is JSON all the same."""

    charset = "utf-8"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,  # noqa: ARG002  DRF's signature
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        """Return the answer in that form, or the problem as its JSON."""
        response = (renderer_context or {})["response"]
        if response.exception:
            problem: bytes = JSONRenderer().render(data)
            return problem
        return self.of_answer(data, headers=response.headers)

    @abstractmethod
    def of_answer(self, data: Any, *, headers: MutableMapping[str, str]) -> bytes:
        """Return the answer's JSON values in that form, and add to its headers."""


class SVG(Rendition):
    """Gives the answer as a picture, `?format=svg` or `Accept: image/svg+xml`; errors as JSON.

    `draw` is the dotted path of a function that takes the answer's JSON values as `answer` and
    returns SVG. It is loaded with the first picture: no other request pays for it.
    """

    media_type = "image/svg+xml"
    format = "svg"

    def __init__(self, *, draw: str) -> None:
        self._draw = draw

    def of_answer(self, data: Any, *, headers: MutableMapping[str, str]) -> bytes:
        """Return the picture of the answer."""
        # Opened by itself the picture is a document: it may then do as little as in an <img>.
        headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        drawn: str = import_string(self._draw)(answer=data)
        return drawn.encode()


class Pictured(ViewSet):
    """A viewset of which some answers can be seen: `pictures` names what draws them, by action."""

    pictures: ClassVar[Mapping[str, str]] = {}

    def get_renderers(self) -> list[BaseRenderer]:
        """Return the renderers of all addresses, and the picture where this one has it."""
        renderers: list[BaseRenderer] = super().get_renderers()
        draw = self.pictures.get(self.action or "")
        return [*renderers, SVG(draw=draw)] if draw else renderers

    @property
    def default_response_headers(self) -> dict[str, str]:
        """Return the headers of every answer; DRF itself counts only the renderers of all."""
        headers: dict[str, str] = super().default_response_headers
        return {**headers, "Vary": "Accept"}


def is_picture(request: Request) -> bool:
    """Return whether the answer will be drawn, and may hold what only the picture shows."""
    return isinstance(request.accepted_renderer, SVG)


def asked_of(request: Request) -> dict[str, str]:
    """Return the query by name, without the one that chooses the renderer.

    Raise ParseError for a name that is repeated, and for what is not UTF-8.
    """
    try:
        query = str(request.META.get("QUERY_STRING", "")).encode("latin-1").decode()
        pairs = parse_qsl(query, True, errors="strict", max_num_fields=MAX_PARAMETERS)
    except ValueError as error:
        raise ParseError from error
    asked = dict(pairs)
    if len(asked) != len(pairs):
        raise ParseError
    asked.pop(str(api_settings.URL_FORMAT_OVERRIDE), None)
    return asked


def markup(*, template: str, picture: object) -> str:
    """Return the template filled with the picture's geometry, as well-formed XML.

    Text is escaped by the template; characters that XML has no way to write become U+FFFD.
    """
    return re.sub(NOT_XML, "\ufffd", render_to_string(template, {"picture": picture}))
