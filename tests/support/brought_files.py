"""Files of other apps that a person brings, and how her phone brings them."""

from datetime import date, timedelta
from typing import Any

from tests.support.phone import Phone
from tests.support.photo_bucket import named

TODAY = "2026-03-05"
# Two entries with a mood that its owner named, so that it is asked about; a scale without a place.
DAYLIO = """full_date,date,weekday,time,mood,activities,scales,note_title,note
2026-03-02,March 2,Monday,9:40 pm,Foggy,"cook | early night","Energy: 3","","Soup"
2026-03-01,March 1,Sunday,11:15 pm,Foggy,"","","",""
""".encode("utf-8-sig")
# Two periods, and a note.
DRIP = b"""date,temperature.value,bleeding.value,bleeding.exclude,note.value
2026-03-03,,3,false,slept badly
2026-03-02,,2,false,
2026-02-02,36.4,2,false,
2026-02-01,,2,false,
"""
DRIP_DAYS = ("2026-03-03", "2026-03-02", "2026-02-02", "2026-02-01")


def daylio(day: date) -> bytes:
    """Return an export of Daylio with an entry on that day, of a mood that she named."""
    head = "full_date,date,weekday,time,mood,activities,scales,note_title,note\n"
    row = f'{day},,,9:40 pm,Foggy,"walk | tea","Energy: 3","","Soup"\n'
    return (head + row).encode("utf-8-sig")


def drip(last: date, *, cycles: int) -> bytes:
    """Return an export of drip with periods of four days; the last one begins on `last`."""
    starts = (last - timedelta(days=28 * number) for number in range(cycles))
    days = (start + timedelta(days=3 - late) for start in starts for late in range(4))
    head = "date,temperature.value,bleeding.value,bleeding.exclude,note.value\n"
    return (head + "".join(f"{day},36.4,2,false,\n" for day in days)).encode()


def preview(phone: Phone, content: bytes = DRIP, *, today: str = TODAY, **fields: str) -> Any:
    """Send the file in a form, as of that day; return the answer."""
    file = named(content, "history.csv")
    return phone.upload(f"/me/imports?today={today}", file=file, **fields)


def previewed(phone: Phone, content: bytes = DRIP, **fields: str) -> str:
    """Let her preview the file; return the address of the import."""
    answer = preview(phone, content, **fields)
    assert answer.status_code == 201, answer.content
    return str(answer.headers["Location"])


def finished(phone: Phone, method: str, address: str, body: Any = None) -> Any:
    """Repeat the request until it is done; return the last answer."""
    for _ in range(20):
        answer = phone.send(method, address, body)
        if answer.status_code != 202:
            return answer
        assert int(answer.headers["Retry-After"]) > 0
    raise AssertionError("it never ends")


def brought(phone: Phone, content: bytes = DRIP, **choices: Any) -> str:
    """Let her preview and apply the file; return the address of the import."""
    address = previewed(phone, content)
    answer = finished(phone, "POST", address, choices)
    assert answer.status_code == 200, answer.content
    return address
