"""Documents the address of her calendar."""

from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema

from glowcycle.openapi.extensions import document_view, name_components
from glowcycle.openapi.parameters import (
    ETAG,
    IF_MATCH,
    IF_NONE_MATCH,
    errors,
    optional_header,
    response_header,
)
from glowcycle.person.calendar.items import DEFAULT_TITLE
from glowcycle.person.calendar.serializers import CalendarChangeSerializer, CalendarSerializer

KEPT = {
    "title": DEFAULT_TITLE,
    "updatedAt": "2026-03-01T20:31:07.104233Z",
    "linkMadeAt": "2026-03-01T20:31:07.104233Z",
    "url": None,
}
MADE = {
    **KEPT,
    "url": "https://api.example.org/calendar/Q3VyaW91cz8gVGhpcyBpcyBhbiBleGFtcGxlLi4uLg.ics",
}
STORED = OpenApiExample("As stored", KEPT, response_only=True, status_codes=[200])
TITLE = OpenApiExample("A title", {"title": "Our days"}, request_only=True)

name_components(OwnCalendar=CalendarSerializer, OwnCalendarChange=CalendarChangeSerializer)

document_view(
    "glowcycle.person.calendar.views.CalendarViewSet",
    tag="me",
    retrieve=extend_schema(
        operation_id="get_calendar",
        summary="Read whether you have a calendar",
        description="Each member is null where you have none. `url` is null: the service does not "
        "know it. `ETag` names the state; there is none without a calendar.",
        responses={200: CalendarSerializer, **errors(409)},
        parameters=[optional_header("ETag", "Names this state, for `If-Match`.")],
        examples=[STORED],
    ),
    make=extend_schema(
        operation_id="make_calendar",
        summary="Make a calendar of your next periods, or change it",
        description="201 has the `url` that you give to a calendar program; no other answer has "
        "it, so a lost one has to be replaced with `renew`. If you have a calendar, the answer is "
        "200, and changes what the body says.\n\nWhoever has the address sees the dates of your "
        "next three periods under this title, until you replace the link or delete the calendar. "
        "Calendar services fetch it by themselves and may keep what they fetched.",
        request=CalendarSerializer,
        responses={
            200: OpenApiResponse(CalendarSerializer, "The calendar that you have."),
            201: OpenApiResponse(CalendarSerializer, "A new calendar, with its address."),
            **errors(403, 409, 412),
        },
        parameters=[ETAG, IF_MATCH, IF_NONE_MATCH],
        examples=[
            TITLE,
            STORED,
            OpenApiExample("Made", MADE, response_only=True, status_codes=[201]),
        ],
    ),
    change=extend_schema(
        operation_id="change_calendar",
        summary="Replace the link of your calendar, or its title",
        description="With `renew` the answer has the new `url`; the address before opens nothing "
        "from then on, in every process at once. A calendar program keeps what it has fetched "
        "under it. 404 without a calendar.",
        request=CalendarChangeSerializer,
        responses={200: CalendarSerializer, **errors(403, 404, 409, 412)},
        parameters=[response_header("ETag", 200), IF_MATCH],
        examples=[
            OpenApiExample("Another link", {"renew": True}, request_only=True),
            OpenApiExample("With its address", MADE, response_only=True, status_codes=[200]),
        ],
    ),
    end=extend_schema(
        operation_id="end_calendar",
        summary="End your calendar",
        description="Its address opens nothing from then on. Ending it again is 204 as well.",
        responses={204: OpenApiResponse(description="There is no calendar."), **errors(412)},
        parameters=[IF_MATCH],
    ),
)
