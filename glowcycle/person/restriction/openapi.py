"""Documents the address of the restriction."""

from drf_spectacular.utils import OpenApiExample, extend_schema

from glowcycle.openapi.extensions import document_view, name_components
from glowcycle.person.restriction.serializers import RestrictionSerializer

RESTRICTED = OpenApiExample(
    "Restricted", {"restricted": True, "since": "2026-03-01T20:31:07.104233Z"}, response_only=True
)

name_components(RestrictionChoice=RestrictionSerializer)

document_view(
    "glowcycle.person.restriction.views.RestrictionViewSet",
    tag="me",
    retrieve=extend_schema(
        operation_id="get_restriction",
        summary="Read whether your data is only stored",
        description="`since` is when you chose it; null if your data is not restricted.",
        responses=RestrictionSerializer,
        examples=[RESTRICTED],
    ),
    choose=extend_schema(
        operation_id="choose_restriction",
        summary="Stop all processing of your data but its storage, or end that",
        description="While your data is restricted you can write, change and delete records, sync, "
        "export and erase, and make your choices under `/me`. Every other request is 403 "
        "`restricted`: nothing is listed, computed, drawn or measured. All processes of the "
        "service follow within a minute. How long records are kept stays as you chose it.",
        request=RestrictionSerializer,
        responses=RestrictionSerializer,
        examples=[OpenApiExample("Restrict", {"restricted": True}, request_only=True), RESTRICTED],
    ),
)
