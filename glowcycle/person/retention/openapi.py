"""Documents the address of the retention of records."""

from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema

from glowcycle.openapi.enums import name_enums
from glowcycle.openapi.extensions import document_view, name_components
from glowcycle.openapi.parameters import response_header
from glowcycle.person.retention.choices import DAYS
from glowcycle.person.retention.serializers import RetentionSerializer

CHOSEN = {"journal": 365, "period": None, "skin": 30, "stage": None}
APPLIED = {**CHOSEN, "appliedAt": "2026-03-01T20:31:07.104233Z"}

name_enums(RetentionDays=DAYS)
name_components(RetentionChoice=RetentionSerializer)

document_view(
    "glowcycle.person.retention.views.RetentionViewSet",
    tag="me",
    retrieve=extend_schema(
        operation_id="get_retention",
        summary="Read how long your records are kept",
        description="For each kind the number of days from creation to deletion; null, the "
        "default, keeps records for ever.",
        responses=RetentionSerializer,
        examples=[OpenApiExample("Chosen", APPLIED)],
    ),
    choose=extend_schema(
        operation_id="choose_retention",
        summary="Choose how long your records are kept",
        description="Name every kind; one that came after the first version stays as it is "
        "unless you name it. Older records are deleted for good; new ones are deleted 30, "
        "90 or 365 days after their creation, and a photo with its scan. Repeat the request as "
        "`Retry-After` says until it is 200: then the choice holds for all records.",
        request=RetentionSerializer,
        parameters=[response_header("Retry-After", 202)],
        responses={
            200: RetentionSerializer,
            202: OpenApiResponse(RetentionSerializer, "The service is still applying the choice."),
        },
        examples=[
            OpenApiExample("A choice", CHOSEN, request_only=True),
            OpenApiExample("Applied", APPLIED, response_only=True, status_codes=[200]),
            OpenApiExample(
                "Not applied", {**CHOSEN, "appliedAt": None}, response_only=True, status_codes=[202]
            ),
        ],
    ),
)
