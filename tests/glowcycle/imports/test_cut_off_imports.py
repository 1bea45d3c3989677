"""An import or its undo that is cut off at any call to the store ends as one that is not."""

from contextlib import suppress
from functools import partial

import pytest

from glowcycle.errors import Unavailable
from glowcycle.person.imports import chunks
from glowcycle.person.imports.apply import apply
from glowcycle.person.imports.undo import undo
from tests.support import faults
from tests.support.busy_history import Her, apply_all, ends, told, undo_all
from tests.support.cut_off_calls import CutOff, cut_off
from tests.support.faults import store_faults
from tests.support.line_format import use_lines

MAX_CALLS = 80


def twice(fault, index):
    """Let both attempts of that call fail."""
    return store_faults(*[faults.none] * index, fault, fault)


# How a call ends: its process is gone before or after the store did it, or it gives up.
INTERRUPTIONS = {
    "gone before": partial(cut_off, delivered=False),
    "gone after": partial(cut_off, delivered=True),
    "throttled": partial(twice, faults.throttled),
    "answers lost": partial(twice, faults.lost),
}
every_interruption = pytest.mark.parametrize(
    "interruption", INTERRUPTIONS.values(), ids=INTERRUPTIONS.keys()
)
pytestmark = [
    pytest.mark.one_engine,
    pytest.mark.calm,  # it plans its own faults
    pytest.mark.usefixtures("no_waiting"),
]


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    use_lines(monkeypatch)
    monkeypatch.setattr(chunks, "MAX_BYTES", 400)


def each_interrupted(her, service, interruption, **choices):
    """Yield after the call was interrupted at each of its calls to the store in turn."""
    for index in range(MAX_CALLS):
        with suppress(CutOff, Unavailable), interruption(index) as attempted:
            her.call(service, **choices)
        yield f"call {index}: {attempted[index:]}"
        if len(attempted) <= index:  # the call had no more of them
            break
        her.begin_again()
    assert 15 < index < MAX_CALLS - 1


@every_interruption
def test_an_apply_ends_alike(interruption):
    her = Her()
    expected = ends(her, apply_all)
    for where in each_interrupted(her, apply, interruption, fill_days=True):
        assert (told(her.later(apply_all)), her.history()) == expected, where


@every_interruption
def test_an_undo_ends_alike(interruption):
    her = Her(is_applied=True)
    expected = ends(her, undo_all)
    assert expected[1] == her.before
    for where in each_interrupted(her, undo, interruption):
        assert (told(her.later(undo_all)), her.history()) == expected, where


@every_interruption
def test_the_undo_of_half_an_import_leaves_nothing(interruption):
    her = Her()
    for where in each_interrupted(her, apply, interruption, fill_days=True):
        if her.status != "previewed":
            assert her.later(undo_all).content.kept == [], where
        assert her.history() == her.before, where
