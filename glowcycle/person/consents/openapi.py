"""Documents the addresses of consents."""

from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    inline_serializer,
)

from glowcycle.openapi.enums import name_enums
from glowcycle.openapi.extensions import document_view, name_components
from glowcycle.openapi.parameters import errors, give_examples
from glowcycle.openapi.problems import document_error
from glowcycle.person.consents.serializers import (
    ConsentGiven,
    ConsentHistorySerializer,
    ConsentSerializer,
    GivingSerializer,
)
from glowcycle.person.consents.services import (
    MAX_HISTORY,
    ConsentRequired,
    ConsentVersionMismatch,
)
from glowcycle.person.consents.texts import PHOTO_ANALYSIS, TEXTS

NAME = OpenApiParameter(
    "name", {"type": "string"}, OpenApiParameter.PATH, description="The name of the consent."
)
CONSENT = {
    "name": PHOTO_ANALYSIS,
    "version": TEXTS[PHOTO_ANALYSIS].version,
    "text": TEXTS[PHOTO_ANALYSIS].words,
    "given": True,
    "givenVersion": TEXTS[PHOTO_ANALYSIS].version,
    "givenAt": "2026-03-01T20:31:07.104233Z",
    "withdrawnAt": None,
}
GIVEN = OpenApiExample("Given", CONSENT, response_only=True)
HISTORY = {"version": "1", "givenAt": CONSENT["givenAt"], "withdrawnAt": None, "language": "en"}

name_enums(ConsentName=TEXTS)
give_examples(name=PHOTO_ANALYSIS)
name_components(ConsentGiving=GivingSerializer, ConsentChoice=ConsentGiven)

document_error(ConsentRequired(PHOTO_ANALYSIS))
document_error(ConsentVersionMismatch())

document_view(
    "glowcycle.person.consents.views.ConsentViewSet",
    tag="me",
    list=extend_schema(
        operation_id="list_consents",
        summary="List the consents and what you answered to each",
        description="Show her `text` word for word before you send its `version`. `health-data` is "
        "in the list if the service stores nothing without it, or if you gave it once.",
        responses=inline_serializer("ConsentList", {"consents": ConsentSerializer(many=True)}),
        examples=[OpenApiExample("One, given", {"consents": [CONSENT]})],
    ),
    retrieve=extend_schema(
        operation_id="get_consent",
        summary="Read a consent",
        description="`given` is true if you consented to the current text and did not withdraw. "
        f"`history` has your last {MAX_HISTORY} givings, with their withdrawals; your export has "
        "more.",
        parameters=[NAME],
        responses={200: ConsentHistorySerializer, **errors(404)},
        examples=[OpenApiExample("Given", {**CONSENT, "history": [HISTORY]})],
    ),
    give=extend_schema(
        operation_id="give_consent",
        summary="Give a consent",
        description="To that version of the text; 409 if another version is current.",
        parameters=[NAME],
        request=ConsentGiven,
        responses={200: ConsentSerializer, **errors(404, 409)},
        examples=[OpenApiExample("To this text", {"version": "1"}, request_only=True), GIVEN],
    ),
    withdraw=extend_schema(
        operation_id="withdraw_consent",
        summary="Withdraw a consent",
        description="The consent ends at once. Withdrawing it again is 204 as well.",
        parameters=[NAME],
        responses={204: OpenApiResponse(description="The consent has ended."), **errors(404)},
    ),
)
