"""Operations of each kind for POST /sync, and the results of each."""

from uuid import uuid4

import pytest

DAY = "2026-03-01"
SCORES = {"radiance": 1, "moisture": None, "texture": 3, "pores": 4, "darkCircles": 5}
BODIES = {
    "journal": ({"date": DAY, "energy": 1}, {"energy": 2}),
    "period": ({"flow": "light"}, {"flow": "heavy"}),
    "skin": ({"date": DAY, "metrics": SCORES}, {"cycleDay": 3}),
    "stage": ({"kind": "exclusion", "start": DAY, "reason": "travel"}, {"end": DAY}),
}
every_kind = pytest.mark.parametrize("kind", sorted(BODIES))


def operation(kind, action, name, record=None, **more):
    return {
        "operationId": str(uuid4()),
        "kind": kind,
        "action": action,
        "id": name,
        "record": record or {},
        **more,
    }


def name_of(kind):
    return DAY if kind == "period" else str(uuid4())


def send(phone, *operations):
    answer = phone.post("/sync", {"operations": list(operations)})
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def statuses(results):
    return [result["status"] for result in results]
