"""Documents what others open by a link of hers."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers

from glowcycle.openapi.extensions import document_view, name_components
from glowcycle.openapi.parameters import errors, give_examples, optional_header, response_header
from glowcycle.openapi.problems import document_error
from glowcycle.sharing.calendar import openapi as calendar  # noqa: F401  it documents its addresses
from glowcycle.sharing.serializers import SharedSerializer
from glowcycle.sharing.views import NotOpened, WrongPassphrase

give_examples(secret="rJ0a4aQ2tq1v3m9Xo8bW5hT6yKc7dLpEfGz0iNsUuVw")  # noqa: S106  an example
name_components(SharedContent=SharedSerializer)
document_error(NotOpened())
document_error(WrongPassphrase())

SECRET = OpenApiParameter(
    "secret",
    OpenApiTypes.STR,
    OpenApiParameter.PATH,
    description="The last part of the link. Treat it as a password: write it into no log.",
)
FORMAT = OpenApiParameter(
    "format",
    OpenApiTypes.STR,
    OpenApiParameter.QUERY,
    pattern="^json$",
    description="`json`, also where `Accept` names `text/html`.",
)
CLOSED = (
    "404 alike for a link that is wrong, expired, revoked or locked, and for a person who erased "
    "or restricted her data."
)
PASSPHRASE = inline_serializer(
    "SharePassphrase",
    {
        "passphrase": serializers.CharField(
            required=False, help_text="Where the share has one. Ten wrong ones lock it."
        )
    },
)
SHARED = {
    "name": "For Sam",
    "from": "2026-01-01",
    "to": None,
    "expiresAt": "2026-04-30T18:00:00Z",
    "asOf": "2026-03-01",
    "since": "2026-01-01",
    "scope": ["periodDates", "forecast"],
    "periodDates": [{"start": "2026-02-08", "end": "2026-02-12"}],
    "forecast": None,
    "notice": "This was logged or estimated, and nobody has checked it. It is no medical advice "
    "and no contraception.",
}

document_view(
    "glowcycle.sharing.views.SharedViewSet",
    tag="shared",
    retrieve=extend_schema(
        operation_id="get_shared",
        summary="Read what somebody shares",
        description="For everybody who has the link, without a token. A browser gets a page: at "
        "first one with a button alone, so that a preview of the link shows nothing. A program "
        "sends `POST` first and keeps the cookie; before, it gets 403 `not_opened`. There is a "
        "member for each scope of the share, and no other. " + CLOSED,
        parameters=[SECRET, FORMAT],
        responses={
            (200, "application/json"): SharedSerializer,
            (200, "text/html"): OpenApiTypes.STR,
            **errors(403, 404, 429, 503),
        },
        examples=[
            OpenApiExample("Two scopes", SHARED, response_only=True),
            OpenApiExample(
                "The first page", "<!doctype html>", response_only=True, media_type="text/html"
            ),
        ],
    ),
    open=extend_schema(
        operation_id="open_shared",
        summary="Open a share for half an hour",
        description="A form, as the first page of the share sends it. The cookie opens this "
        "address and its report alone. " + CLOSED,
        parameters=[SECRET, response_header("Location", 303)],
        request={"application/x-www-form-urlencoded": PASSPHRASE},
        responses={303: None, **errors(403, 404, 503)},
        examples=[
            OpenApiExample(
                "With a passphrase",
                {"passphrase": "correct horse"},
                request_only=True,
                media_type="application/x-www-form-urlencoded",
            )
        ],
    ),
)
document_view(
    "glowcycle.sharing.views.SharedReportViewSet",
    tag="shared",
    retrieve=extend_schema(
        operation_id="get_shared_report",
        summary="Read the report of a share as PDF",
        description="Of the days of the share, a year where it names no first one. 404 where its "
        "scope has no `report` and before its first day; a browser that has not opened the share "
        "is sent to its page.",
        parameters=[
            SECRET,
            response_header("Location", 303),
            optional_header("Content-Disposition", "A file name that tells nothing."),
        ],
        responses={
            (200, "application/pdf"): OpenApiTypes.BINARY,
            303: None,
            **errors(403, 404, 429, 503),
        },
    ),
)
