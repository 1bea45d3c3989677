"""What the addresses of her consents are for."""

from typing import Any

from drf_spectacular.extensions import OpenApiViewExtension
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    inline_serializer,
)

from glowcycle.openapi.parameters import refused
from glowcycle.person.consents.serializers import ConsentGiven, ConsentSerializer
from glowcycle.person.consents.texts import PHOTO_ANALYSIS, TEXTS

NAME = OpenApiParameter("name", {"type": "string"}, OpenApiParameter.PATH, description="Its name.")
CONSENT = {
    "name": PHOTO_ANALYSIS,
    "version": TEXTS[PHOTO_ANALYSIS].version,
    "text": TEXTS[PHOTO_ANALYSIS].words,
    "given": True,
    "givenVersion": TEXTS[PHOTO_ANALYSIS].version,
    "givenAt": "2026-03-01T20:31:07.104233Z",
    "withdrawnAt": None,
}
AS_IT_STANDS = OpenApiExample("Given", CONSENT, response_only=True)


class Consents(OpenApiViewExtension):
    target_class = "glowcycle.person.consents.views.ConsentViewSet"

    def view_replacement(self) -> Any:
        @extend_schema(tags=["me"])
        class Documented(self.target_class):  # type: ignore[name-defined,misc]  # made at run time
            @extend_schema(
                operation_id="list_consents",
                summary="What she may be asked to allow, and what she said",
                responses=inline_serializer("Consents", {"consents": ConsentSerializer(many=True)}),
                examples=[OpenApiExample("One, given", {"consents": [CONSENT]})],
            )
            def list(self) -> None:
                """`text` is to be shown to her word for word before its `version` is sent."""

            @extend_schema(
                operation_id="get_consent",
                summary="One of them",
                parameters=[NAME],
                responses={200: ConsentSerializer, **refused(404)},
                examples=[AS_IT_STANDS],
            )
            def retrieve(self) -> None:
                """`given` is whether it holds: for the text in force, and not withdrawn."""

            @extend_schema(
                operation_id="give_consent",
                summary="Consent",
                parameters=[NAME],
                request=ConsentGiven,
                responses={200: ConsentSerializer, **refused(404, 409)},
                examples=[
                    OpenApiExample("To this text", {"version": "1"}, request_only=True),
                    AS_IT_STANDS,
                ],
            )
            def give(self) -> None:
                """To that version of the text; 409 where another one is in force."""

            @extend_schema(
                operation_id="withdraw_consent",
                summary="Take a consent back",
                parameters=[NAME],
                responses={204: OpenApiResponse(description="It holds no more."), **refused(404)},
            )
            def withdraw(self) -> None:
                """From now on; again is fine."""

        return Documented
