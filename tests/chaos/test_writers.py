"""A short run of the writers; `make chaos` runs twenty of them for five hundred rounds."""

import pytest

from tests.chaos import writers
from tests.chaos.fleet import fleet


@pytest.fixture(scope="module")
def processes():
    with fleet() as running:
        yield running


@pytest.mark.parametrize("if_match", [True, False])
def test_many_writers_on_one_record_lose_nothing_and_leave_no_gap(processes, if_match):
    outcome = writers.measure(processes, writers=8, rounds=5, if_match=if_match, seed=6)
    assert (outcome.lost, outcome.gaps, outcome.last_won) == (0, 0, True)
    assert outcome.met["200"] >= outcome.writes
