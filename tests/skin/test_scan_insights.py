"""The address that tells whether her skin follows her cycle: its reads and its answers."""

from functools import partial

import pytest

from glowcycle.aws import request_context
from glowcycle.errors import Unavailable
from glowcycle.storage.bounded_reads import read_newest
from skin import scan_reading
from skin.insight_services import get_insights
from tests.support.broken_records import BREAKS, named
from tests.support.faults import none, store_faults, throttled
from tests.support.life_stages import add, stage
from tests.support.long_history import every_day, journal_of, long_history
from tests.support.people import someone
from tests.support.scans import FIRST, LOCAL, MANUAL, log_cycles, on, scan, scans_of, store_scans

TODAY = on(6 * 28 + 3)
SCANS = scans_of(6, lower=12.0, by=LOCAL, at=lambda day: f"{8 + day % 2:02}:30+02:00")
STATED = [scan(40, by=MANUAL, texture=3.0)]
ENTRIES = [
    {"date": str(on(3)), "tags": ["sport"]},
    {"date": f"{on(45)}T21:00:00-05:00", "tags": ["new serum", "sport"]},
    {"date": str(on(60)), "tags": ["New serum"]},
]


@pytest.fixture(scope="module")
def anna(engine):
    """Return one person for several tests, who changes nothing, so that her log is made once."""
    with request_context.act_as_operator():
        return logged(someone())


def logged(phone, scans=(*SCANS, *STATED)):
    log_cycles(phone, 6)
    store_scans(phone, scans)
    for entry in ENTRIES:
        assert phone.post("/journal", entry).status_code == 201
    return phone


def read(phone, first=FIRST, last=TODAY, today=TODAY):
    with request_context.act_for_user(phone.user_id):
        return get_insights(user_id=phone.user_id, first=first, last=last, today=today)


def verdicts(reading):
    return {result.outcome.name: result.verdict for result in reading.insights.results}


def test_it_tells_what_follows_her_cycle_and_which_scans_it_compared(anna):
    reading = read(anna)
    assert verdicts(reading) == {"texture": "follows"}
    assert len(reading.cycles.complete) == 6
    compared = reading.compared
    assert (compared.source, compared.model_id, compared.scans, compared.other_scans) == (
        "local",
        "classical-2",
        len(SCANS),
        1,
    )
    assert (reading.noise.repeats, reading.noise.scans_needed) == (0, 8)
    assert (reading.first, reading.last, reading.as_of) == (FIRST, TODAY, TODAY)
    assert reading.unreadable == []


def test_a_product_that_she_began_amid_the_cycles_is_named(anna):
    [product] = read(anna).confounders
    assert (product.code, product.day, product.name) == ("new_product", on(45), "new serum")


def test_the_days_that_she_asks_about_choose_cycles_and_scans(anna):
    reading = read(anna, first=on(28), last=on(5 * 28 - 1))
    assert len(reading.cycles.complete) == 4
    assert verdicts(reading) == {"texture": "too_early"}
    assert (reading.compared.scans, reading.compared.other_scans) == (40, 1)
    assert read(anna, last=on(20)).compared.scans == 8


def test_scans_of_others_are_not_hers(stranger, anna):
    reading = read(stranger)
    assert set(verdicts(reading).values()) == {"too_early"}
    assert (len(reading.insights.results), reading.compared) == (5, None)


def test_while_she_pauses_nothing_is_read_or_told(alice):
    store_scans(alice, SCANS[:3])
    add(alice, stage("pause", str(on(1))))
    reading = read(alice)
    assert reading.cycles.is_paused
    assert (verdicts(reading), reading.noise, reading.compared) == ({}, None, None)


@pytest.mark.parametrize("name", ["altered", "no version", "date that is no day"])
def test_it_goes_on_without_records_that_cannot_be_read(alice, name):
    logged(alice, scans=SCANS)
    broken = [
        alice.post("/skin", {"date": str(on(33)), "metrics": {"texture": 1}}).headers["Location"],
        alice.post("/journal", {"date": str(on(33)), "tags": ["toner"]}).headers["Location"],
    ]
    for address in broken:
        BREAKS[name](alice, address)
    reading = read(alice)
    assert [{"kind": each.kind(), "id": each.key} for each in reading.unreadable] == [
        named(address) for address in broken
    ]
    assert (verdicts(reading), reading.compared.other_scans) == ({"texture": "follows"}, 0)
    assert [each.name for each in reading.confounders] == ["new serum"]


def test_the_journal_is_not_read_where_it_is_too_early(alice):
    entries = journal_of(alice.user_id, every_day(TODAY, first=FIRST), tags=["serum"])
    with long_history(entries):
        assert read(alice).confounders == []
    assert entries.reads.calls == 0


def test_the_answer_begins_where_not_all_scans_were_read(anna, monkeypatch):
    monkeypatch.setattr(scan_reading, "read_newest", partial(read_newest, most=15))
    reading = read(anna)
    assert on(4 * 28) < reading.first <= on(5 * 28)
    assert [cycle.start for cycle in reading.cycles.complete] == [on(5 * 28)]
    assert reading.compared.scans < 15


def test_no_product_is_new_where_not_all_tags_were_read(anna, monkeypatch):
    read_few = partial(scan_reading.read_tags, user_id=anna.user_id)
    monkeypatch.setattr(scan_reading, "read_newest", partial(read_newest, most=2))
    with request_context.act_for_user(anna.user_id):
        tags = read_few(first=FIRST, last=TODAY)
    assert [tag.text for tag in tags.found] == ["New serum"]
    assert tags.since == on(46)


@pytest.mark.calm
@pytest.mark.parametrize("after", range(5), ids=["log", "stages", "profile", "scans", "journal"])
def test_it_says_so_when_a_read_is_refused(anna, no_waiting, after):
    read(anna)  # her key is known then
    plan = [none] * after + [throttled] * 9
    with store_faults(*plan) as calls, pytest.raises(Unavailable):
        read(anna)
    assert len(calls) > after
