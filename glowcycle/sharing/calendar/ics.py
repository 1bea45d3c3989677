"""Writes a calendar of all-day events as iCalendar (RFC 5545), in UTF-8.

The file is written here, since all of it is twenty lines, and each of them is meant.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

# The most octets of a line, without its end (RFC 5545, 3.1).
LINE_OCTETS: Final = 75
CONTENT_TYPE: Final = "text/calendar; charset=utf-8"
# How often a program should fetch the calendar again; many keep to a time of their own.
REFRESH: Final = "PT12H"

_NEW_LINE: Final = re.compile("\r\n|[\r\n]")
# A line holds none of these, not even escaped; some programs end a line at the last three.
_NOT_TEXT: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

# A calendar must have a part, also when it has no event (RFC 5545, 3.6). This part shows nothing,
# and stands in every calendar; no event needs it, since a day has no time zone.
_PART: Final = (
    "BEGIN:VTIMEZONE",
    "TZID:Etc/UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "TZNAME:UTC",
    "END:STANDARD",
    "END:VTIMEZONE",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AllDayEvent:
    """An event from `first` to `last`, both inclusive.

    uid   its name for ever: a program knows by it that an event moved
    """

    uid: str
    first: date
    last: date


def write_calendar(
    *, title: str, events: Sequence[AllDayEvent], revision: int, written_at: datetime
) -> bytes:
    """Return the calendar; `title` names it and each event.

    `revision` is the SEQUENCE of each event: it may not fall. `written_at` is an aware time.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Glow//Calendar//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        # The name in RFC 7986, and the one that older programs know.
        f"NAME:{_escaped(title)}",
        f"X-WR-CALNAME:{_escaped(title)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
        *_PART,
    ]
    for event in events:
        lines += _event_lines(event, title=title, revision=revision, written_at=written_at)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def folded(line: str) -> bytes:
    """Return the line in UTF-8 with its end, folded so that no part is longer than a line may be.

    No character is split between two parts: not every program would put it together again.
    """
    parts = [b""]
    for character in line:
        encoded = character.encode()
        if len(parts[-1]) + len(encoded) > LINE_OCTETS:
            parts.append(b" ")
        parts[-1] += encoded
    return b"\r\n".join(parts) + b"\r\n"


def _event_lines(
    event: AllDayEvent, *, title: str, revision: int, written_at: datetime
) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{written_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{revision}"
    yield f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.last + timedelta(days=1):%Y%m%d}"  # the first day without it
    yield f"SUMMARY:{_escaped(title)}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"  # she is not busy on these days
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    r"""Return a value of type TEXT: `\`, `;`, `,` and line breaks escaped, no other controls."""
    for special in "\\;,":
        text = text.replace(special, f"\\{special}")
    return _NOT_TEXT.sub("\N{REPLACEMENT CHARACTER}", _NEW_LINE.sub(r"\\n", text))
