from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from glowcycle.api.entity_tags import parse_etags
from glowcycle.api.negotiation import NoNegotiation
from glowcycle.api.responses import File
from glowcycle.api.today import today
from glowcycle.sharing.calendar import services
from glowcycle.sharing.calendar.ics import CONTENT_TYPE
from glowcycle.sharing.closing import ClosesAlike


class CalendarFeedViewSet(ClosesAlike):
    """Her calendar, for every program that knows its link."""

    content_negotiation_class = NoNegotiation

    def read(self, request: Request, calendar_secret: str) -> HttpResponse:
        file = services.read_calendar(secret=calendar_secret, today=today(), now=timezone.now())
        headers = {
            "ETag": f'W/"{file.tag}"',
            # A program may keep it to ask whether it has changed; nobody on the way may.
            "Cache-Control": "private, no-cache",
            "Referrer-Policy": "no-referrer",
            "X-Robots-Tag": "noindex, nofollow, noarchive",
        }
        held = parse_etags(request.headers.get("If-None-Match", ""))
        if not held.isdisjoint({file.tag, "*"}):
            response = File(b"", view=self, status=304, headers=headers)
            del response.headers["Content-Type"]
            return response
        headers["Content-Disposition"] = 'inline; filename="calendar.ics"'
        return File(file.content, view=self, content_type=CONTENT_TYPE, headers=headers)
