"""Documents the address of the access log."""

from drf_spectacular.utils import OpenApiExample, extend_schema, inline_serializer

from glowcycle.openapi.enums import name_enums
from glowcycle.openapi.extensions import document_view, name_components
from glowcycle.person.access_log.serializers import AccessSerializer
from glowcycle.person.access_log.services import ENTRY_LIFE, MAX_ENTRIES, SENTENCES

ENTRY = {
    "at": "2026-03-01T20:31:07.104233Z",
    "command": "export_person",
    "what": SENTENCES["export_person"],
}

name_enums(OperatorCommand=SENTENCES)
name_components(OperatorAccess=AccessSerializer)

document_view(
    "glowcycle.person.access_log.views.AccessLogViewSet",
    tag="me",
    list=extend_schema(
        operation_id="list_accesses",
        summary="List the commands that operators ran on your data",
        description="Newest first. The service notes each command before it touches your data, and "
        f"keeps the note for {ENTRY_LIFE.days} days. The answer has the newest {MAX_ENTRIES}; "
        "your export has all.",
        responses=inline_serializer("AccessLog", {"entries": AccessSerializer(many=True)}),
        examples=[OpenApiExample("An export", {"entries": [ENTRY]})],
    ),
)
