"""What else than her cycle may explain a difference: light, time of day, products, an analyzer."""

import pytest

from skin.domain.confounders import Tag, find_new_products
from skin.domain.insight_scans import examine_scans
from tests.support.scans import (
    AROUND_MENSES,
    LOCAL,
    MANUAL,
    MODEL,
    SCAN_DAYS,
    cycles_of,
    on,
    scan,
    scans_of,
)


def confounders(scans, cycles=6):
    """Return what is named, without what the rest of the cycle shows in another window."""
    found = examine_scans(scans=scans, cycles=cycles_of(cycles)).confounders
    return [
        (each.code, each.window, each.day)
        for each in found
        if each.window in (None, "perimenstrual")
    ]


def around_menses(value, otherwise):
    return lambda day: value if day in AROUND_MENSES else otherwise


def test_photos_with_a_weakness_around_menses_are_named():
    dark = around_menses(["too_dark"], [])
    assert confounders(scans_of(6, lower=12.0, quality=dark)) == [("light", "perimenstrual", None)]


def test_photos_that_are_as_dark_on_other_days_are_not_named():
    assert confounders(scans_of(6, lower=12.0, quality=["too_dark"])) == []
    assert confounders(scans_of(6, lower=12.0)) == []


def test_a_window_that_does_not_differ_needs_no_explanation():
    dark = around_menses(["too_dark"], [])
    assert confounders(scans_of(6, quality=dark)) == []


@pytest.mark.parametrize(
    ("inside", "outside", "is_named"),
    [
        ("10:00+02:00", "08:00+02:00", True),
        ("09:45+02:00", "08:00+02:00", False),
        ("01:00Z", "23:00Z", True),
        ("00:30Z", "23:30Z", False),
        ("08:00+05:00", "08:00-05:00", False),  # her local time is the same
        ("08:00Z", "", False),
    ],
)
def test_another_time_of_day_is_named(inside, outside, is_named):
    scans = scans_of(6, lower=12.0, at=around_menses(inside, outside))
    assert confounders(scans) == ([("time_of_day", "perimenstrual", None)] if is_named else [])


def test_times_that_are_spread_over_the_day_have_no_mean_to_differ():
    hours = dict(zip(SCAN_DAYS, ["08", "20"] * 5, strict=True))
    scans = scans_of(6, lower=12.0, at=lambda day: f"{hours[day]}:00Z")
    assert confounders(scans) == []


def test_two_scans_with_a_time_tell_nothing_of_her_times():
    timed = [
        *(scan(28 * number, at="20:00Z", texture=48.0) for number in (1, 3)),
        *scans_of(6, lower=12.0, at=around_menses("", "08:00Z")),
    ]
    assert confounders(timed) == []


def test_the_newest_of_several_analyzers_is_named_with_its_first_day():
    scans = [*scans_of(6, by=LOCAL), scan(100, by=MODEL), scan(140, by=MODEL)]
    assert confounders(scans) == [("analyzer_changed", None, on(100))]


def test_scores_that_she_states_are_no_analyzer():
    assert confounders([*scans_of(6, by=LOCAL), scan(100, by=MANUAL)]) == []
    assert confounders([*scans_of(6, by=MANUAL), scan(100, by=LOCAL)]) == []


def products(*tags, cycles=3):
    found = find_new_products(
        tags=[Tag(on(number), text) for number, text in tags], cycles=cycles_of(cycles)
    )
    return [(each.code, each.day, each.name) for each in found]


def test_a_product_that_begins_amid_the_cycles_is_named_once_in_her_words():
    tags = ((60, "retinol serum"), (30, "Retinol  Serum"), (61, "retinol serum"))
    assert products(*tags) == [("new_product", on(30), "Retinol  Serum")]


@pytest.mark.parametrize("first", [-1, 0, 27, 84], ids=["before", "first", "last day", "after"])
def test_one_of_the_first_cycle_or_after_the_last_is_not_new(first):
    later = () if first > 28 else ((50, "serum"),)
    expected = [("new_product", on(50), "serum")] if first < 0 else []
    assert products((first, "serum"), *later) == expected


def test_other_words_are_no_products():
    assert products((30, "sport"), (40, "ice cream"), (50, "acid reflux")) == []


def test_those_that_she_logged_most_often_are_named():
    tags = [(30 + number, name) for name, days in USED.items() for number in range(days)]
    assert [name for _, _, name in products(*tags)] == ["night cream", "serum", "toner"]


USED = {"serum": 4, "lotion": 1, "toner": 3, "night cream": 2}


def test_without_cycles_no_product_is_new():
    assert products((30, "serum"), cycles=0) == []
