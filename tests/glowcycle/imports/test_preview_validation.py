"""What a serializer refuses is left out and told; the rest of its record is taken."""

from datetime import timedelta

import pytest

from glowcycle.person.imports import import_job
from tests.support.line_format import DAY, ENTRY, NONE, TODAY, seen, waiting


def test_equal_records_of_a_file_are_one(alice):
    assert seen(alice, ENTRY, ENTRY).content.counts["journal"] == {**NONE, "new": 1}


def test_two_records_with_one_id_are_told(alice):
    own = {**ENTRY, "entryId": "0c8a1f6e-52b7-4d0b-9a3e-6f1d2b7c9e44"}
    job = seen(alice, own, {**own, "mood": "other"}, own)
    assert job.content.counts["journal"] == {**NONE, "new": 1}
    [told] = job.content.not_taken
    assert (told["what"], told["reason"], told["firstRows"]) == ("entryId", "several", [3])
    assert [record.key for record in waiting(job)] == [own["entryId"]]


@pytest.mark.parametrize(
    ("values", "told", "kept"),
    [
        ({"mood": "x" * 65}, ("mood", "x" * 64, "too_long"), {}),
        ({"energy": 101}, ("energy", "101", "invalid"), {}),
        ({"energy": float("nan")}, ("energy", "nan", "invalid"), {}),
        ({"energy": float("inf")}, ("energy", "inf", "invalid"), {}),
        ({"energy": 1e308}, ("energy", "1e+308", "invalid"), {}),
        ({"energy": "50"}, ("energy", "50", "invalid"), {}),
        ({"mood": {"a": 1}}, ("mood", None, "invalid"), {}),
        ({"tags": "a"}, ("tags", "a", "invalid"), {}),
        ({"tags": [["a"]]}, ("tags", None, "invalid"), {"tags": []}),
        ({"mood": "a\0b"}, ("mood", "a\0b", "invalid"), {}),
        ({"text": "\ud800"}, ("text", "?", "invalid"), {}),
        ({"tags": ["a", "b" * 65, "c"]}, ("tags", "b" * 64, "too_long"), {"tags": ["a", "c"]}),
        ({"tags": ["a"] * 51}, ("tags", None, "too_long"), {"tags": ["a"] * 50}),
        ({"unheard": 1}, ("unheard", "1", "invalid"), {}),
    ],
)
def test_a_refused_field_is_told_and_the_rest_is_taken(alice, values, told, kept):
    job = seen(alice, {"is": "journal", "date": "2024-01-02", "cycleDay": 3, **values})
    stored = import_job.find(user_id=alice.user_id, import_id=job.import_id)
    names = dict(zip(("what", "value", "reason"), told, strict=True))
    assert stored.content.not_taken == [{**names, "count": 1, "firstRows": [2]}]
    [record] = waiting(job)
    assert record.values == {"date": "2024-01-02", "cycleDay": 3, "entryId": record.key, **kept}


def test_a_contradiction_is_resolved(alice):
    job = seen(alice, {**DAY, "flow": "none", "startsPeriod": True})
    assert [told["what"] for told in job.content.not_taken] == ["startsPeriod"]
    assert waiting(job)[0].values == {"date": "2024-01-01", "flow": "none"}


@pytest.mark.parametrize(
    ("record", "what", "reason"),
    [
        ({**ENTRY, "date": "2999-01-01"}, "date", "future"),
        ({**ENTRY, "date": "1899-01-01"}, "date", "invalid"),
        ({**ENTRY, "date": "yesterday"}, "date", "invalid"),
        ({"is": "journal", "mood": "x"}, "date", "invalid"),
        ({**DAY, "date": "3000-01-01"}, "date", "future"),
        ({"is": "stage", "kind": "irregular", "start": "2024-01-01"}, "stage", "invalid"),
        ({"is": "stage", "kind": "new", "start": "2024-01-01"}, "kind", "invalid"),
        ({"is": "dream", "date": "2024-01-01"}, "dream", "no_place"),
        ({"is": "journal", "date": "2024-01-01", "mood": 7}, "mood", "invalid"),
    ],
)
def test_what_cannot_be_a_record_is_told(alice, record, what, reason):
    job = seen(alice, record)
    assert [(told["what"], told["reason"]) for told in job.content.not_taken] == [(what, reason)]
    assert (job.content.counts, job.content.chunk_count, job.content.not_taken_count) == ({}, 0, 1)


def test_a_day_after_her_own_is_still_to_come(alice):
    job = seen(alice, DAY, {**DAY, "date": str(TODAY + timedelta(days=1))})
    assert job.content.counts["period"]["new"] == 1
    [told] = job.content.not_taken
    assert (told["value"], told["reason"]) == ("2024-06-02", "future")


def test_each_element_of_a_list_that_is_refused_is_counted(alice):
    job = seen(alice, {**ENTRY, "tags": ["a" * 65, "work", "b" * 65]})
    assert [record.values["tags"] for record in waiting(job)] == [["work"]]
    told = [(each["what"], each["value"][0], each["reason"]) for each in job.content.not_taken]
    assert sorted(told) == [("tags", "a", "too_long"), ("tags", "b", "too_long")]
