"""No word of a file reaches the log or, readable, the store: not even where a call fails."""

from uuid import uuid4

import pytest

from tests.support import thief
from tests.support.brought_files import preview
from tests.support.faults import forbidden, lost, none, store_faults
from tests.support.people import someone

CANARY = f"canary {uuid4().hex[:8]} schön 😌"
HEAD = "full_date,date,weekday,time,mood,activities,scales,note_title,note\n"
GOOD = (
    f"{HEAD}2026-03-02,,,{CANARY},{CANARY},{CANARY},{CANARY},{CANARY},{CANARY}\n"
    f"2026-03-01,,,,{CANARY} x,,,,\n"
)
# A row that cannot be read, a cell too many, a quotation that never ends, another encoding.
BAD = (
    f"{HEAD}{CANARY},,,,,,,,\n",
    f"{HEAD}2026-03-02,{CANARY},,,,,,,,\n",
    f'{HEAD}2026-03-02,,,,,,,,"{CANARY}\n',
    f"{CANARY},{CANARY}\n",
)
MAX_CALLS = 60


def bring_and_undo(phone):
    """Let her bring the file and take it back, with whatever comes between."""
    answer = preview(phone, GOOD.encode())
    address = answer.headers.get("Location", f"/me/imports/{uuid4()}")
    phone.get("/me/imports")
    phone.post(address, {"fillDays": True, "answers": {f"mood:{CANARY}": "good"}})
    phone.get(address)
    phone.delete(address)


def found_in(taken):
    items = {table: b"\n".join(map(thief.raw, rows)) for table, rows in thief.tables().items()}
    return thief.found(CANARY, {**taken, **items, **thief.bucket()})


@pytest.mark.parametrize("fault", [forbidden, lost], ids=lambda f: f.__name__)
@pytest.mark.usefixtures("no_waiting")
@pytest.mark.calm  # it has faults of its own
def test_no_word_of_a_file_leaks_where_a_call_fails(fault):
    with thief.listening() as taken:
        for index in range(0, MAX_CALLS, 6):
            phone = someone()
            with store_faults(*[none] * index, fault, fault):
                bring_and_undo(phone)
    assert b"me/imports" in taken["log"]
    assert found_in(taken) == []


@pytest.mark.parametrize("content", BAD, ids=range(len(BAD)))
def test_no_word_of_a_damaged_file_leaks(alice, content):
    with thief.listening() as taken:
        assert preview(alice, content.encode()).status_code == 422
        preview(alice, content.encode("latin-1", "replace"), format="drip")
    assert found_in(taken) == []
