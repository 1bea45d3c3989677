"""Documents the address of the access log."""

from drf_spectacular.utils import OpenApiExample, extend_schema, inline_serializer

from glowcycle.openapi.enums import name_enums
from glowcycle.openapi.extensions import document_view, name_components
from glowcycle.person.access_log import share_lines
from glowcycle.person.access_log.items import ENTRY_LIFE
from glowcycle.person.access_log.serializers import COMMANDS, AccessSerializer
from glowcycle.person.access_log.services import ACCESSORS, MAX_ENTRIES, SENTENCES

COMMAND = {
    "at": "2026-03-01T20:31:07.104233Z",
    "by": "operator",
    "command": "export_person",
    "what": SENTENCES["export_person"],
    "kind": None,
    "count": None,
    "shareId": None,
    "shareName": None,
}
OPENING = {
    "at": "2026-03-01T18:02:55.310284Z",
    "by": "share",
    "command": "open_share",
    "what": share_lines.SENTENCES["page"],
    "kind": "page",
    "count": 2,
    "shareId": "4f0c2e1a-93d5-4c67-8b1e-7a5d6c4b3f21",
    "shareName": "Sam",
}

name_enums(AccessCommand=COMMANDS, AccessedBy=ACCESSORS, OpeningKind=share_lines.KINDS)
name_components(AccessEntry=AccessSerializer)

document_view(
    "glowcycle.person.access_log.views.AccessLogViewSet",
    tag="me",
    list=extend_schema(
        operation_id="list_accesses",
        summary="List who looked at your data",
        description="Newest first: the commands that operators ran on your data, and what your "
        "shares and your calendar opened, a line a share, day and kind with a `count`. No address "
        "and no country is noted. The service notes each before it touches your data, and keeps "
        f"the note for {ENTRY_LIFE.days} days. The answer has the newest {MAX_ENTRIES}; your "
        "export has all.",
        responses=inline_serializer("AccessLog", {"entries": AccessSerializer(many=True)}),
        examples=[OpenApiExample("Both", {"entries": [COMMAND, OPENING]})],
    ),
)
