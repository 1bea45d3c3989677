"""The form of a share's answers, and of the one small form that its page sends."""

from collections.abc import Mapping
from typing import IO, Any, Final
from urllib.parse import parse_qsl

from rest_framework.exceptions import ParseError
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request

from glowcycle.api.parsers import TooLarge, check_encoding

MAX_FORM_BYTES: Final = 4_096


class PassphraseForm(BaseParser):
    """Parses a form with the field `passphrase`, or with nothing."""

    media_type = "application/x-www-form-urlencoded"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, str]:
        """Return the field. Raise ParseError (400), TooLarge (413), UnsupportedMediaType (415)."""
        check_encoding(media_type or "", parser_context)
        body = stream.read(MAX_FORM_BYTES + 1)
        if len(body) > MAX_FORM_BYTES:
            raise TooLarge
        try:
            fields = parse_qsl(
                body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1
            )
        except ValueError as error:
            raise ParseError from error
        if any(name != "passphrase" for name, _ in fields):
            raise ParseError
        return dict(fields)


class SharedPage(BaseRenderer):
    """Renders the answer as a page of its own, and a problem as one that tells nothing."""

    media_type = "text/html"
    format = "html"
    charset = "utf-8"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,  # noqa: ARG002  DRF's signature
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        """Return the page."""
        from glowcycle.sharing.pages import render  # most requests are no browser's

        response = (renderer_context or {})["response"]
        if response.exception:
            return render("sharing/problem.html", status=response.status_code)
        if data is None:  # a redirection
            return b""
        return render(getattr(response, "template", "sharing/share.html"), answer=data)


class PageOrProgram(DefaultContentNegotiation):
    """Gives browsers the page, and programs JSON. A browser is what asks for text/html."""

    def select_renderer(
        self,
        request: Request,
        renderers: Any,  # noqa: ARG002  DRF's signature
        format_suffix: str | None = None,  # noqa: ARG002  DRF's signature
    ) -> tuple[BaseRenderer, str]:
        """Return the renderer and its media type."""
        is_browser = "text/html" in request.headers.get("Accept", "")
        if is_browser and request.query_params.get("format") != "json":
            return SharedPage(), f"{SharedPage.media_type}; charset=utf-8"
        return JSONRenderer(), JSONRenderer.media_type
