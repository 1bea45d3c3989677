"""Days of a file are days, whatever time stands beside them."""

from datetime import date

import pytest

from glowcycle.formats.days import days_from, read_day


@pytest.mark.parametrize(
    "text",
    [
        "2022-12-13",
        "2022-12-13 00:00:00.0",
        "2022-12-13T23:59:59+14:00",
        "2022-12-13T00:00:00.000Z",
        " 2022-12-13 ",
    ],
)
def test_a_time_beside_the_day_changes_nothing(text):
    assert read_day(text) == date(2022, 12, 13)


@pytest.mark.parametrize(
    "value", ["2023-02-29", "0000-01-01", "20221213", "٢٠٢٢-12-13", "2022-12-131", "", None, 5, []]
)
def test_anything_else_is_no_day(value):
    assert read_day(value) is None


def test_days_are_counted_from_the_first_to_the_last():
    assert list(days_from(date(2024, 2, 28), date(2024, 3, 1)))[1] == date(2024, 2, 29)
    assert list(days_from(date(2024, 3, 2), date(2024, 3, 1))) == []
