"""Imports beside each other, beside phones, and beside another person."""

from itertools import permutations

import pytest

from glowcycle.aws import request_context
from glowcycle.errors import NotFound
from glowcycle.person.imports import chunks
from glowcycle.person.imports.apply import apply
from glowcycle.person.imports.undo import undo
from tests.support.last_years_phone import LastYearsPhone
from tests.support.line_format import DAY, ENTRY, seen
from tests.support.whole_imports import applied, brought, history, undone

PATH = "/period/2024-01-01"
FULL = {"pain": 3, "note": "theirs", "symptoms": ["cramps"]}


def day(number, **values):
    return {**DAY, "date": f"2024-01-{number:02}", **values}


def noted(job):
    """Return what the note of the import's only chunk names."""
    chunk = chunks.read(user_id=job.user_id, import_id=job.import_id, number=0)
    assert chunk.is_noted
    return [tuple(note) for note in chunk.notes]


@pytest.mark.parametrize("order", [*permutations(range(3))], ids=str)
def test_three_imports_with_filled_days_are_undone_in_any_order(alice, order):
    alice.post("/period", {"date": "2024-01-02", "flow": "heavy", "note": ""})
    alice.post("/period", {"date": "2024-01-03", "flow": "none"})
    before = history(alice)
    jobs = [
        brought(alice, day(1), day(2, pain=1), ENTRY, fill_days=True),
        brought(alice, day(1, pain=2), day(2, **FULL), day(4), fill_days=True),
        brought(alice, day(1, **FULL), day(3, mucus="dry"), day(4, sex="none"), fill_days=True),
    ]
    full = history(alice)
    assert full[PATH]["symptoms"] == ["cramps"]
    for index in order:
        assert undone(jobs[index]).content.undone["keptCount"] == 0
    assert history(alice) == before


def test_what_she_changed_between_two_imports_stays_whole(alice):
    first = brought(alice, day(1), fill_days=True)
    alice.patch(PATH, {"pain": 1})
    hers = alice.get(PATH).json()
    second = brought(alice, day(1, **FULL), fill_days=True)
    assert undone(first).content.kept == [["period", "2024-01-01"]]
    assert undone(second).content.undone["emptied"] == 1
    day_now = alice.get(PATH).json()
    kept = {name: hers[name] for name in hers.keys() - {"version", "updatedAt", "etag"}}
    assert day_now.items() >= kept.items()


def test_the_undo_of_half_an_import_leaves_the_other(alice):
    first = brought(alice, day(1), day(2))
    second = brought(alice, day(2), day(3))
    assert second.content.result["made"] == {"period": 1}
    undone(first)
    assert history(alice).keys() == {"/period/2024-01-03"}
    undone(second)
    assert history(alice) == {}


def test_a_phone_that_was_offline_changes_and_deletes_what_came(alice):
    job = brought(alice, day(1), day(2), day(3))
    etags = {n: alice.get(f"/period/2024-01-0{n}").json()["etag"] for n in (1, 2, 3)}
    operations = [
        {"action": "change", "record": {"pain": 5}, "ifMatch": etags[1]},
        {"action": "delete", "ifMatch": etags[2]},
    ]
    body = [
        {"operationId": f"o{n}", "kind": "period", "id": f"2024-01-0{n}", **operation}
        for n, operation in enumerate(operations, start=1)
    ]
    answer = alice.post("/sync", {"operations": body}).json()
    assert [result["status"] for result in answer["results"]] == ["applied", "applied"]
    job = undone(job)
    assert job.content.undone == {"removed": {"period": 1}, "emptied": 0, "keptCount": 1}
    assert history(alice).keys() == {PATH}
    # The phone sends its operations again, since it heard no answer.
    again = alice.post("/sync", {"operations": body}).json()
    assert [result["status"] for result in again["results"]] == ["duplicate", "applied"]
    assert history(alice).keys() == {PATH}


def test_a_phone_that_changes_what_the_undo_removed_hears_of_it(alice):
    job = brought(alice, day(1))
    etag = alice.get(PATH).json()["etag"]
    undone(job)
    change = {"operationId": "o", "kind": "period", "id": "2024-01-01", "action": "change"}
    body = {"operations": [{**change, "record": {"pain": 5}, "ifMatch": etag}]}
    [result] = alice.post("/sync", body).json()["results"]
    assert (result["status"], result["change"]["deleted"]) == ("conflict", True)


@pytest.mark.parametrize("limit", [7, 100])
def test_a_phone_of_last_year_follows_an_import_and_its_undo(alice, limit):
    alice.post("/period", {"date": "2024-02-01", "flow": "light"})
    phone = LastYearsPhone(alice, limit=limit)
    phone.round()
    before = phone.records().keys()
    job = brought(alice, *(day(number) for number in range(1, 20)), ENTRY)
    phone.round()
    held = phone.records()
    assert len(held) == 21
    assert held["period", "2024-01-01"]["flow"] == "light"
    alice.patch(PATH, {"pain": 1})
    undone(job)
    phone.round()
    assert phone.records().keys() == before | {("period", "2024-01-01")}


def test_a_thousand_new_records_come_in_bounded_pages(alice):
    start = alice.get("/sync").json()["next"]
    brought(alice, *({**ENTRY, "text": str(number)} for number in range(250)))
    sizes, more, cursor = [], True, start
    while more:
        page = alice.get(f"/sync?limit=100&cursor={cursor}").json()
        sizes.append(len(page["changes"]))
        more, cursor = page["hasMore"], page["next"]
    assert (sum(sizes), max(sizes)) == (250, 100)


def test_another_person_meets_no_import_of_hers(alice, stranger):
    job = brought(alice, day(1), ENTRY)
    before = history(alice)
    with request_context.act_for_user(stranger.user_id):
        for call in (apply, undo):
            with pytest.raises(NotFound):
                call(user_id=stranger.user_id, import_id=job.import_id)
        theirs = applied(seen(stranger, day(1), ENTRY))
        undone(theirs)
    assert history(alice) == before
    assert history(stranger) == {}


def test_equal_files_of_two_persons_make_records_with_other_ids(alice, stranger):
    brought(alice, ENTRY)
    with request_context.act_for_user(stranger.user_id):
        brought(stranger, ENTRY)
    assert history(alice).keys().isdisjoint(history(stranger))


def test_only_what_an_import_made_or_filled_is_noted_for_its_undo(alice):
    for number in (1, 2):
        alice.post("/period", {"date": f"2024-01-{number:02}", "flow": "heavy"})
    file = [day(1), day(2, pain=2), day(3), ENTRY]
    made = brought(alice, *file, fill_days=True)
    nothing = brought(alice, *[{**each, "pain": 9} for each in file[:3]], ENTRY, fill_days=False)
    [entry] = [path.split("/")[-1] for path in history(alice) if path.startswith("/journal")]
    assert noted(made) == [("period", "2024-01-02"), ("period", "2024-01-03"), ("journal", entry)]
    assert noted(nothing) == []
    assert undone(nothing).content.undone == {"removed": {}, "emptied": 0, "keptCount": 0}


def test_a_day_that_grew_in_a_newer_file_stays_unless_it_is_filled(alice):
    brought(alice, day(1))
    assert brought(alice, day(1, **FULL)).content.result["kept"] == 1
    assert history(alice)[PATH]["pain"] is None
    assert brought(alice, day(1, **FULL), fill_days=True).content.result["filled"] == 1
    assert history(alice)[PATH].items() >= FULL.items()
