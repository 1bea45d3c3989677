"""An export that is interrupted at any AWS call is completed, unchanged, by a repeated call."""

import pytest

from glowcycle.aws import clients
from tests.support import faults
from tests.support.export_zips import (
    answered_records,
    download_export,
    exported_records,
    keep_photo,
    unpack,
    zip_from,
)
from tests.support.faults import store_faults
from tests.support.stored_life import objects


@pytest.mark.one_engine
@pytest.mark.usefixtures("small_parts", "no_waiting")
@pytest.mark.parametrize("fault", [faults.unreachable, faults.lost])
@pytest.mark.parametrize("client", [clients.dynamodb, clients.s3])
def test_repeat_completes_after_an_interruption_at_any_call(alice, settings, fault, client):
    settings.DAILY_LIMITS = {**settings.DAILY_LIMITS, "exports": 1000}
    for day in ("2026-03-01", "2026-03-02"):
        alice.post("/journal", {"date": day, "text": "x" * 500})
        alice.post("/period", {"date": day, "flow": "light"})
    keep_photo(alice, 3_000)
    records, stored = answered_records(alice), set(objects(alice.user_id))
    for index in range(100):
        with store_faults(*[faults.none] * index, fault, fault, client=client()) as calls:
            for _ in range(20):
                answer = alice.get("/me/export")
                if answer.status_code != 202:
                    break
        assert answer.status_code in (200, 503)
        archive = zip_from(answer) if answer.status_code == 200 else download_export(alice)
        assert exported_records(unpack(archive)) == records
        assert alice.delete("/me/export").status_code == 204
        assert set(objects(alice.user_id)) == stored
        if len(calls) <= index:  # the fault did not occur: the export made fewer calls
            break
    else:
        raise AssertionError("the export makes more calls than the test interrupts")
    assert index > 10
