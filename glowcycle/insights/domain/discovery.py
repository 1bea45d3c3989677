"""The false discovery rate of a family of tests."""

from collections.abc import Sequence
from typing import Final

RATE: Final = 0.10


def adjusted(p_values: Sequence[float]) -> list[float]:
    """Return the p-values adjusted for the false discovery rate, in the same order.

    A test is significant where its adjusted value is at most RATE (Benjamini, Hochberg: Controlling
    the false discovery rate, 1995).
    """
    tests = len(p_values)
    values, least = [0.0] * tests, 1.0
    for rank, place in reversed([*enumerate(sorted(range(tests), key=p_values.__getitem__), 1)]):
        least = min(least, p_values[place] * (tests / rank))
        values[place] = least
    return values
