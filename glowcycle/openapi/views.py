"""The document, and a page to read it and try it out, where the stage has such pages."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from glowcycle.api.negotiation import NoNegotiation
from glowcycle.api.permissions import OwnPartition

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class WhereOffered(BasePermission):
    """Elsewhere there is nothing here."""

    def has_permission(self, request: Request, view: APIView) -> bool:  # noqa: ARG002  drf-spectacular's signature
        """Return True. Raise Http404 where the stage has no such pages."""
        if not settings.QA_PAGES:
            raise Http404
        return True


class SchemaView(APIView):
    """GET /schema: the OpenAPI document, for anybody."""

    authentication_classes = ()
    permission_classes = (WhereOffered, OwnPartition)
    content_negotiation_class = NoNegotiation

    def get(self, _request: Request) -> Response:
        """Return the document."""
        from glowcycle.openapi.document import openapi

        return Response(openapi())


class DocsView(APIView):
    """GET /docs: Swagger UI over the document, with nothing from any other host."""

    authentication_classes = ()
    permission_classes = (WhereOffered, OwnPartition)
    content_negotiation_class = NoNegotiation

    def get(self, request: Request) -> HttpResponse:
        """Return the page."""
        page = render(request._request, "glowcycle/docs.html")
        page.headers["Content-Security-Policy"] = POLICY
        return page
