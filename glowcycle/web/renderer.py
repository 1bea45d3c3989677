"""The renderer of pages: REST framework chooses it for a browser, around a program's renderer."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
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
        answer = Answer.of(self._program_response(response), request)
        drawn = getattr(response, "drawn", data)
        page = page_of_answer(request, answer, drawn=drawn, view=context["view"])
        response.status_code = page.status_code
        for name in NOT_OF_PAGES:
            response.headers.pop(name, None)
        for name, value in page.headers.items():
            response.headers[name] = value
        response.cookies.update(page.cookies)
        return page.content

    def _program_response(self, response: Response) -> HttpResponse:
        """Return the response that a program gets."""
        response.accepted_renderer = self.inner
        response.accepted_media_type = self._inner_media_type
        content = response.rendered_content  # sets headers too
        status = response.status_code
        program = HttpResponse(content, status=status, headers=response.headers)
        if not content:
            del program.headers["Content-Type"]
        if hasattr(response, "finish"):
            response.finish(program)
        return program
