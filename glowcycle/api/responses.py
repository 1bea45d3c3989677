from typing import Any

from django.http import HttpResponse
from rest_framework.viewsets import ViewSet


class File(HttpResponse):
    """Bytes that no renderer writes. Like what one writes, it tells of its request and view."""

    def __init__(self, content: bytes, *, view: ViewSet, **options: Any) -> None:
        super().__init__(content, **options)
        self.renderer_context = view.get_renderer_context()
