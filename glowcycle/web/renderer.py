"""The renderer of pages: REST framework chooses it for a browser, around a program's renderer."""

from collections.abc import Mapping
from typing import Any

from rest_framework.renderers import BaseRenderer
from rest_framework.response import Response

from glowcycle.web.answer import Answer
from glowcycle.web.page import page_of_answer

# A browser shows no body with these, so their pages have 200, as those of REST framework have.
WITHOUT_BODY = (204, 304)


class Page(BaseRenderer):
    """Renders an answer as a page around what `inner`, the renderer of a program, makes of it."""

    media_type = "text/html"
    charset = "utf-8"

    def __init__(self, inner: BaseRenderer, inner_media_type: str) -> None:
        self.inner = inner
        self.format = inner.format
        self._inner_media_type = inner_media_type

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,  # noqa: ARG002  DRF's signature
        renderer_context: Mapping[str, Any] | None = None,
    ) -> str:
        """Return the page, and give its response the status and the headers for a browser."""
        context = dict(renderer_context or {})
        response: Response = context["response"]
        request = context["request"]._request
        answer = Answer.of(self._program_response(data, response, context), request)
        page = page_of_answer(
            request,
            answer,
            drawn=getattr(response, "drawn", data),
            view=context["view"],
        )
        response.status_code = 200 if answer.status in WITHOUT_BODY else answer.status
        page.set_headers(response)
        return page.html

    def _program_response(self, data: Any, response: Response, context: dict[str, Any]) -> Response:
        """Return the response that a program gets."""
        program = Response(
            data,
            status=response.status_code,
            headers=response.headers,
            exception=response.exception,
            content_type=response.content_type,
        )
        program.accepted_renderer = self.inner
        program.accepted_media_type = self._inner_media_type
        program.renderer_context = context  # type: ignore[attr-defined]  # as APIView does
        if hasattr(response, "drawn"):
            program.drawn = response.drawn  # type: ignore[attr-defined]  # of a PictureResponse
        if hasattr(response, "finish"):
            program.add_post_render_callback(response.finish)
        program.render()
        return program
