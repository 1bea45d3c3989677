"""An account with years of records and many photos is erased in bounded calls."""

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
from tests.support.model_answers import GOOD, model_answer
from tests.support.people import someone
from tests.support.photo_bucket import picture, send
from tests.support.stored_life import left

# make chaos erases 10,000 records and 100 photos.
RECORDS = int(os.environ.get("ERASED_RECORDS", "600"))
PHOTOS = int(os.environ.get("ERASED_PHOTOS", "6"))
BATCH_SIZE = 100
LAST = date(2026, 2, 28)
CANARY = f"canary {uuid4()}"


def fill(phone):
    """Store the records, half of them entries and half days, and the photos; repeat failures."""
    pending = [operation(number) for number in range(RECORDS)]
    while pending:
        batch, pending = pending[:BATCH_SIZE], pending[BATCH_SIZE:]
        results = phone.post("/sync", {"operations": batch}).json()["results"]
        failed = {each["operationId"] for each in results if each["status"] == "error"}
        pending += [each for each in batch if each["operationId"] in failed]
    for _ in range(PHOTOS):
        kept = send(phone, picture(), scanId=str(uuid4()), keepPhoto="true")
        assert kept.status_code == 201, kept.content


def operation(number):
    day = str(LAST - timedelta(days=number // 2))
    create = {"operationId": f"operation-{number}", "action": "create"}
    if number % 2:
        record = {"flow": "light", "symptoms": [CANARY]}
        return {**create, "kind": "period", "id": day, "record": record}
    record = {"date": day, "text": f"{CANARY} {number}"}
    return {**create, "kind": "journal", "id": str(uuid4()), "record": record}


def test_large_account_is_erased_in_bounded_calls(bedrock, settings, capsys, monkeypatch):
    # moto reads a whole partition for each page, so calls would exceed their time.
    monkeypatch.setattr(request_context.RequestContext, "waited", lambda _scope: 0.0)
    settings.DAILY_LIMITS = {
        **settings.DAILY_LIMITS,
        "analyses": 2 * PHOTOS,
    }  # a lost answer counts twice
    bedrock.answers_with(model_answer(GOOD))
    phone = someone()
    fill(phone)
    seconds, calls = [], Counter()
    with time_machine.travel(timezone.now(), tick=False) as clock, store_faults() as attempted:
        for _ in range(1000):
            began = time.perf_counter()
            answer = phone.delete("/me")
            seconds.append(time.perf_counter() - began)
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
    content = {table: b"\n".join(map(thief.raw, items)) for table, items in tables.items()}
    assert thief.found(CANARY, {**content, **thief.bucket()}) == []
    kept = [
        item for items in tables.values() for item in items if receipt["receiptId"] in str(item)
    ]
    assert sum("body" in item for item in kept) == 1
    assert receipts.get(receipt["receiptId"]) == receipt
    with capsys.disabled():
        print(f"\n{RECORDS:,} records and {PHOTOS} photos erased in {len(seconds)} calls: ", end="")
        print(f"{sum(seconds):.1f} s, {max(seconds):.2f} s and {max(calls)} store calls at most")
