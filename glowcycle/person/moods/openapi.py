"""Documents the address of her order of moods."""

from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema

from glowcycle.openapi.extensions import document_view, name_components
from glowcycle.openapi.parameters import (
    ETAG,
    IF_MATCH,
    IF_NONE_MATCH,
    REQUEST_KEY,
    errors,
    optional_header,
)
from glowcycle.person.moods.serializers import MoodsSerializer

SAID = {"moods": ["🤩", "😊", "calm", "😐", "irritable", "😢"]}
WRITTEN = OpenApiExample(
    "As stored", {**SAID, "updatedAt": "2026-03-01T20:31:07.104233Z"}, response_only=True
)

name_components(OwnMoods=MoodsSerializer)

document_view(
    "glowcycle.person.moods.views.MoodsViewSet",
    tag="me",
    retrieve=extend_schema(
        operation_id="get_moods",
        summary="Read your own order of moods",
        description="`moods` is null where you have no order of your own. `ETag` names the state; "
        "there is none before your first `PUT`.",
        responses={200: MoodsSerializer, **errors(409)},
        parameters=[optional_header("ETag", "Names this state, for `If-Match`.")],
        examples=[WRITTEN],
    ),
    replace=extend_schema(
        operation_id="replace_moods",
        summary="Put your moods in order, or take the order back",
        description="The best mood first. The picture of the journal shows moods in this order, "
        "and it tells how good a day was: the first mood counts 5, the last 1, the others evenly "
        "between. Whether a mood that is not in it follows your cycle is asked as a yes or no. "
        "Null, or an empty array, takes the order back: then common moods count as most people "
        "mean them.",
        request=MoodsSerializer,
        responses={200: OpenApiResponse(MoodsSerializer), **errors(403, 409, 412)},
        parameters=[ETAG, IF_MATCH, IF_NONE_MATCH, REQUEST_KEY],
        examples=[OpenApiExample("An order", SAID, request_only=True), WRITTEN],
    ),
)
