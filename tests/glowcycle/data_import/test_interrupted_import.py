"""A repeated import completes an interrupted one, and undoes nothing that she did since."""

from contextlib import suppress

import pytest
from django.core.management.base import CommandError

from glowcycle.aws import clients
from tests.support import faults
from tests.support.altered_exports import comparable, import_zip, kept_photo_keys, run_import
from tests.support.export_zips import DAY, answered_records, download_export, keep_photo
from tests.support.faults import store_faults
from tests.support.people import someone


@pytest.mark.one_engine
@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize("fault", [faults.unreachable, faults.lost])
@pytest.mark.parametrize("client", [clients.dynamodb, clients.s3])
def test_repeat_completes_after_an_interruption_at_any_call(alice, fault, client, tmp_path):
    alice.post("/journal", {"date": DAY, "text": "x", "cycleDay": 3})
    alice.post("/period", {"date": DAY, "flow": "light"})
    keep_photo(alice, 500)
    path = tmp_path / "export.zip"
    path.write_bytes(download_export(alice))
    records = comparable(answered_records(alice))
    for index in range(60):
        phone = someone()
        plan = [faults.none] * index + [fault, fault]
        with store_faults(*plan, client=client()) as calls, suppress(CommandError):
            run_import(path, phone.user_id)
        run_import(path, phone.user_id)
        assert comparable(answered_records(phone)) == records
        if len(calls) <= index:  # the fault did not occur: the import made fewer calls
            break
    else:
        raise AssertionError("the import makes more calls than the test interrupts")
    assert index >= 2


def test_photo_deleted_between_two_runs_stays_deleted(alice, stranger):
    scan_id = keep_photo(alice, 500)
    archive = download_export(alice)
    with pytest.raises(InterruptedError):
        import_zip(stranger, archive, report_progress=interrupt)
    assert kept_photo_keys(stranger) == [f"kept/{stranger.user_id}/{scan_id}"]
    stranger.delete(f"/skin/{scan_id}")
    assert (import_zip(stranger, archive).records, kept_photo_keys(stranger)) == (0, [])


def interrupt(_done, _total):
    raise InterruptedError
