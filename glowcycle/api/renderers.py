"""Answers in other forms than JSON, among them pictures: the answer of an address, drawn as SVG.

A picture is drawn from the JSON answer itself, so the two cannot disagree. It is inert: it has no
script, no style, and no reference to anything outside it.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, MutableMapping
from typing import Any, ClassVar

from django.template.loader import render_to_string
from django.utils.module_loading import import_string
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from glowcycle.api.middleware import POLICY

# Characters that a JSON string may hold and XML 1.0 may not, even as a character reference.
# Compiled with the first picture, since that takes 5 ms.
NOT_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


class AnswerRenderer(BaseRenderer, ABC):
    """Renders an answer in another form than JSON; a problem stays JSON."""

    charset = "utf-8"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,  # noqa: ARG002  DRF's signature
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        """Return the answer in that form, or the problem as JSON."""
        response = (renderer_context or {})["response"]
        if response.exception:
            problem: bytes = JSONRenderer().render(data)
            return problem
        if data is None:  # a 304
            return b""
        return self.render_answer(getattr(response, "drawn", data), headers=response.headers)

    @abstractmethod
    def render_answer(self, data: Any, *, headers: MutableMapping[str, str]) -> bytes:
        """Return the answer's JSON values in that form, and add to its headers."""


class SVG(AnswerRenderer):
    """Renders the answer as a picture: `?format=svg` or `Accept: image/svg+xml`.

    `compose` is the dotted path of a function that takes the answer's JSON values as `answer` and
    returns the Picture. It is imported with the first one, so that no other request pays for it.
    """

    media_type = "image/svg+xml"
    format = "svg"

    def __init__(self, *, compose: str) -> None:
        self._compose = compose

    def render_answer(self, data: Any, *, headers: MutableMapping[str, str]) -> bytes:
        """Return the picture of the answer."""
        # A picture opened by itself is a document: this gives it no more rights than an <img> has.
        headers["Content-Security-Policy"] = f"{POLICY}; sandbox"
        picture = import_string(self._compose)(answer=data)
        return markup(template="charts/standalone.svg", picture=picture).encode()


class PictureViewSet(ViewSet):
    """A viewset that draws some answers: `pictures` maps an action to the path of its `compose`."""

    pictures: ClassVar[Mapping[str, str]] = {}

    def get_renderers(self) -> list[BaseRenderer]:
        """Return the renderers of all addresses, and SVG for an action with a picture."""
        renderers: list[BaseRenderer] = super().get_renderers()
        compose = self.pictures.get(self.action or "")
        return [*renderers, SVG(compose=compose)] if compose else renderers

    @property
    def default_response_headers(self) -> dict[str, str]:
        """Return the headers of every answer. DRF sets Vary by the class's renderers only."""
        headers: dict[str, str] = super().default_response_headers
        return {**headers, "Vary": "Accept"}


class PictureResponse(Response):
    """An answer with a picture. `drawn` are members that the picture needs beside the answer's."""

    def __init__(self, answer: Mapping[str, Any], *, drawn: Mapping[str, Any]) -> None:
        super().__init__(answer)
        self.drawn = {**answer, **drawn}


def is_drawn(request: Request) -> bool:
    """Return whether the answer will be drawn: alone, or in a page."""
    return getattr(request, "page", None) is not None or isinstance(request.accepted_renderer, SVG)


def markup(*, template: str, picture: object) -> str:
    """Return the template filled with the picture's geometry, as well-formed XML.

    The template escapes text; characters that XML cannot write become U+FFFD.
    """
    return re.sub(NOT_XML, "\ufffd", render_to_string(template, {"picture": picture}))
