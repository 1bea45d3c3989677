"""A life with a mark in every field of every record, inside the window of its shares and before."""

from datetime import date, timedelta
from typing import Any, Final
from uuid import uuid4

from django.utils import timezone

from glowcycle.aws import request_context
from glowcycle.storage import writes
from glowcycle.storage.writes import Write
from skin.models import DUE, ConfidenceMap, MetricsMap, MissingMap, SkinScan
from tests.support.phone import Phone

TODAY: Final = timezone.now().date()
FIRST: Final = TODAY - timedelta(days=1_050)
"""The first day of the shares; they have no last one."""

LOGGED, ENTRY, SCANNED, BEFORE = (TODAY - timedelta(days=days) for days in (9, 17, 18, 1_070))
STARTS: Final = (93, 65, 37)
"""Days ago of the periods before LOGGED."""


def _ago(first: int, last: int) -> tuple[date, date]:
    return TODAY - timedelta(days=first), TODAY - timedelta(days=last)


STAGES: Final = {
    "pregnancy": _ago(1_000, 951),
    "postpartum": _ago(940, 901),
    "contraception": _ago(800, 701),
    "menopause": _ago(690, 681),
    "irregular": _ago(600, 501),
}
DUE_DATE, BORN, BEGINS = (TODAY - timedelta(days=days) for days in (757, 942, 803))
PAUSED: Final = _ago(400, 391)

_MEMBERS: Final[dict[str, dict[str, Any]]] = {
    "pregnancy": {"dueDate": str(DUE_DATE), "basis": "conception", "outcome": "loss"},
    "postpartum": {"birthDate": str(BORN), "breastfeeding": "partly"},
    "contraception": {
        "method": "patch",
        "pack": {"active": 21, "pause": 7, "begins": str(BEGINS)},
    },
    "menopause": {"hormones": "sequential"},
    "irregular": {"reason": "thyroid"},
}


def live(phone: Phone) -> None:
    """Store the records of that life."""
    for days in STARTS:
        for offset in range(4):
            day = TODAY - timedelta(days=days - offset)
            _post(phone, "/period", {"date": str(day), "flow": "medium"})
    _post(phone, "/period", _day(LOGGED, "mark"))
    _post(phone, "/journal", _entry(f"{ENTRY}T23:47:00+05:45", "mark", 61.3))
    _store_scan(phone)
    for kind, days in STAGES.items():
        _stage(phone, kind, *days, **_MEMBERS[kind])
    _stage(phone, "pause", *PAUSED)
    said = {"birthYear": 1971, "cycleLength": 29, "periodLength": 4, "lutealLength": 13}
    assert phone.put("/me/profile", {**said, "goal": "conceive"}).status_code == 200
    moods = ["markorder1", "markorder2"]
    assert phone.put("/me/moods", {"moods": moods}).status_code == 200
    _live_before(phone)


def _live_before(phone: Phone) -> None:
    day = _day(BEFORE, "out") | {"temperature": {"celsius": 35.21}}
    _post(phone, "/period", day)
    _post(phone, "/journal", _entry(str(BEFORE), "out", 12.7))
    metrics = dict.fromkeys(("radiance", "moisture", "texture", "pores", "darkCircles"), 13.9)
    _post(phone, "/skin", {"date": str(BEFORE), "metrics": metrics})
    _stage(phone, "exclusion", BEFORE, BEFORE, reason="travel")


def _day(day: date, word: str) -> dict[str, Any]:
    return {
        "date": str(day),
        "flow": "veryHeavy",
        "symptoms": [f"{word}symptom"],
        "pain": 9,
        "temperature": {"celsius": 36.47, "time": "06:43"},
        "mucus": "eggWhite",
        "ovulationTest": "peak",
        "cycleLength": 117,
        "startsPeriod": True,
        "sex": "unprotected",
        "pregnancyTest": "faint",
        "medication": [f"{word}medication"],
        "note": f"{word}note",
    }


def _entry(when: str, word: str, energy: float) -> dict[str, Any]:
    said = {"mood": f"{word}mood", "text": f"{word}text", "tags": [f"{word}tag"]}
    return {"date": when, **said, "energy": energy, "cycleDay": 777}


def _store_scan(phone: Phone) -> None:
    """Store a scan as a model measured it."""
    scores = {"radiance": 83.7, "moisture": 71.3, "texture": 64.9}
    content = {"date": str(SCANNED), "metrics": MetricsMap(**scores), "cycle_day": 777}
    derived = {
        "source": "bedrock",
        "model_id": "markmodel",
        "prompt_version": "markprompt",
        "quality": ["too_dark"],
        "confidence": ConfidenceMap(radiance=0.831),
        "observations": ["markobservation"],
        "missing": MissingMap(pores="too_coarse"),
        "photo_id": "markphoto",
        "photo": DUE,
    }
    write = Write(user_id=phone.user_id, key=str(uuid4()), content=content, derived=derived)
    with request_context.act_for_user(phone.user_id):
        writes.create(SkinScan, write)


def _stage(phone: Phone, kind: str, start: date, end: date, **members: Any) -> None:
    _post(phone, "/period/stages", {"kind": kind, "start": str(start), "end": str(end), **members})


def _post(phone: Phone, path: str, body: dict[str, Any]) -> None:
    answer = phone.post(path, body)
    assert answer.status_code == 201, answer.content
