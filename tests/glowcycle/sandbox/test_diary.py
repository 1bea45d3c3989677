"""What the people of the sandbox are told about their diaries: what is in them, and no more."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta

import pytest
from django.utils.module_loading import import_string

from glowcycle.records import record_kinds
from glowcycle.sandbox.people import PEOPLE

TODAY = datetime.now(UTC).date()


def insights(kind, name, today=TODAY):
    """Return what is found of the person's records of that kind, as of that day."""
    kinds = record_kinds()
    contents = defaultdict(list)
    for logged, body in PEOPLE[name].history.records(today):
        contents[logged].append(kinds[logged].serializer.read(body))
    return import_string(kinds[kind].insights)(
        contents=contents,
        profile=None,
        moods=(),
        first=today - timedelta(days=1095),
        last=today,
        today=today,
    )


def verdicts(reading):
    results = reading.insights.results
    return {result.outcome.name or result.outcome.kind: result.verdict for result in results}


@pytest.mark.parametrize("days_ago", range(7))
def test_of_the_demo_person_the_same_is_told_on_each_day_of_the_week(days_ago):
    day = TODAY - timedelta(days=days_ago)
    journal, skin = insights("journal", "demo", day), insights("skin", "demo", day)
    found = verdicts(journal)
    assert {found.pop(name) for name in ("energy", "headache")} == {"follows"}
    assert found.pop("cramps") == "too_early"  # logged on days of bleeding alone
    assert found.keys() == {"mood", "yoga", "friends", "late night"}
    assert set(found.values()) == {"no_pattern"}
    found = verdicts(skin)
    assert found.pop("texture") == "follows"
    assert set(found.values()) == {"no_pattern"}
    assert {floor.source for floor in skin.noise.floors.values()} == {"own"}


@pytest.mark.parametrize("kind", ["journal", "skin"])
@pytest.mark.parametrize("name", ["empty", "pill", "imported"])
def test_with_few_cycles_of_their_own_or_none_it_is_too_early(name, kind):
    assert set(verdicts(insights(kind, name)).values()) == {"too_early"}


def test_cycles_under_a_pill_are_left_out():
    found = insights("skin", "pill").cycles
    assert len(found.complete) == 3
    assert {left.reason for left in found.left_out} == {"life_stage"}
