from typing import Any

from django.http import HttpResponse
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet


class File(HttpResponse):
    """A response of bytes without a renderer. It holds the view's context, for the request log."""

    def __init__(self, content: bytes, *, view: ViewSet, **options: Any) -> None:
        super().__init__(content, **options)
        self.renderer_context = view.get_renderer_context()


class NotModified(Response):
    """A 304: the answer that the client keeps, with that ETag, is still the right one."""

    status_code = 304

    def __init__(self, etag: str) -> None:
        super().__init__(None, status=self.status_code, headers={"ETag": etag})
