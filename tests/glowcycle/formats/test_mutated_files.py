"""A damaged or hostile file is taken or refused, whatever it holds: some dozens of each format.

`python -m tests.chaos imports` tries a thousand of each.
"""

import pytest

from glowcycle.formats.registry import formats
from tests.support.mutated_files import mutants
from tests.support.mutated_previews import preview_mutants, small_file

COUNT = 24
MEGABYTES, SECONDS = 200, 12


@pytest.mark.parametrize("name", sorted(formats()))
def test_no_file_breaks_the_preview(alice, name):
    outcome = preview_mutants(alice, name, count=COUNT, seed=1)
    assert outcome.unexpected == []
    assert outcome.statuses[422] > 0
    assert outcome.megabytes < MEGABYTES, outcome.largest
    assert outcome.seconds < SECONDS, outcome.slowest


@pytest.mark.parametrize("name", ["clue", "glow-cycle"])
def test_a_seed_always_makes_the_same_files(name):
    first, again = (list(mutants(small_file(name), count=20, seed=3)) for _ in range(2))
    assert first == again
    assert first != list(mutants(small_file(name), count=20, seed=4))
    assert sum(each.data != small_file(name) for each in first) > 15
