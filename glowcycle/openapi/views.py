"""The addresses of the document, and of a page to read it and try it out."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from rest_framework.permissions import BasePermission
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from glowcycle.api.negotiation import NoNegotiation
from glowcycle.api.permissions import OwnPartition

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class PagesOffered(BasePermission):
    """The stage offers the document and the page."""

    def has_permission(self, request: Request, view: APIView) -> bool:  # noqa: ARG002  DRF's signature
        """Return True. Raise Http404 where the stage does not offer them."""
        if not settings.QA_PAGES:
            raise Http404
        return True


class SchemaView(APIView):
    """GET /schema: the OpenAPI document, without a token."""

    authentication_classes = ()
    permission_classes = (PagesOffered, OwnPartition)
    content_negotiation_class = NoNegotiation

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:  # noqa: ARG002  DRF's
        """Return the renderer of JSON, for browsers too."""
        return JSONRenderer(), JSONRenderer.media_type

    def get(self, request: Request) -> Response:
        """Return the document, with the absolute address of the stage that answers."""
        from glowcycle.openapi.document import openapi  # loads drf-spectacular, 0.2 s

        root = request.build_absolute_uri(".").rstrip("/")
        return Response({**openapi(), "servers": [{"url": root}]})


class DocsView(APIView):
    """GET /docs: Swagger UI for the document, with files of this host only."""

    authentication_classes = ()
    permission_classes = (PagesOffered, OwnPartition)
    content_negotiation_class = NoNegotiation

    def get(self, request: Request) -> HttpResponse:
        """Return the page."""
        page = render(request._request, "glowcycle/docs.html")
        page.headers["Content-Security-Policy"] = POLICY
        return page
