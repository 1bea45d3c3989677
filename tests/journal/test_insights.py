"""GET /journal/insights/{userId}: what follows her cycle, of which days, and on bad days."""

from datetime import timedelta

import pytest

from glowcycle.person.moods.items import MoodsItem
from journal import entry_reading
from tests.support.broken_records import BREAKS, named
from tests.support.erasures import erase
from tests.support.faults import none, store_faults, throttled
from tests.support.journal_cycles import (
    CYCLES,
    FIRST,
    LENGTH,
    TODAY,
    days_of,
    entries_of,
    on,
    store,
)
from tests.support.life_stages import add, stage
from tests.support.people import someone
from tests.support.problems import assert_problem
from tests.support.sealed_items import plant
from tests.support.svg import read, texts

PATH = f"/journal/insights/me?today={TODAY}"


@pytest.fixture(scope="module")
def anna(engine):
    """Return one person for several tests, who changes nothing, so that her log is made once."""
    phone = someone()
    store(phone, entries_of(text="never told"), days_of())
    return phone


def answer_of(phone, query="", path=PATH):
    answer = phone.get(f"{path}{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def verdicts(answer):
    return {(each["kind"], each["name"]): each["verdict"] for each in answer["results"]}


def test_it_tells_what_follows_her_cycle_and_what_does_not(anna):
    answer = answer_of(anna)
    assert verdicts(answer) == {
        ("energy", None): "follows",
        ("mood", None): "no_pattern",
        ("tag", "Walk"): "no_pattern",
        ("pain", None): "too_early",
        ("symptom", "cramps"): "too_early",
    }
    assert answer["results"][0]["kind"] == "energy"
    [around, *_] = answer["results"][0]["windows"]
    assert around["interval"]["low"] < -30 + 5 < around["interval"]["high"] + 10
    assert (answer["cycles"]["complete"], answer["unreadable"]) == (CYCLES, [])
    assert (answer["asOf"], answer["to"]) == (str(TODAY), str(TODAY))
    assert answer["from"] == str(TODAY - timedelta(days=1095))
    assert "never told" not in str(answer)


def test_her_days_choose_the_cycles_that_lie_wholly_inside(anna):
    inside = f"&from={on(1)}&to={on(5 * LENGTH - 1)}"
    answer = answer_of(anna, inside)
    assert (answer["from"], answer["to"]) == (str(on(1)), str(on(5 * LENGTH - 1)))
    assert answer["cycles"]["complete"] == 4
    assert set(verdicts(answer).values()) == {"too_early"}
    energy = next(each for each in answer["results"] if each["kind"] == "energy")
    assert (energy["cycles"], energy["lacking"]) == (4, 1)


@pytest.mark.parametrize(
    "query",
    [
        "&from=2026-03-02&to=2026-03-01",
        f"&from={TODAY - timedelta(days=1096)}",
        "&from=2023-01-01&to=2026-01-02",
        "&from=yesterday",
        "&to=2026-02-30",
        "&limit=5",
    ],
)
def test_another_range_is_refused(anna, query):
    assert_problem(anna.get(f"{PATH}{query}"), 400, "invalid")


def test_a_new_person_reads_what_is_lacking(stranger):
    answer = answer_of(stranger)
    assert verdicts(answer) == {("energy", None): "too_early", ("mood", None): "too_early"}
    assert {each["lacking"] for each in answer["results"]} == {answer["cycles"]["needed"]}


def test_another_id_is_refused_whether_that_person_exists_or_not(stranger, anna):
    for user_id in (anna.user_id, "00000000-0000-4000-8000-000000000000"):
        assert_problem(stranger.get(f"/journal/insights/{user_id}"), 403, "forbidden")
    assert answer_of(anna, path=f"/journal/insights/{anna.user_id}?today={TODAY}")


def test_her_order_of_moods_decides_what_a_mood_is(alice):
    store(alice, entries_of(mood=lambda near, n: "so-so" if near or n % 3 else "purple"), days_of())
    assert ("moodName", "purple") in verdicts(answer_of(alice))
    alice.put("/me/moods", {"moods": ["Purple", "SO-SO"]})
    found = verdicts(answer_of(alice))
    assert found["mood", None] == "follows"
    assert not [name for kind, name in found if kind == "moodName"]


def test_while_she_pauses_nothing_is_read_or_told(alice):
    store(alice, entries_of(1), days_of(1))
    add(alice, stage("pause", str(on(1))))
    with store_faults() as calls:
        answer = answer_of(alice)
    assert (answer["reason"]["code"], answer["results"]) == ("paused", [])
    assert calls == ["Query", "Query", "GetItem"]  # her log, stages and profile


def test_it_costs_three_queries_and_two_reads(anna):
    with store_faults() as calls:
        answer_of(anna)
    assert sorted(calls) == ["GetItem"] * 2 + ["Query"] * 3


@pytest.mark.parametrize("name", ["altered", "no version", "date that is no day"])
def test_it_goes_on_without_records_that_cannot_be_read(alice, name):
    store(alice, entries_of(), days_of())
    alice.put("/me/moods", {"moods": ["a", "b"]})
    address = alice.post("/journal", {"date": str(on(33)), "energy": 1}).headers["Location"]
    BREAKS[name](alice, address)
    place = {"userId": {"S": alice.user_id}, "item": {"S": MoodsItem.NAME}}
    plant(MoodsItem.Meta.table_name, {**place, "sealed": {"B": b"\x01"}})
    answer = answer_of(alice)
    assert answer["unreadable"] == [named(address), {"kind": "me", "id": "moods"}]
    assert verdicts(answer)["energy", None] == "follows"


def test_the_answer_begins_where_not_all_entries_were_read(anna, monkeypatch):
    monkeypatch.setattr(entry_reading, "MAX_ENTRIES", 40)
    answer = answer_of(anna)
    assert str(on(4 * LENGTH)) < answer["from"] <= str(on(5 * LENGTH))
    assert answer["cycles"]["complete"] == 2
    assert max(each["days"] for each in answer["results"]) <= 40


def test_entries_of_a_day_are_one_day_by_the_clock_where_she_was(alice):
    store(alice, [], days_of(5))
    times = ["T00:30:00+14:00", "T23:30:00-10:00", ""]
    entries = [
        {"date": f"{on(LENGTH * cycle + 2 * day)}{time}", "energy": 40 + 10 * n}
        for cycle in range(5)
        for day in range(10)
        for n, time in enumerate(times)
    ]
    store(alice, entries)
    [energy] = [each for each in answer_of(alice)["results"] if each["kind"] == "energy"]
    assert (energy["days"], energy["cycles"]) == (50, 5)
    assert energy["windows"][0]["usual"] == 50


def test_its_picture_reads_no_more_and_draws_each_outcome(anna):
    with store_faults() as calls:
        drawn = anna.get(f"{PATH}&format=svg")
    assert (drawn.status_code, len(calls)) == (200, 5)
    picture = texts(read(drawn.content))
    for name in ("Energy", "Mood", "Walk"):
        assert name in picture
    assert "never told" not in picture


@pytest.mark.calm
@pytest.mark.parametrize("after", range(5), ids=["log", "stages", "profile", "entries", "moods"])
def test_it_is_503_when_a_read_is_refused(anna, no_waiting, after):
    answer_of(anna)  # her key is known then
    with store_faults(*[none] * after, *[throttled] * 9) as calls:
        answer = assert_problem(anna.get(PATH), 503, "unavailable")
    assert len(calls) > after
    assert str(FIRST) not in str(answer)


def test_restricted_and_erased_persons_get_nothing(alice):
    alice.put("/me/restriction", {"restricted": True})
    assert_problem(alice.get(PATH), 403, "restricted")
    alice.put("/me/restriction", {"restricted": False})
    erase(alice)
    answer = alice.get(PATH)
    assert (answer.status_code, answer.json()["code"]) == (410, "erased")
