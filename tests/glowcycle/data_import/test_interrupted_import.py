"""An import that was cut off and is repeated: complete, and nothing that she did since undone."""

from contextlib import suppress

import pytest
from django.core.management.base import CommandError

from glowcycle.aws import clients
from tests.support import faults
from tests.support.altered_exports import bring, command, photos_of, same
from tests.support.export_zips import DAY, answered, fetch, keep_photo
from tests.support.faults import store_faults
from tests.support.people import someone


@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize("fault", [faults.unreachable, faults.lost])
@pytest.mark.parametrize("client", [clients.dynamodb, clients.s3])
def test_interrupted_at_any_call_it_is_completed_by_a_repeat(alice, fault, client, tmp_path):
    alice.post("/journal", {"date": DAY, "text": "x", "cycleDay": 3})
    alice.post("/period", {"date": DAY, "flow": "light"})
    keep_photo(alice, 500)
    path = tmp_path / "hers.zip"
    path.write_bytes(fetch(alice))
    told = same(answered(alice))
    for place in range(60):
        phone = someone()
        plan = [faults.none] * place + [fault, fault]
        with store_faults(*plan, client=client()) as calls, suppress(CommandError):
            command(path, phone.user_id)
        command(path, phone.user_id)
        assert same(answered(phone)) == told
        if len(calls) <= place:  # the fault had no turn: this was past the last call
            break
    else:
        raise AssertionError("the import makes more calls than were interrupted")
    assert place >= 2


def test_a_photo_that_she_deleted_meanwhile_stays_deleted(alice, stranger):
    scan_id = keep_photo(alice, 500)
    archive = fetch(alice)
    with pytest.raises(InterruptedError):
        bring(stranger, archive, report_progress=cut_off)
    assert photos_of(stranger) == [f"kept/{stranger.user_id}/{scan_id}"]
    stranger.delete(f"/skin/{scan_id}")
    assert (bring(stranger, archive).records, photos_of(stranger)) == (0, [])


def cut_off(_done, _total):
    raise InterruptedError
