"""Dates, ranges and numbers in pictures, as each language writes them."""

from datetime import date

import pytest

from glowcycle.api.languages import in_language
from glowcycle.charts.layout import date_range, decimal, long_date, month_of, short_date
from glowcycle.person.export.page import draw_page

FIRST, THIRD, SIXTH = date(2026, 8, 1), date(2026, 8, 3), date(2026, 8, 6)
MARCH = date(2026, 3, 28)
SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "days", "short", "number"),
    [
        ("en", ("6 August", "1 August", "6 August 2026"), "28 Mar 2026", "71.5"),
        ("es", ("6 de agosto", "1 de agosto", "6 de agosto de 2026"), "28 mar 2026", "71,5"),
        ("de", ("6. August", "1. August", "6. August 2026"), "28. März 2026", "71,5"),
        ("fr", ("6 août", "1er août", "6 août 2026"), "28 mars 2026", "71,5"),
    ],
)
def test_a_day_and_a_number(language, days, short, number):
    with in_language(language):
        told = (long_date(day=SIXTH), long_date(day=FIRST), long_date(day=SIXTH, year=True))
        assert tuple(day.replace(SPACE, " ") for day in told) == days
        assert all(day.count(SPACE) == 1 for day in told)
        assert short_date(day=MARCH, year=True) == short
        assert decimal(number=71.5) == number
        assert decimal(number=71) == "71"


@pytest.mark.parametrize(
    ("language", "month"),
    [("en", "August 2026"), ("es", "agosto de 2026"), ("de", "August 2026"), ("fr", "août 2026")],
)
def test_a_month(language, month):
    with in_language(language):
        assert month_of(day=SIXTH) == month


@pytest.mark.parametrize(
    ("language", "within", "from_first", "across"),
    [
        ("en", "3 to 6 August", "1 to 6 August", "28 March to 6 August"),
        ("es", "del 3 al 6 de agosto", "del 1 al 6 de agosto", "del 28 de marzo al 6 de agosto"),
        ("de", "3. bis 6. August", "1. bis 6. August", "28. März bis 6. August"),
        ("fr", "du 3 au 6 août", "du 1er au 6 août", "du 28 mars au 6 août"),
    ],
)
def test_a_range(language, within, from_first, across):
    def plain(first):
        return date_range(first=first, last=SIXTH).replace(SPACE, " ")

    with in_language(language):
        assert [plain(THIRD), plain(FIRST), plain(MARCH)] == [within, from_first, across]
        assert date_range(first=SIXTH, last=SIXTH, year=True) == long_date(day=SIXTH, year=True)


@pytest.mark.parametrize(
    ("language", "time"),
    [
        ("en", "6 August 2026, 09:05 UTC"),
        ("es", "6 de agosto de 2026, 09:05 UTC"),
        ("de", "6. August 2026, 09:05 UTC"),
        ("fr", "6 août 2026, 09:05 UTC"),
    ],
)
def test_the_time_of_an_export(language, time):
    summary = {"records": {"journal": 2}, "exportedAt": "2026-08-06T09:05:59Z", "missing": []}
    with in_language(language):
        page = draw_page(summary=summary, files=[])
    assert time in page.replace(SPACE, " ")
    assert "2026-08-06" not in page
