"""A phone hears of thousands of imported records, page by page."""

import io
import json

import pytest

from glowcycle.aws import request_context
from glowcycle.storage import revisions
from journal.models import JournalEntry
from tests.support.history_imports import bring, made
from tests.support.large_files.glow_cycle import write_table
from tests.support.offline_phone import NEW, busy, device_of

RECORDS = 5_000
# Lambda answers 6 MB at most.
MAX_BYTES = 6_000_000


@pytest.mark.calm
def test_an_offline_phone_hears_of_5000_new_records_in_bounded_pages(alice, monkeypatch):
    # The engine of the tests is slower by far than DynamoDB with as many records.
    monkeypatch.setattr(request_context.RequestContext, "waited", lambda _context: 0.0)
    device = device_of(alice)
    device.sync()
    own = busy(device)  # what she wrote meanwhile, offline
    file = io.BytesIO()
    write_table(file, days=RECORDS)
    with revisions.collected() as records:  # stored in batches: one by one takes a minute
        assert made(bring(alice, file.getvalue())) == RECORDS
    with request_context.act_as_operator(), JournalEntry.batch_write() as batch:
        for record in records:
            batch.save(record)
    answers = []
    monkeypatch.setattr(device.phone, "send", _noting(device.phone.send, answers))
    device.sync()
    heard = [key for kind, key in device.store.records() if kind == "journal"]
    assert len(heard) == RECORDS + len(own)
    sizes = [len(answer) for answer in answers]
    pages = [len(json.loads(answer)["changes"]) for answer in answers]
    assert sum(pages) >= RECORDS
    assert max(pages) <= NEW.limit
    assert max(sizes) <= MAX_BYTES


def _noting(send, answers):
    """Return `send`, which notes each answer with changes."""

    def noting(method, path, body=None, **options):
        answer = send(method, path, body, **options)
        if method == "GET" and path.startswith("/sync"):
            answers.append(answer.content)
        return answer

    return noting
