"""Documents the address of the profile."""

from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema

from glowcycle.openapi.enums import name_enums
from glowcycle.openapi.extensions import document_view, name_components
from glowcycle.openapi.parameters import (
    ETAG,
    IF_MATCH,
    IF_NONE_MATCH,
    REQUEST_KEY,
    errors,
    optional_header,
)
from glowcycle.person.profile.serializers import GOALS, ProfileSerializer

SAID = {
    "birthYear": 1994,
    "cycleLength": 29,
    "periodLength": 5,
    "lutealLength": None,
    "goal": "track",
}
WRITTEN = OpenApiExample(
    "As stored", {**SAID, "updatedAt": "2026-03-01T20:31:07.104233Z"}, response_only=True
)

name_enums(ForecastGoal=GOALS)
name_components(OwnProfile=ProfileSerializer)

document_view(
    "glowcycle.person.profile.views.ProfileViewSet",
    tag="me",
    retrieve=extend_schema(
        operation_id="get_profile",
        summary="Read what you said of yourself",
        description="A value is null where you said nothing. `ETag` names the state; there is none "
        "before your first `PUT`.",
        responses={200: ProfileSerializer, **errors(409)},
        parameters=[optional_header("ETag", "Names this state, for `If-Match`.")],
        examples=[WRITTEN],
    ),
    replace=extend_schema(
        operation_id="replace_profile",
        summary="Say something of yourself, or take it back",
        description="A value that you leave out stays as it is, and null takes it back. The "
        "forecast takes these values as evidence; what you log counts more, the more you log.",
        request=ProfileSerializer,
        responses={200: OpenApiResponse(ProfileSerializer), **errors(403, 409, 412)},
        parameters=[ETAG, IF_MATCH, IF_NONE_MATCH, REQUEST_KEY],
        examples=[OpenApiExample("All values", SAID, request_only=True), WRITTEN],
    ),
)
