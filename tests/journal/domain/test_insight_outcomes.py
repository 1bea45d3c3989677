"""Which outcomes her entries and her period log give, and the value of each day."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from glowcycle.insights.domain.examination import examine
from glowcycle.insights.domain.mood_scale import MoodScale
from glowcycle.insights.domain.outcomes import LEAST_LOGGED_DAYS
from journal.domain.asked_words import LEAST_CYCLES, LEAST_DAYS, MOST_ASKED
from journal.domain.insight_outcomes import EntryValues, find_outcomes
from tests.support.diaries import cycles_of
from tests.support.period_logs import on

LENGTH = 28
CYCLES = cycles_of(*[LENGTH] * 9, start=on(0))
DAYS = [on(day) for day in range(LENGTH * len(CYCLES))]


@dataclass(frozen=True)
class Logged:
    date: object
    symptoms: tuple = ()
    pain: float | None = None


def outcomes(*entries, days=(), order=(), cycles=CYCLES):
    found = find_outcomes(entries=entries, days=days, cycles=cycles, scale=MoodScale(order))
    return {(each.kind, each.name): dict(each.values) for each in found}


def entry(day, **values):
    return EntryValues(date=on(day), **values)


def with_tag(*tags, days):
    """Return an entry on each day of the cycles, with the tags on those days."""
    return [EntryValues(date=day, tags=tags if day in days else ()) for day in DAYS]


def often(count, cycles=9):
    """Return this number of days, spread over the first of the cycles."""
    return [on(LENGTH * (n % cycles) + n // cycles) for n in range(count)]


def test_entries_of_a_day_give_their_mean():
    found = outcomes(
        entry(0, energy=20, mood="😊"),
        entry(0, energy=50, mood="😢"),
        entry(0),
        entry(1, energy=55.5, mood="unheard of"),
    )
    assert found["energy", None] == {on(0): 35, on(1): 55.5}
    assert found["mood", None] == {on(0): 2.5}


def test_her_order_of_moods_gives_their_values():
    found = outcomes(entry(0, mood="😢"), entry(1, mood="😊"), entry(2, mood="🤩"), order="😢😊")
    assert found["mood", None] == {on(0): 5, on(1): 1}


def test_nothing_logged_asks_energy_and_mood():
    assert outcomes() == {("energy", None): {}, ("mood", None): {}}


def test_mood_is_not_asked_where_no_mood_of_hers_has_a_place():
    entries = [EntryValues(date=day, mood="purple") for day in often(30)]
    assert outcomes(*entries).keys() == {("energy", None), ("moodName", "purple")}


def test_a_mood_without_a_place_is_yes_or_no_on_days_with_a_mood():
    purple = often(10)
    entries = [EntryValues(date=day, mood="purple") for day in purple]
    entries += [entry(20, mood="😊"), entry(21, energy=5), entry(22, mood=" "), entry(23, mood="")]
    found = outcomes(*entries)
    assert found["moodName", "purple"] == {**dict.fromkeys(purple, 1), on(20): 0}
    assert found["mood", None] == {on(20): 4}


def test_a_tag_is_yes_or_no_on_days_with_an_entry():
    days = often(12)
    entries = [e for e in with_tag("sleep", days=days) if e.date != on(5)]
    entries += [EntryValues(date=days[0], tags=["other"]), EntryValues(date=on(-3))]
    values = outcomes(*entries)["tag", "sleep"]
    assert values == {day: day in days for day in [on(-3), *DAYS] if day != on(5)}


def test_a_symptom_is_yes_or_no_on_days_of_the_log_and_pain_where_she_said_it():
    days = often(10)
    log = [Logged(day, ("cramps",), 7) for day in days] + [Logged(on(20)), Logged(on(21), (), 0)]
    found = outcomes(entry(22, tags=["cramps"]), days=log)
    assert found["symptom", "cramps"] == {**dict.fromkeys(days, 1), on(20): 0, on(21): 0}
    assert found["pain", None] == {**dict.fromkeys(days, 7), on(21): 0}


def test_a_word_that_is_a_tag_and_a_symptom_is_asked_as_both():
    days = often(10)
    log = [Logged(day, ("cramps",)) for day in days]
    assert [*outcomes(*with_tag("Cramps", days=days), days=log)][2:] == [
        ("symptom", "cramps"),
        ("tag", "Cramps"),
    ]


def test_spellings_of_a_word_count_together_and_she_reads_her_usual_one():
    spellings = ["Sleep", "sleep ", "SLEEP", "Sleep"]
    days = often(12)
    entries = [EntryValues(date=day, tags=[spellings[n % 4]] * 2) for n, day in enumerate(days)]
    found = outcomes(*entries)
    assert found["tag", "Sleep"] == dict.fromkeys(days, 1)
    assert len(found) == 3


@pytest.mark.parametrize(
    ("count", "cycles", "is_asked"),
    [
        (LEAST_DAYS, LEAST_CYCLES, True),
        (LEAST_DAYS - 1, LEAST_CYCLES, False),
        (LEAST_DAYS, LEAST_CYCLES - 1, False),
        (40, LEAST_CYCLES - 1, False),
    ],
)
def test_a_word_is_asked_from_ten_days_in_four_cycles_on(count, cycles, is_asked):
    found = outcomes(*with_tag("sleep", days=often(count, cycles=cycles)))
    assert (("tag", "sleep") in found) == is_asked


def test_days_outside_complete_cycles_do_not_make_a_word_common():
    outside = [EntryValues(date=on(-n), tags=["old"]) for n in range(1, 60)]
    assert ("tag", "old") not in outcomes(*outside, *with_tag("old", days=often(9)))


def test_only_the_commonest_words_are_asked_whatever_the_order_of_entries():
    entries = [
        EntryValues(date=day, tags=[f"tag {n:02}" for n in range(30) if place < 10 + n])
        for place, day in enumerate(often(60))
    ]
    found = [name for kind, name in outcomes(*entries) if kind == "tag"]
    assert found == [f"tag {n:02}" for n in range(29, 29 - MOST_ASKED, -1)]
    assert [*outcomes(*reversed(entries))] == [*outcomes(*entries)]


def test_a_tag_of_every_day_and_entries_of_bad_days_alone_show_nothing():
    bad = [
        EntryValues(date=cycle.start + timedelta(days=d), mood="😢", energy=10, tags=["bad"])
        for cycle in CYCLES
        for d in range(-4, 4)
    ]
    found = find_outcomes(entries=bad, days=(), cycles=CYCLES, scale=MoodScale())
    insights = examine(outcomes=found, cycles=CYCLES, least_values=LEAST_LOGGED_DAYS)
    assert [each.outcome.kind for each in insights.results] == ["energy", "mood", "tag"]
    assert {each.verdict for each in insights.results} <= {"no_pattern", "too_early"}


def test_fifty_tags_a_day_for_three_years_are_twenty_outcomes():
    cycles = cycles_of(*[LENGTH] * 39, start=on(0))
    tags = [f"Tag {n}" for n in range(50)]
    entries = [
        EntryValues(date=on(day), tags=[f"{tag}{' ' * (day % 3)}" for tag in tags])
        for day in range(28 * 39)
    ]
    found = outcomes(*entries, cycles=cycles)
    assert len(found) == 2 + MOST_ASKED
    assert all(len(values) == 28 * 39 for (kind, _), values in found.items() if kind == "tag")
