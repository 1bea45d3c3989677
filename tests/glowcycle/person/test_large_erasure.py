"""Years of records and many photos go in bounded calls, and nothing of them is left."""

import os
import time
from collections import Counter
from datetime import date, timedelta
from uuid import uuid4

import time_machine
from django.utils import timezone

from glowcycle.aws import request_context
from glowcycle.person.erasure import receipts
from tests.support import thief
from tests.support.faults import store_faults
from tests.support.model_answers import GOOD, said
from tests.support.people import someone
from tests.support.photo_bucket import named, picture
from tests.support.stored_life import left

# make chaos erases 10,000 records and 100 photos.
RECORDS = int(os.environ.get("ERASED_RECORDS", "600"))
PHOTOS = int(os.environ.get("ERASED_PHOTOS", "6"))
AT_ONCE = 100
LAST = date(2026, 2, 28)
CANARY = f"canary {uuid4()}"


def fill(phone):
    """Let her have all that, half of it entries and half days; a busy machine asks for patience."""
    waiting = [operation(number) for number in range(RECORDS)]
    while waiting:
        batch, waiting = waiting[:AT_ONCE], waiting[AT_ONCE:]
        results = phone.post("/sync", {"operations": batch}).json()["results"]
        undone = {each["operationId"] for each in results if each["status"] == "error"}
        waiting += [each for each in batch if each["operationId"] in undone]
    for number in range(PHOTOS):
        photo = named(picture(side=32 + number))
        kept = phone.upload("/skin/analyze", photo=photo, keepPhoto="true")
        assert kept.status_code == 201, kept.content


def operation(number):
    day = str(LAST - timedelta(days=number // 2))
    told = {"operationId": f"operation-{number}", "action": "create"}
    if number % 2:
        record = {"flow": "light", "symptoms": [CANARY]}
        return {**told, "kind": "period", "id": day, "record": record}
    record = {"date": day, "text": f"{CANARY} {number}"}
    return {**told, "kind": "journal", "id": str(uuid4()), "record": record}


def test_all_of_it_goes_in_bounded_calls_with_one_receipt(bedrock, settings, capsys, monkeypatch):
    # moto reads a whole partition for each page of it, and runs out of the time that calls have.
    monkeypatch.setattr(request_context.RequestContext, "waited", lambda _scope: 0.0)
    settings.DAILY_LIMITS = {
        **settings.DAILY_LIMITS,
        "analyses": 2 * PHOTOS,
    }  # a lost answer counts twice
    bedrock.answers_with(said({**GOOD, "observations": [CANARY]}))
    phone = someone()
    fill(phone)
    taken, calls = [], Counter()
    with time_machine.travel(timezone.now(), tick=False) as clock, store_faults() as attempted:
        for _ in range(1000):
            began = time.perf_counter()
            answer = phone.delete("/me")
            taken.append(time.perf_counter() - began)
            calls[len(attempted)] += 1
            attempted.clear()
            if answer.status_code == 200:
                break
            clock.shift(timedelta(seconds=int(answer.headers["Retry-After"])))
    receipt = answer.json()
    removed = receipt["removed"]
    assert removed["journal"] + removed["period"] == RECORDS
    assert (removed["skin"], removed["photos"]) == (PHOTOS, PHOTOS)
    assert max(calls) < 150
    assert left(phone.user_id) == []
    tables = thief.tables()
    found = {table: b"\n".join(map(thief.raw, items)) for table, items in tables.items()}
    assert thief.found(CANARY, {**found, **thief.bucket()}) == []
    kept = [
        item for items in tables.values() for item in items if receipt["receiptId"] in str(item)
    ]
    assert sum("body" in item for item in kept) == 1
    assert receipts.get(receipt["receiptId"]) == receipt
    with capsys.disabled():
        print(f"\n{RECORDS:,} records and {PHOTOS} photos erased in {len(taken)} calls: ", end="")
        print(f"{sum(taken):.1f} s, {max(taken):.2f} s and {max(calls)} store calls at the most")
