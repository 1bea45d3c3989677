"""The renderer of pages: REST framework chooses it for a browser, around a program's renderer."""

from collections.abc import Mapping
from typing import Any

from rest_framework.renderers import BaseRenderer
from rest_framework.response import Response

from glowcycle.web.answer import Answer
from glowcycle.web.answer_page import page_of_answer

# Headers of a program's answer that would be wrong for the page of it.
NOT_OF_PAGES = ("Content-Disposition", "ETag", "Link")


class PageRenderer(BaseRenderer):
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
    ) -> bytes:
        """Return the page, and give its response the status and the headers for a browser."""
        context = dict(renderer_context or {})
        response: Response = context["response"]
        request = context["request"]._request
        answer = Answer.of(self._program_response(data, response, context), request)
        drawn = getattr(response, "drawn", data)
        page = page_of_answer(request, answer, drawn=drawn, view=context["view"])
        response.status_code = page.status_code
        for name in NOT_OF_PAGES:
            response.headers.pop(name, None)
        for name, value in page.headers.items():
            response.headers[name] = value
        response.cookies.update(page.cookies)
        return page.content

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
