"""Documents the address of a calendar, for programs that know its link."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema

from glowcycle.openapi.extensions import document_view
from glowcycle.openapi.parameters import (
    CONDITIONAL_READ,
    NOT_MODIFIED,
    errors,
    give_examples,
    optional_header,
)

SECRET = OpenApiParameter(
    "calendar_secret",
    {"type": "string"},
    OpenApiParameter.PATH,
    description="The secret in the `url` that made the calendar.",
)
EXAMPLE = """\
BEGIN:VCALENDAR
VERSION:2.0
...
BEGIN:VEVENT
UID:5c1f0e2a9b7d4433661691be89d3658e
DTSTAMP:20260301T203107Z
SEQUENCE:86191
DTSTART;VALUE=DATE:20260312
DTEND;VALUE=DATE:20260317
SUMMARY:Glow
...
"""
give_examples(**{SECRET.name: "Q3VyaW91cz8gVGhpcyBpcyBhbiBleGFtcGxlLi4uLi4"})

document_view(
    "glowcycle.sharing.calendar.views.CalendarFeedViewSet",
    tag="shared",
    read=extend_schema(
        operation_id="fetch_calendar",
        summary="Fetch the calendar of a link",
        description="For calendar programs, without a token: the next three periods of whom the "
        "link belongs to, as iCalendar (RFC 5545). Each is one all-day event over the days on "
        "which that period may begin, under a title of her choice. `UID` stays while the days "
        "move, and `SEQUENCE` grows with time.\n\nWithout a forecast, for whatever reason, the "
        "calendar is empty. A link that was replaced or ended is 404, as a secret that never was.",
        parameters=[
            SECRET,
            *CONDITIONAL_READ,
            optional_header("Content-Disposition", "A file name that tells nothing."),
        ],
        responses={
            (200, "text/calendar"): OpenApiResponse(OpenApiTypes.STR, "The calendar, in UTF-8."),
            **NOT_MODIFIED,
            **errors(404, 429, 503),
        },
        examples=[
            OpenApiExample("A calendar", EXAMPLE, response_only=True, media_type="text/calendar")
        ],
    ),
)
