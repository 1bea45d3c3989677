"""One question for a file: do periods begin with the spotting on the day before?"""

from datetime import date, timedelta
from io import BytesIO

import pytest

from glowcycle.formats.history import History
from glowcycle.formats.questions import SPOTTING, ask_spotting
from glowcycle.person.imports.preview import preview
from tests.support.read_histories import FILES

FIRST = date(2025, 3, 10)


def asked(flows, said=()):
    """Return the numbers of the days that ask, for the flows by the number of the day."""
    history = History()
    for number, flow in flows.items():
        history.flow(FIRST + timedelta(days=number), flow, row=1)
    for number, starts in said:
        history.say(FIRST + timedelta(days=number), "startsPeriod", starts, row=1, what="period")
    ask_spotting(history)
    found = [(day - FIRST).days for day, each in history.days.items() if SPOTTING in each.asks]
    assert bool(found) == (SPOTTING in history.questions)
    return sorted(found)


def test_the_day_before_each_period_asks():
    flows = {0: "spotting", 1: "light", 2: "heavy", 28: "spotting", 29: "unspecified"}
    assert asked(flows) == [0, 28]


def test_the_order_in_the_file_does_not_matter():
    assert asked({29: "light", 28: "spotting", 1: "medium", 0: "spotting"}) == [0, 28]


def test_only_the_last_of_several_days_of_spotting_asks():
    assert asked({0: "spotting", 1: "spotting", 2: "spotting", 3: "light"}) == [2]


@pytest.mark.parametrize(
    "flows",
    [
        {0: "spotting"},
        {0: "light", 1: "spotting"},
        {0: "spotting", 2: "light"},
        {0: "none", 1: "light"},
        {0: "light", 1: "none", 2: "spotting", 3: "light"},
        {0: "light", 6: "spotting", 7: "light"},
        {0: "light", 13: "spotting", 14: "light"},
    ],
    ids=[
        "no bleeding",
        "after the bleeding",
        "a day between",
        "no spotting",
        "the same period",
        "still the same period",
        "bleeding between two periods",
    ],
)
def test_other_spotting_asks_nothing(flows):
    assert asked(flows) == []


@pytest.mark.parametrize("starts", [True, False, None])
@pytest.mark.parametrize("number", [0, 1])
def test_what_the_file_says_itself_is_not_asked(number, starts):
    flows = {0: "spotting", 1: "light", 28: "spotting", 29: "light"}
    assert asked(flows, said=[(number, starts)]) == [28]


def test_unless_she_says_so_nothing_changes():
    history = History()
    history.flow(FIRST, "spotting", row=1)
    history.flow(FIRST + timedelta(days=1), "light", row=2)
    ask_spotting(history)
    question = history.questions[SPOTTING]
    assert question.options[question.assumed].changes == {}
    assert question.options["yes"].changes == {"startsPeriod": True}


@pytest.mark.parametrize("day", [date.min, date.max - timedelta(days=1)])
def test_the_ends_of_the_calendar_do_no_harm(day):
    history = History()
    history.flow(day, "spotting", row=1)
    history.flow(day + timedelta(days=1), "light", row=2)
    ask_spotting(history)
    assert history.days[day].asks == (SPOTTING,)


@pytest.mark.parametrize("file", ["clue/typical.json", "menstrudel/typical.json"])
def test_the_preview_alone_asks_it_of_a_file(alice, file):
    content = BytesIO((FILES / file).read_bytes())
    job = preview(user_id=alice.user_id, file=content, today=date(2026, 9, 1))
    assert [(each["id"], each["count"]) for each in job.content.questions] == [(SPOTTING, 1)]
