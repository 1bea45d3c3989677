"""One good request for each method of each route.

Each key is "METHOD name" with the name of the URL conf, and maybe ": variant". Each value is a
function that prepares a person and returns a function that sends the same request each time.
"""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

from glowcycle.encryption import keyring
from glowcycle.encryption.data_keys import KeyItem
from glowcycle.person.consents.texts import HEALTH_DATA, PHOTO_ANALYSIS, TEXTS
from glowcycle.person.erasure import receipts
from glowcycle.person.erasure.openapi import RECEIPT
from glowcycle.records import record_kinds
from tests.support.brought_files import DAYLIO, previewed
from tests.support.calendars import make_calendar
from tests.support.phone import Phone
from tests.support.photo_bucket import measure, measure_as_before, picture, send, upload
from tests.support.shares import new_share

ENTRY = "11111111-1111-4111-8111-111111111111"
OTHER = "22222222-2222-4222-8222-222222222222"
SCAN = "33333333-3333-4333-8333-333333333333"
STAGE = "44444444-4444-4444-8444-444444444444"
DAY = "2026-03-01"
BODIES: dict[str, dict[str, Any]] = {
    "journal": {"entryId": ENTRY, "date": DAY, "text": "hers", "energy": 70, "tags": ["mine"]},
    "period": {
        "date": DAY,
        "flow": "light",
        "symptoms": ["cramps"],
        "startsPeriod": True,
        "temperature": {"celsius": 36.45},
        "mucus": "dry",
        "pain": 3,
        "note": "hers",
    },
    "skin": {
        "scanId": SCAN,
        "date": DAY,
        "metrics": dict.fromkeys(("radiance", "moisture", "texture", "pores", "darkCircles"), 60),
    },
    "stage": {"stageId": STAGE, "kind": "exclusion", "start": DAY, "reason": "illness"},
}
CHANGES = {
    "journal": {"energy": 20},
    "period": {"flow": "heavy"},
    "skin": {"metrics": {**BODIES["skin"]["metrics"], "pores": 10}},
    "stage": {"reason": "travel"},
}
ADDRESSES = {
    "journal": f"/journal/{ENTRY}",
    "period": f"/period/{DAY}",
    "skin": f"/skin/{SCAN}",
    "stage": f"/period/stages/{STAGE}",
}
# By kind: the names of the routes of its collection, of one record and of the list.
ROUTES = {
    "journal": ("journal", "journal-entry", "journal-of-person"),
    "period": ("period", "period-day", "period-of-person"),
    "skin": ("skin", "skin-scan", "skin-of-person"),
    "stage": ("period-stages", "period-stage", "period-stages-of-person"),
}
PROFILE = {"birthYear": 1994, "cycleLength": 29, "goal": "track"}
CONSENT = f"/me/consents/{PHOTO_ANALYSIS}"
COLLECTION = f"/me/consents/{HEALTH_DATA}"
KEY = {"Idempotency-Key": "once"}

Prepare = Callable[[Phone], Callable[[], Any]]


def _plain(method: str, path: str, body: Any = None, **headers: str) -> Prepare:
    """Return a request of a person without any records."""
    path = path.replace("{me}", "{0.user_id}")
    return lambda phone: partial(phone.send, method, path.format(phone), body, headers=headers)


def _with_all(method: str, path: str, body: Any = None, **headers: str) -> Prepare:
    """Return a request of a person with a record of each kind."""

    def prepare(phone: Phone) -> Callable[[], Any]:
        _write_all(phone)
        return _plain(method, path, body, **headers)(phone)

    return prepare


def collection(kind: str) -> str:
    """Return the address at which records of this kind are created."""
    return f"/{record_kinds()[kind].address()}"


def _write_all(phone: Phone) -> None:
    for kind, body in BODIES.items():
        answer = phone.post(collection(kind), body)
        assert answer.status_code == 201, answer.content


def _with_calendar(method: str) -> Prepare:
    """Return a request of a person with a calendar."""

    def prepare(phone: Phone) -> Callable[[], Any]:
        make_calendar(phone)
        return partial(phone.send, method, "/me/calendar")

    return prepare


def _first(phone: Phone) -> Callable[[], Any]:
    """Return the first write of a person without a data key."""
    KeyItem(phone.user_id, KeyItem.NAME).delete()
    keyring.forget(user_id=phone.user_id)
    return _plain("POST", "/journal", BODIES["journal"])(phone)


def _careful(kind: str) -> Prepare:
    """Return a change with If-Match."""

    def prepare(phone: Phone) -> Callable[[], Any]:
        etag = phone.post(collection(kind), BODIES[kind]).headers["ETag"]
        headers = {"If-Match": etag, **KEY}
        return partial(phone.send, "PATCH", ADDRESSES[kind], CHANGES[kind], headers=headers)

    return prepare


def _sync(phone: Phone) -> Callable[[], Any]:
    """Return a sync batch with each action, each on another record."""
    _write_all(phone)
    operations = [
        ("journal", "create", OTHER, {"date": DAY, "energy": 1}),
        ("journal", "change", ENTRY, CHANGES["journal"]),
        ("period", "change", DAY, CHANGES["period"]),
        ("skin", "delete", SCAN, {}),
    ]
    batch = [
        {"operationId": str(n), "kind": kind, "action": action, "id": name, "record": record}
        for n, (kind, action, name, record) in enumerate(operations)
    ]
    return lambda: phone.post("/sync", {"operations": batch})


def _measure(phone: Phone, **fields: Any) -> Callable[[], Any]:
    photo_id = upload(phone, picture())
    return lambda: measure(phone, photo_id, date=DAY, **fields)


def _measure_as_before(phone: Phone) -> Callable[[], Any]:
    photo_id = upload(phone, picture())
    return lambda: measure_as_before(phone, photo_id, date=DAY, keepPhoto=True)


def _send(phone: Phone, **fields: str) -> Callable[[], Any]:
    return lambda: send(phone, picture(), date=DAY, **fields)


def _with_photo(method: str, path: str, **headers: str) -> Prepare:
    """Return a request of a person with a kept photo."""

    def prepare(phone: Phone) -> Callable[[], Any]:
        answer = send(phone, picture(), date=DAY, scanId=SCAN, keepPhoto="true")
        assert answer.status_code == 201, answer.content
        return _plain(method, path, **headers)(phone)

    return prepare


def _of_records(kind: str) -> dict[str, Prepare]:
    (every, one, listed), name = ROUTES[kind], ADDRESSES[kind]
    path = collection(kind)
    unnamed = {key: value for key, value in BODIES[kind].items() if not key.endswith("Id")}
    body = {**unnamed, **CHANGES[kind]}
    return {
        f"POST {every}": _plain("POST", path, BODIES[kind]),
        f"POST {every}: under a key": _plain("POST", path, unnamed, **KEY),
        f"GET {one}": _with_all("GET", name),
        f"PUT {one}": _with_all("PUT", name, body, **KEY),
        f"PATCH {one}": _with_all("PATCH", name, CHANGES[kind], **KEY),
        f"PATCH {one}: with If-Match": _careful(kind),
        f"DELETE {one}": _with_all("DELETE", name, **KEY),
        f"GET {listed}": _with_all("GET", f"{path}/user/{{me}}"),
        f"GET {listed}: table": _with_all("GET", f"{path}/user/{{me}}?format=csv"),
    }


def _picture_of(kind: str) -> dict[str, Prepare]:
    listed, path = ROUTES[kind][2], f"{collection(kind)}/user/{{me}}?format=svg"
    return {f"GET {listed}: picture": _with_all("GET", path)}


def _again(method: str, path: str, body: Any = None) -> Prepare:
    """Return a request about a consent that she gave, withdrew and, for DELETE, gave again."""

    def prepare(phone: Phone) -> Callable[[], Any]:
        for earlier in ("PUT", "DELETE", "PUT")[: 3 if method == "DELETE" else 2]:
            phone.send(earlier, path, {"version": "1"} if earlier == "PUT" else None)
        return _plain(method, path, body)(phone)

    return prepare


def _imported(path: str = "") -> Prepare:
    """Return a read of that address, or of the preview itself, after she has previewed a file."""

    def prepare(phone: Phone) -> Callable[[], Any]:
        return partial(phone.get, path or previewed(phone, DAYLIO))

    return prepare


def _shared(method: str, path: str = "", body: Any = None) -> Prepare:
    """Return a request at that address, or at the share itself, of a person with a share."""

    def prepare(phone: Phone) -> Callable[[], Any]:
        share_id = new_share(phone.user_id).share_id
        return partial(phone.send, method, path or f"/me/shares/{share_id}", body)

    return prepare


def _receipt(_: Phone) -> Callable[[], Any]:
    issued = receipts.issue({**RECEIPT, "receiptId": str(uuid4())})
    return partial(Phone("", None).get, f"/me/receipts/{issued['receiptId']}")


# Requests with tests of their own that cut them off at every call: resumable ones, and those that
# make another link each time.
IN_SHARES = {
    *("POST shares", "PUT calendar", "PATCH calendar"),
    *("DELETE me", "DELETE export", "GET export", "POST export", "PUT retention"),
    *("POST imports", "POST import", "DELETE import"),
    # A link counts each opening, so a repetition stores more: tests/glowcycle/sharing.
    "GET calendar-feed",
    *("GET shared", "POST shared", "GET shared-report"),
}
REPRESENTATIVES: dict[str, Prepare] = {
    "GET health": _plain("GET", "/health"),
    "GET schema": _plain("GET", "/schema"),
    "GET docs": _plain("GET", "/docs"),
    **_of_records("journal"),
    **_picture_of("journal"),
    "GET journal-insights": _with_all("GET", "/journal/insights/{me}"),
    "GET journal-insights: picture": _with_all("GET", "/journal/insights/{me}?format=svg"),
    "POST journal-insight-words": _with_all("POST", "/journal/insights/{me}/words", {}),
    "POST journal: her first": _first,
    **_of_records("period"),
    **_picture_of("period"),
    **_of_records("stage"),
    "PUT period-day: new": _plain("PUT", ADDRESSES["period"], BODIES["period"], **KEY),
    "GET period-cycles": _with_all("GET", "/period/cycles/{me}"),
    "GET period-predictions": _with_all("GET", "/period/predictions/{me}"),
    **_of_records("skin"),
    **_picture_of("skin"),
    "GET skin-insights": _with_all("GET", "/skin/insights/{me}"),
    "GET skin-insights: picture": _with_all("GET", "/skin/insights/{me}?format=svg"),
    "DELETE skin-scan: with a photo": _with_photo("DELETE", ADDRESSES["skin"], **KEY),
    "GET skin-photo": _with_photo("GET", f"{ADDRESSES['skin']}/photo"),
    "POST skin-photos": _plain("POST", "/skin/photos", {"contentType": "image/png", "size": 9}),
    "POST skin-analyze: form": _send,
    "POST skin-analyze: form, kept": partial(_send, keepPhoto="true"),
    "POST skin-analyze: form, id": partial(_send, scanId=SCAN),
    "POST skin-analyze: upload, kept": _measure_as_before,
    "POST skin-photo-analyze": _measure,
    "POST skin-photo-analyze: kept": partial(_measure, keepPhoto=True),
    "GET consents": _plain("GET", "/me/consents"),
    "GET consent": _plain("GET", CONSENT),
    "PUT consent": _plain("PUT", CONSENT, {"version": TEXTS[PHOTO_ANALYSIS].version}),
    "DELETE consent": _plain("DELETE", CONSENT),
    "PUT consent: to collection": _plain("PUT", COLLECTION, {"version": "1"}),
    "PUT consent: to collection, again": _again("PUT", COLLECTION, {"version": "1"}),
    "DELETE consent: to collection": _again("DELETE", COLLECTION),
    "GET access-log": _plain("GET", "/me/access-log"),
    "GET restriction": _plain("GET", "/me/restriction"),
    "PUT restriction": _plain("PUT", "/me/restriction", {"restricted": True}),
    "GET profile": _plain("GET", "/me/profile"),
    "PUT profile": _plain("PUT", "/me/profile", PROFILE, **KEY),
    "GET calendar": _plain("GET", "/me/calendar"),
    "DELETE calendar": _with_calendar("DELETE"),
    "GET moods": _plain("GET", "/me/moods"),
    "PUT moods": _plain("PUT", "/me/moods", {"moods": ["calm", "sad"]}, **KEY),
    "GET receipt": _receipt,
    "GET report": _with_all("GET", "/me/report"),
    "GET report: file": _with_all("GET", "/me/report?format=fhir"),
    "POST report": _with_all("POST", "/me/report", {"name": "Ada"}),
    "POST report: drawn": _with_all("POST", "/me/report", {"format": "pdf"}),
    "GET retention": _plain("GET", "/me/retention"),
    "GET imports": _imported("/me/imports"),
    "GET import": _imported(),
    "GET shares": _shared("GET", "/me/shares"),
    "GET share": _shared("GET"),
    "PATCH share": _shared("PATCH", body={"name": "Robin"}),
    "DELETE share": _shared("DELETE"),
    "POST import-uploads": _plain("POST", "/me/imports/uploads", {"size": 9}),
    "GET sync": _with_all("GET", "/sync"),
    "POST sync": _sync,
}
