"""Whatever call to the store fails, there is either a whole preview or none."""

import pytest

from glowcycle.errors import Unavailable
from glowcycle.person.imports import chunks, import_job
from tests.support.faults import failing, lost, none, store_faults
from tests.support.line_format import DAY, ENTRY, STAGE, seen, waiting

pytestmark = pytest.mark.calm
# Counts the preview, looks up three kinds and the stages, tells the outlook, stores chunk and job.
CALLS = 11


def previews(phone):
    return import_job.list_all(user_id=phone.user_id)


@pytest.mark.parametrize("call", range(CALLS))
@pytest.mark.parametrize("fault", [lost, failing])
def test_a_failed_call_leaves_no_preview(alice, call, fault):
    entries = [{**ENTRY, "text": str(number)} for number in range(3)]
    plan = [*[none] * call, fault, fault]
    try:
        with store_faults(*plan):
            seen(alice, DAY, *entries, STAGE)
    except Unavailable:
        # The preview itself may be stored although all answers were lost.
        assert previews(alice) == [] or fault is lost
    else:
        assert len(previews(alice)) == 1
    job = seen(alice, DAY, *entries, STAGE)
    assert len(waiting(job)) == 5
    for each in previews(alice):
        assert len(waiting(each)) == 5


def test_a_failed_call_between_the_chunks_leaves_what_expires(alice, monkeypatch):
    monkeypatch.setattr(chunks, "MAX_BYTES", 400)
    entries = [{**ENTRY, "text": str(number)} for number in range(9)]
    with (
        store_faults(none, none, failing, failing, operation="PutItem"),
        pytest.raises(Unavailable),
    ):
        seen(alice, *entries)
    assert previews(alice) == []
    stored = list(
        chunks.ImportChunk.query(alice.user_id, chunks.ImportChunk.item.startswith("importchunk#"))
    )
    assert stored
    assert all(each.expires_at for each in stored)
