"""Life stages as a phone sends them: one of each kind."""

from typing import Any
from uuid import uuid4

from django.utils import timezone

from glowcycle.storage.restoring import restore
from period.models import StageLog

START = "2026-01-10"
STAGES: dict[str, dict[str, Any]] = {
    "contraception": {
        "method": "combinedPill",
        "pack": {"active": 21, "pause": 7, "begins": "2026-01-10"},
    },
    "pregnancy": {"dueDate": "2026-10-17", "basis": "scan"},
    "postpartum": {"birthDate": "2026-01-10", "breastfeeding": "partly"},
    "perimenopause": {},
    "irregular": {"reason": "pcos"},
    "menopause": {"hormones": "none"},
    "noPeriods": {"reason": "hysterectomy"},
    "exclusion": {"reason": "illness"},
    "pause": {},
}


def stage(kind: str, start: str = START, end: str | None = None, **members: Any) -> dict[str, Any]:
    """Return the body of a stage of that kind, with these members besides or instead."""
    return {"kind": kind, "start": start, "end": end, **STAGES[kind], **members}


def add(phone: Any, body: dict[str, Any]) -> dict[str, Any]:
    """Store the stage; return it."""
    answer = phone.post("/period/stages", body)
    assert answer.status_code == 201, answer.content
    return dict(answer.json())


def error_names(answer: Any) -> set[str]:
    """Return the names of the fields that the answer refuses."""
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid"), answer.content
    return set(answer.json()["errors"])


def store_unseen(phone: Any, body: dict[str, Any]) -> str:
    """Store a stage that no rule is held against; return its id.

    Another device may have done so at the same moment, or a later version of the service.
    """
    key = str(uuid4())
    names = {"kind": "stage_kind", "dueDate": "due_date", "birthDate": "birth_date"}
    content = {names.get(name, name): value for name, value in body.items()}
    record = StageLog(phone.user_id, key, created_at=timezone.now(), version=1, **content)
    assert restore(record)
    return key
