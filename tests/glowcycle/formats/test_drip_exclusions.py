"""drip: a day of excluded bleeding takes no period away of which it is a part."""

import pytest

from tests.support.brought_files import TODAY, brought
from tests.support.read_histories import days, not_taken, read

HEAD = "date,temperature.value,bleeding.value,bleeding.exclude"


def table(*rows):
    """Return a file with these days of February, their bleeding and whether it is excluded."""
    lines = [f"2026-02-{day:02},,{flow},{exclude}" for day, flow, exclude in rows]
    return "\n".join([HEAD, *lines])


def starts(content):
    """Return `startsPeriod` of each day, by the day of the month."""
    said = days(read("drip", content))
    return {
        int(day[-2:]): values["startsPeriod"]
        for day, values in said.items()
        if "startsPeriod" in values
    }


def bleeding(*days, excluded=()):
    return [(day, 2, "true" if day in excluded else "false") for day in days]


@pytest.mark.parametrize(
    ("rows", "said", "counted"),
    [
        (bleeding(1, 2, 3), {}, 0),
        (bleeding(1, 2, excluded=(1, 2)), {1: False, 2: False}, 0),
        (bleeding(1, 2, 5, excluded=(1, 2)), {5: True}, 2),
        (bleeding(1, 2, 6, excluded=(1, 2)), {1: False, 2: False}, 0),
        (bleeding(1, 2, 3, excluded=(2,)), {}, 1),
        (bleeding(1, 2, 3, excluded=(3,)), {}, 1),
        ([(1, 0, "true"), *bleeding(2, 3)], {1: False}, 0),
    ],
)
def test_only_bleeding_that_is_excluded_as_a_whole_is_no_period(rows, said, counted):
    content = table(*reversed(rows))
    assert starts(content) == said
    told = {("bleeding.exclude", "true", "no_place"): counted} if counted else {}
    assert not_taken(read("drip", content)) == told


@pytest.mark.parametrize(("excluded", "start"), [(1, "2026-02-02"), (3, "2026-02-01")])
def test_the_rest_of_the_period_stays_a_period(alice, excluded, start):
    brought(alice, table(*bleeding(1, 2, 3, excluded=(excluded,))).encode())
    cycles = alice.get(f"/period/cycles/me?today={TODAY}").json()["results"]
    assert [cycle["start"] for cycle in cycles] == [start]
