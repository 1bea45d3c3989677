"""What was previewed is stored, once; what she logged herself stays."""

from datetime import date

import pytest

from glowcycle.errors import InvalidFields, NotFound, TotalReached
from glowcycle.person.consents.services import ConsentRequired
from glowcycle.person.imports import chunks, import_job
from glowcycle.person.imports.apply import apply
from glowcycle.person.imports.errors import ImportBegun, ImportExpired, ImportUndone
from glowcycle.storage import write_budget
from tests.support.life_stages import add, stage
from tests.support.line_format import DAY, ENTRY, STAGE, seen
from tests.support.whole_imports import applied, brought, history, undone

SCAN = {
    "is": "skin",
    "date": "2024-01-03",
    "metrics": dict.fromkeys(("radiance", "moisture", "texture", "pores", "darkCircles"), 50),
}
ASKING = {"is": "journal", "date": "2024-01-05", "mood": "Meh", "asks": ["mood:Meh"]}
PATH = "/period/2024-01-01"


def days(number, **values):
    return [
        {**DAY, "date": f"2024-{1 + n // 28:02}-{1 + n % 28:02}", **values} for n in range(number)
    ]


def result(**counts):
    return {"made": {}, "filled": 0, "same": 0, "kept": 0, "deleted": 0, **counts}


def test_every_kind_of_record_is_stored_with_its_origin(alice):
    job = brought(alice, DAY, ENTRY, STAGE, SCAN)
    assert job.content.result == result(
        made=dict.fromkeys(("journal", "period", "skin", "stage"), 1)
    )
    kept = history(alice)
    assert len(kept) == 4
    for record in kept.values():
        assert record["origin"] == {"app": "Lines", "importId": job.import_id}
    assert kept[PATH]["flow"] == "light"
    stored = import_job.find(user_id=alice.user_id, import_id=job.import_id)
    assert (stored.status, stored.expires_at, stored.holder) == ("applied", None, None)


def test_a_repeated_call_changes_nothing(alice):
    job = brought(alice, DAY, ENTRY)
    before = history(alice)
    alice.patch(PATH, {"flow": "heavy"})
    again = applied(job)
    assert again.content.result == job.content.result
    assert history(alice)[PATH] == {**before[PATH], "flow": "heavy"}


def test_the_same_file_again_brings_nothing(alice):
    brought(alice, DAY, ENTRY, STAGE, SCAN)
    before = history(alice)
    again = brought(alice, DAY, ENTRY, STAGE, SCAN)
    assert again.content.result == result(same=4)
    assert history(alice) == before


def test_a_newer_file_adds_what_is_new(alice):
    brought(alice, DAY, ENTRY)
    newer = brought(alice, DAY, ENTRY, {**DAY, "date": "2024-01-02"}, {**ENTRY, "mood": "tired"})
    assert newer.content.result == result(made={"period": 1, "journal": 1}, same=2)
    assert len(history(alice)) == 4


@pytest.mark.parametrize("when", ["before", "after"])
def test_what_she_logged_stays(alice, when):
    hers = {"date": "2024-01-01", "flow": "heavy", "symptoms": ["hers"]}
    if when == "before":
        alice.post("/period", hers)
    preview = seen(alice, DAY)
    if when == "after":
        alice.post("/period", hers)
    assert applied(preview).content.result == result(kept=1)
    assert alice.get(PATH).json().items() >= {**hers, "version": 1, "origin": None}.items()


@pytest.mark.parametrize("when", ["before", "after"])
def test_what_she_deleted_stays_deleted(alice, when):
    alice.post("/period", {"date": "2024-01-01", "flow": "heavy"})
    preview = None if when == "before" else seen(alice, DAY)
    alice.delete(PATH)
    assert applied(preview or seen(alice, DAY)).content.result == result(deleted=1)
    assert alice.get(PATH).status_code == 404


def test_a_day_of_hers_is_filled_if_she_wants(alice):
    alice.post("/period", {"date": "2024-01-01", "flow": "heavy"})
    alice.post("/period", {"date": "2024-01-02", "flow": "heavy", "pain": 1})
    more = {**DAY, "pain": 3, "symptoms": ["cramps"]}
    job = brought(alice, more, {**DAY, "date": "2024-01-02", "pain": 3}, fill_days=True)
    assert job.content.result == result(filled=1, kept=1)
    day = alice.get(PATH).json()
    filled = {"flow": "heavy", "pain": 3, "symptoms": ["cramps"], "origin": None}
    assert day.items() >= filled.items()


def test_a_day_that_would_contradict_itself_is_not_filled(alice):
    alice.post("/period", {"date": "2024-01-01", "startsPeriod": True})
    before = alice.get(PATH).json()
    job = brought(alice, {**DAY, "flow": "none", "pain": 3}, fill_days=True)
    assert job.content.result == result(kept=1)
    assert alice.get(PATH).json() == before


def test_a_filled_day_moves_no_start_of_a_period_of_hers(alice):
    for day in ("2024-01-01", "2024-01-02", "2024-01-03"):
        alice.post("/period", {"date": day, "flow": "medium"})
    theirs = {**DAY, "date": "2024-01-02", "startsPeriod": True, "pain": 3}
    assert brought(alice, theirs, fill_days=True).content.result == result(filled=1)
    [cycle] = alice.get("/period/cycles/me?today=2024-01-20").json()["results"]
    assert cycle["start"] == "2024-01-01"


def test_an_entry_of_hers_is_not_filled(alice):
    [address] = [a for a in history_after(alice, ENTRY) if a.startswith("/journal")]
    alice.patch(address, {"mood": None})
    job = brought(alice, ENTRY, fill_days=True)
    assert job.content.result == result(kept=1)
    assert alice.get(address).json()["mood"] is None


def history_after(phone, *records):
    brought(phone, *records)
    return history(phone)


@pytest.mark.parametrize(("answers", "mood"), [({}, "Meh"), ({"mood:Meh": "sad"}, "sad")])
def test_her_answers_change_the_records_that_ask(alice, answers, mood):
    brought(alice, ASKING, ENTRY, answers=answers)
    moods = {record["date"]: record["mood"] for record in history(alice).values()}
    assert moods == {"2024-01-05": mood, "2024-01-02": "fine"}
    # The same file again is the same, whatever she answers then.
    assert brought(alice, ASKING, ENTRY).content.result["made"] == {}


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [({"mood:Meh": "other"}, "answers.mood:Meh"), ({"x" * 99: "keep"}, f"answers.{'x' * 64}")],
)
def test_an_answer_that_no_question_has_is_refused_before_anything(alice, answers, wrong):
    job = seen(alice, ASKING)
    with pytest.raises(InvalidFields) as refused:
        apply(user_id=alice.user_id, import_id=job.import_id, answers=answers)
    assert refused.value.extra["errors"].keys() == {wrong}
    assert history(alice) == {}
    assert import_job.find(user_id=alice.user_id, import_id=job.import_id).status == "previewed"


def test_the_first_call_settles_her_choices(alice):
    job = seen(alice, ASKING)
    call = {"user_id": alice.user_id, "import_id": job.import_id}
    apply(**call, fill_days=True, answers={"mood:Meh": "sad"})
    for same in ({}, {"fill_days": True}, {"answers": {"mood:Meh": "sad"}}):
        assert apply(**call, **same).status == "applied"
    for other in ({"fill_days": False}, {"answers": {}}, {"answers": {"mood:Meh": "keep"}}):
        with pytest.raises(ImportBegun):
            apply(**call, **other)


def test_an_undone_import_is_not_applied_again(alice):
    job = undone(brought(alice, DAY))
    with pytest.raises(ImportUndone):
        apply(user_id=alice.user_id, import_id=job.import_id)
    assert history(alice) == {}


def test_a_stage_that_her_own_contradicts_stays_out(alice):
    theirs = stage("pregnancy", end="2026-02-01", outcome="loss")
    preview = seen(alice, {"is": "stage", **theirs}, today=date(2026, 10, 1))
    add(alice, {**theirs, "end": "2026-02-02"})
    assert applied(preview).content.result == result(kept=1)
    assert len(history(alice)) == 1


def test_many_chunks_are_stored_and_noted(alice, monkeypatch):
    monkeypatch.setattr(chunks, "MAX_BYTES", 600)
    job = brought(alice, *days(40), ENTRY)
    assert job.content.chunk_count > 3
    assert job.content.result == result(made={"period": 40, "journal": 1})
    place = {"user_id": alice.user_id, "import_id": job.import_id}
    found = [chunks.read(**place, number=number) for number in range(job.content.chunk_count)]
    assert all(each.is_noted and not each.records for each in found)
    assert sum(len(each.notes) for each in found) == 41


@pytest.mark.calm
def test_it_counts_into_the_totals_alone(alice):
    brought(alice, *days(10))
    spent = write_budget.read(user_id=alice.user_id)
    assert (spent["writes"], spent["totalWrites"]) == (0, 10)


def test_a_spent_total_refuses_it(alice, settings):
    job = seen(alice, DAY)
    settings.WRITE_BUDGETS = {**settings.WRITE_BUDGETS, "totalWrites": 0}
    write_budget.WriteCount(
        alice.user_id,
        write_budget.WriteCount.NAME,
        day="2024-01-01",
        writes=0,
        bytes=0,
        total_writes=0,
        total_bytes=0,
    ).save()
    with pytest.raises(TotalReached):
        apply(user_id=alice.user_id, import_id=job.import_id)
    assert history(alice) == {}


def test_an_import_that_is_not_there(alice):
    with pytest.raises(NotFound):
        apply(user_id=alice.user_id, import_id="0abca142-f4b2-4c89-b5f4-a535a9f29562")


def test_a_preview_that_lost_its_chunk_has_expired(alice):
    job = seen(alice, DAY)
    chunks.delete_all(user_id=alice.user_id, import_id=job.import_id)
    with pytest.raises(ImportExpired):
        apply(user_id=alice.user_id, import_id=job.import_id)


def test_without_her_consent_nothing_is_stored(alice, settings):
    job = seen(alice, DAY)
    settings.COLLECTION_CONSENT_REQUIRED = True
    with pytest.raises(ConsentRequired):
        apply(user_id=alice.user_id, import_id=job.import_id)
    assert import_job.find(user_id=alice.user_id, import_id=job.import_id).status == "previewed"
