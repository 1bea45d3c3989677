"""Waking temperatures as apps write them: numbers, texts, two scales."""

import pytest

from glowcycle.formats.signs import read_celsius
from period.serializers import HIGHEST, LOWEST


@pytest.mark.parametrize(
    ("written", "celsius"),
    [
        (36.555000000000004, 36.56),
        ("36.4", 36.4),
        (" 36,45 ", 36.45),
        (97.88, 36.6),
        ("97.9", 36.61),
        (LOWEST, LOWEST),
        (HIGHEST, HIGHEST),
    ],
)
def test_a_waking_temperature_has_two_decimals_in_celsius(written, celsius):
    assert read_celsius(written) == celsius


@pytest.mark.parametrize(
    "written",
    [33.99, 42.01, 0, -36.5, 309.6, True, None, "", "warm", "36 C", "1e1", float("nan")],
)
def test_anything_else_is_none(written):
    assert read_celsius(written) is None
