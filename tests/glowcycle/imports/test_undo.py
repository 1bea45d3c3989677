"""What an import made goes again; what she has changed since stays, and is named."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from glowcycle.errors import NotFound
from glowcycle.person.imports import chunks, import_job, walk
from glowcycle.person.imports import undo as undoing
from glowcycle.person.imports.apply import apply
from glowcycle.person.imports.errors import ImportExpired
from glowcycle.person.imports.undo import undo
from glowcycle.storage import write_budget
from tests.support.line_format import DAY, ENTRY, STAGE, seen
from tests.support.whole_imports import applied, brought, history, undone

PATH = "/period/2024-01-01"
OTHER = {**DAY, "date": "2024-01-02"}


def days(number):
    return [{**DAY, "date": f"2024-{1 + n // 28:02}-{1 + n % 28:02}"} for n in range(number)]


def nothing_waits(job):
    """Return whether no chunk and no note of the import is left."""
    for number in range(10):
        try:
            chunks.read(user_id=job.user_id, import_id=job.import_id, number=number)
        except ImportExpired:
            continue
        return False
    return True


def test_all_that_it_made_goes(alice):
    alice.post("/period", {"date": "2024-03-01", "flow": "light"})
    before = history(alice)
    job = undone(brought(alice, DAY, ENTRY, STAGE))
    assert history(alice) == before
    removed = dict.fromkeys(("journal", "period", "stage"), 1)
    assert job.content.undone == {"removed": removed, "emptied": 0, "keptCount": 0}
    assert (job.status, job.content.kept) == ("undone", [])
    assert nothing_waits(job)


def test_a_repeated_undo_says_the_same(alice):
    job = undone(brought(alice, DAY, ENTRY))
    alice.post("/period", {"date": "2024-01-01", "flow": "light"})
    again = undone(job)
    assert again.content.undone == job.content.undone
    assert alice.get(PATH).status_code == 200


def test_it_is_forgotten_after_half_a_year(alice):
    job = undone(brought(alice, DAY))
    assert job.expires_at - timezone.now() > timedelta(days=179)
    with (
        time_machine.travel(timezone.now() + timedelta(days=181)),
        pytest.raises(ImportExpired),
    ):
        import_job.find(user_id=alice.user_id, import_id=job.import_id)


def test_what_she_changed_stays_and_is_named(alice):
    job = brought(alice, DAY, OTHER, ENTRY, STAGE)
    [entry] = [address for address in history(alice) if address.startswith("/journal")]
    alice.patch(PATH, {"pain": 2})
    alice.put(entry, {"date": "2024-01-02", "mood": "other"})
    kept = {
        address: record for address, record in history(alice).items() if address in (PATH, entry)
    }
    job = undone(job)
    assert history(alice) == kept
    assert job.content.undone["removed"] == {"period": 1, "stage": 1}
    assert job.content.undone["keptCount"] == 2
    named = [["period", "2024-01-01"], ["journal", entry.rpartition("/")[2]]]
    assert job.content.kept == named


def test_the_first_that_stay_are_named(alice, monkeypatch):
    monkeypatch.setattr(undoing, "MAX_NAMED", 2)
    job = brought(alice, *days(4))
    for day in range(1, 5):
        alice.patch(f"/period/2024-01-{day:02}", {"pain": 2})
    job = undone(job)
    assert (len(job.content.kept), job.content.undone["keptCount"]) == (2, 4)


def test_what_she_deleted_stays_deleted_and_is_not_named(alice):
    job = brought(alice, DAY, OTHER)
    alice.delete(PATH)
    job = undone(job)
    assert job.content.undone == {"removed": {"period": 1}, "emptied": 0, "keptCount": 0}
    again = brought(alice, DAY, OTHER)
    assert again.content.result["made"] == {"period": 1}
    assert alice.get(PATH).status_code == 404


def test_an_undone_import_may_come_back(alice):
    undone(brought(alice, DAY, ENTRY, STAGE))
    again = brought(alice, DAY, ENTRY, STAGE)
    assert again.content.result["made"] == dict.fromkeys(("journal", "period", "stage"), 1)
    assert {record["origin"]["importId"] for record in history(alice).values()} == {again.import_id}
    undone(again)
    assert history(alice) == {}


def test_what_it_filled_is_empty_again(alice):
    alice.post("/period", {"date": "2024-01-01", "flow": "heavy", "note": ""})
    alice.post("/period", {"date": "2024-01-02", "flow": "heavy"})
    before = history(alice)
    full = {"pain": 3, "note": "theirs", "symptoms": ["cramps"]}
    job = brought(alice, {**DAY, **full}, {**OTHER, **full}, fill_days=True)
    changed = alice.patch("/period/2024-01-02", {"pain": 1}).json()
    job = undone(job)
    after = history(alice)
    assert after[PATH] == before[PATH]
    assert after["/period/2024-01-02"].items() <= changed.items()
    assert job.content.undone == {"removed": {}, "emptied": 1, "keptCount": 1}


def test_a_preview_is_forgotten(alice):
    job = seen(alice, DAY)
    assert undo(user_id=alice.user_id, import_id=job.import_id) is None
    assert nothing_waits(job)
    for call in (undo, apply):
        with pytest.raises(NotFound):
            call(user_id=alice.user_id, import_id=job.import_id)
    assert history(alice) == {}


def test_half_an_import_is_undone(alice, monkeypatch):
    monkeypatch.setattr(chunks, "MAX_BYTES", 600)
    monkeypatch.setattr(walk, "MAX_SECONDS", -1)
    job = seen(alice, *days(30))
    for _ in range(20):
        apply(user_id=alice.user_id, import_id=job.import_id)
    alice.patch(PATH, {"pain": 2})
    assert len(history(alice)) == 20
    job = undone(job)
    assert history(alice).keys() == {PATH}
    assert job.content.undone == {"removed": {"period": 19}, "emptied": 0, "keptCount": 1}
    assert nothing_waits(job)


def test_a_call_does_a_bounded_share(alice, monkeypatch):
    monkeypatch.setattr(chunks, "MAX_BYTES", 600)
    job = brought(alice, *days(12))
    monkeypatch.setattr(walk, "MAX_SECONDS", -1)
    first = undo(user_id=alice.user_id, import_id=job.import_id)
    assert (first.status, first.content.undone["removed"]) == ("undoing", {"period": 1})
    assert len(history(alice)) == 11
    assert undone(job).content.undone["removed"] == {"period": 12}
    assert history(alice) == {}


def test_chunks_that_are_lost_are_passed_over(alice, monkeypatch):
    monkeypatch.setattr(chunks, "MAX_BYTES", 600)
    job = brought(alice, *days(20))
    chunks.ImportChunk(alice.user_id, f"importchunk#{job.import_id}#00001").delete()
    job = undone(job)
    assert 0 < job.content.undone["removed"]["period"] < 20


@pytest.mark.parametrize("status", ["previewed", "applied"])
def test_an_import_that_cannot_be_read_is_forgotten(alice, status):
    job = seen(alice, DAY)
    if status == "applied":
        job = applied(job)
    item = import_job.HistoryImport.find(alice.user_id, job.item)
    item.update(actions=[import_job.HistoryImport.sealed.set(b"altered")])
    assert undo(user_id=alice.user_id, import_id=job.import_id) is None
    with pytest.raises(NotFound):
        undo(user_id=alice.user_id, import_id=job.import_id)


@pytest.mark.calm
def test_it_counts_into_the_totals_alone(alice):
    undone(brought(alice, *days(10)))
    spent = write_budget.read(user_id=alice.user_id)
    assert (spent["writes"], spent["totalWrites"]) == (0, 20)


def test_a_spent_total_refuses_no_undo(alice, settings):
    job = brought(alice, DAY)
    settings.WRITE_BUDGETS = {**settings.WRITE_BUDGETS, "totalWrites": 0}
    undone(job)
    assert history(alice) == {}
