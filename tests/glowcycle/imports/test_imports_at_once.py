"""Two calls at once, and what she does just then: at each call to the store of the first one."""

from contextlib import suppress

import pytest

from glowcycle.errors import GlowCycleError, Unavailable
from glowcycle.person.imports import chunks
from glowcycle.person.imports.apply import apply
from glowcycle.person.imports.errors import ImportUndone
from glowcycle.person.imports.undo import undo
from tests.support.busy_history import Her, apply_all, ends, told, undo_all
from tests.support.cut_off_calls import meanwhile
from tests.support.line_format import use_lines

MAX_CALLS = 80
CHOICES = {apply: {"fill_days": True}, undo: {}}
PATH = "/period/2024-01-01"
pytestmark = pytest.mark.calm


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    use_lines(monkeypatch)
    monkeypatch.setattr(chunks, "MAX_BYTES", 400)


def each_met(her, service, happens):
    """Yield after `happens` met the call at each of its calls to the store in turn."""
    for index in range(MAX_CALLS):
        with suppress(GlowCycleError), meanwhile(index, happens) as attempted:
            her.call(service, **CHOICES[service])
        if len(attempted) <= index:
            break
        yield f"call {index}: {attempted[index:]}"
        her.begin_again()
    assert 15 < index < MAX_CALLS - 1


@pytest.mark.parametrize("service", CHOICES, ids=lambda service: service.__name__)
def test_the_same_call_twice_at_once(service):
    her, do = Her(is_applied=service is undo), apply_all if service is apply else undo_all
    expected = ends(her, do)
    second = []

    def again():
        with suppress(Unavailable):
            second.append(her.call(service, **CHOICES[service]).status)

    for where in each_met(her, service, again):
        assert (told(her.later(do)), her.history()) == expected, where
    assert set(second) <= {"applying", "applied", "undoing", "undone"}


def test_an_undo_amid_an_apply():
    """Whichever comes first, the import can be undone, and is not applied after that."""
    her = Her()

    def take_back():
        with suppress(Unavailable):
            her.call(undo)

    for where in each_met(her, apply, take_back):
        if her.is_there:
            her.later(undo_all)
            with pytest.raises(ImportUndone):
                her.call(apply)
        assert her.history() == her.before, where


def test_an_apply_amid_an_undo():
    her = Her(is_applied=True)

    def bring():
        with suppress(ImportUndone, Unavailable):
            her.call(apply)

    for where in each_met(her, undo, bring):
        her.later(undo_all)
        assert her.history() == her.before, where


@pytest.mark.parametrize("service", CHOICES, ids=lambda service: service.__name__)
def test_what_she_logs_meanwhile_is_hers(service):
    """She sends a whole day by PUT, just before any call to the store."""
    her, do = Her(is_applied=service is undo), apply_all if service is apply else undo_all

    def log():
        assert her.phone.put(PATH, {"flow": "heavy"}).status_code in (200, 201)

    for where in each_met(her, service, log):
        her.later(do)
        assert her.phone.get(PATH).json()["flow"] == "heavy", where
        if service is apply:
            her.later(undo_all)
            assert her.phone.get(PATH).json()["flow"] == "heavy", where


@pytest.mark.parametrize("service", CHOICES, ids=lambda service: service.__name__)
def test_what_she_deletes_meanwhile_stays_deleted(service):
    her, do = Her(is_applied=service is undo), apply_all if service is apply else undo_all
    deleted = []

    def delete():
        deleted.append(her.phone.delete(PATH).status_code)

    for where in each_met(her, service, delete):
        job = her.later(do)
        if deleted[-1] == 204:
            assert her.phone.get(PATH).status_code == 404, where
        if service is undo:
            assert "2024-01-01" not in str(job.content.kept), where
    assert 204 in deleted
