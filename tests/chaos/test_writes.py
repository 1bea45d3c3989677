"""A short run of the repeated writes; `make chaos` makes ten thousand of them."""

from tests.chaos import writes
from tests.support.people import someone


def test_writes_repeated_until_answered_are_not_lost_or_doubled():
    outcome = writes.measure([someone(), someone()], writes=120, seed=6)
    assert (outcome.differences.lost, outcome.differences.doubled) == ([], [])
    assert outcome.applied_twice == 0
    assert outcome.met.keys() >= {"lost calls", "throttled calls", "lost answers", "late copies"}
