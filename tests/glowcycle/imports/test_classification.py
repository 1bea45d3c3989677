"""A preview finds each difference between a record of the file and the stored one."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.support.brought_records import OneImport
from tests.support.line_format import DAY, ENTRY, NONE, seen, waiting
from tests.support.record_samples import KINDS
from tests.support.sealed_items import plant, raw

ID = "0c8a1f6e-52b7-4d0b-9a3e-6f1d2b7c9e44"
FULL = {
    "journal": {**ENTRY, "entryId": ID, "energy": 50.5, "text": "a text", "cycleDay": 7},
    "period": {
        **DAY,
        "symptoms": ["cramps"],
        "ovulationTest": "low",
        "cycleLength": 30,
        "startsPeriod": True,
        "temperature": {"celsius": 36.5, "time": "06:30", "excluded": False},
        "mucus": "creamy",
        "pregnancyTest": "negative",
        "pain": 3,
        "sex": "none",
        "medication": ["Paracetamol"],
        "note": "a note",
    },
}
OTHER = {
    "journal": {
        "date": "2024-01-02T08:00:00Z",
        "mood": "bad",
        "energy": 50.4,
        "text": "a Text",
        "tags": ["work", "home"],
        "cycleDay": 8,
    },
    "period": {
        "flow": "heavy",
        "symptoms": [],
        "ovulationTest": "high",
        "cycleLength": 31,
        "startsPeriod": False,
        "temperature": {"celsius": 36.5, "time": "06:31", "excluded": False},
        "mucus": "watery",
        "pregnancyTest": "positive",
        "pain": 0,
        "sex": "protected",
        "medication": ["Ibuprofen"],
        "note": "",
    },
}
# After the days of all these records.
LATER = date(2026, 12, 31)
CHANGES = [(kind, name) for kind, fields in OTHER.items() for name in fields]


def fates(phone, record):
    """Return the fates that a file with this record alone is told."""
    [counts] = seen(phone, record, today=LATER).content.counts.values()
    return {fate for fate, number in counts.items() if number}


def log(phone, record):
    """Log the record as a phone does."""
    body = {name: value for name, value in record.items() if name != "is"}
    kind = next(kind for kind in KINDS if kind.name == record["is"])
    answer = phone.post(kind.path, body)
    assert answer.status_code == 201, answer.content
    return answer.headers["Location"]


@pytest.mark.parametrize("kind", FULL)
def test_the_same_record_is_the_same(alice, kind):
    log(alice, FULL[kind])
    assert fates(alice, FULL[kind]) == {"same"}


@pytest.mark.parametrize(("kind", "name"), CHANGES)
def test_one_other_field_makes_it_another(alice, kind, name):
    log(alice, FULL[kind])
    assert fates(alice, {**FULL[kind], name: OTHER[kind][name]}) == {"conflicting"}
    assert fates(alice, {n: v for n, v in FULL[kind].items() if n != name or n == "date"}) == (
        {"same"} if name == "date" else {"conflicting"}
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_record_of_each_kind_is_recognised(alice, kind):
    key = kind.write(alice).json()
    names = {name for name in key if name.endswith("Id") and name != "userId"}
    record = {"is": kind.name, **kind.body, **{name: key[name] for name in names}}
    assert fates(alice, record) == {"same"}
    assert fates(alice, {**record, **kind.change}) == {"conflicting"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_an_undo_took_back_may_come_again(alice, kind):
    brought = OneImport(alice)
    key = "2026-03-01" if kind.name == "period" else ID
    brought.add(kind.name, key, kind.body)
    own = {"period": "date", "journal": "entryId", "skin": "scanId", "stage": "stageId"}[kind.name]
    record = {"is": kind.name, **kind.body, own: key}
    assert fates(alice, record) == {"same"}
    brought.take_back(kind.name, key)
    assert fates(alice, record) == {"new"}


def test_a_record_that_cannot_be_read_stays(alice):
    table, item = raw(alice, log(alice, FULL["period"]))
    plant(table, {**item, "sealed": {"B": b"x"}})
    assert fates(alice, FULL["period"]) == {"conflicting"}


def test_an_expired_record_is_as_if_it_had_never_been(alice):
    days = {**dict.fromkeys(kind.name for kind in KINDS), "journal": 30}
    assert alice.put("/me/retention", days).status_code in (200, 202)
    log(alice, FULL["journal"])
    assert fates(alice, FULL["journal"]) == {"same"}
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert fates(alice, FULL["journal"]) == {"new"}


def test_another_persons_record_is_none_of_hers(alice, stranger):
    log(stranger, FULL["journal"])
    job = seen(alice, FULL["journal"])
    assert job.content.counts == {"journal": {**NONE, "new": 1}}
    assert [record.key for record in waiting(job)] == [ID]
