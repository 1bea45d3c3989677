"""What the address is for by which she says for how long her records are kept."""

from typing import Any

from drf_spectacular.extensions import OpenApiViewExtension
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema

from glowcycle.openapi.parameters import answered
from glowcycle.person.retention.serializers import RetentionSerializer

CHOSEN = {"journal": 365, "period": None, "skin": 30}
APPLIED = {**CHOSEN, "appliedAt": "2026-03-01T20:31:07.104233Z"}


class Retention(OpenApiViewExtension):
    target_class = "glowcycle.person.retention.views.RetentionViewSet"

    def view_replacement(self) -> Any:
        class Documented(self.target_class):  # type: ignore[name-defined,misc]  # made at run time
            @extend_schema(
                tags=["me"],
                operation_id="get_retention",
                summary="For how long records are kept",
                responses=RetentionSerializer,
                examples=[OpenApiExample("Chosen", APPLIED)],
            )
            def retrieve(self) -> None:
                """By kind the number of days after their creation on which records are deleted;
                null, as at first, for never.
                """

            @extend_schema(
                tags=["me"],
                operation_id="choose_retention",
                summary="Have records deleted after a while, or keep them",
                request=RetentionSerializer,
                parameters=[answered("Retry-After", 202)],
                responses={
                    200: RetentionSerializer,
                    202: OpenApiResponse(RetentionSerializer, "It is being carried out."),
                },
                examples=[
                    OpenApiExample("A choice", CHOSEN, request_only=True),
                    OpenApiExample("Carried out", APPLIED, response_only=True),
                ],
            )
            def choose(self) -> None:
                """Every kind is named. What is older already is deleted, for good; new records go
                by themselves, 30, 90 or 365 days after they were made, and a photo with its scan.
                Repeat the request as `Retry-After` says until it is 200: then it holds for all.
                """

        return Documented
