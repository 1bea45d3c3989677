"""A newer file of the same app adds what is new, and doubles nothing."""

import io
import json
from datetime import timedelta
from functools import partial
from importlib import import_module

import pytest

from glowcycle.formats.registry import formats
from tests.support.history_imports import bring, counts, history
from tests.support.large_files.life import LAST, life
from tests.support.large_files.writers import writer

APPS = sorted(name for name in formats() if not name.startswith("glow-cycle"))
IDS = ("entryId", "stageId")
DAYS, LATER = 20, 4


@pytest.fixture
def written(monkeypatch):
    """Return a function that writes a file of the app with that many days of one life."""

    def write(name, days):
        if name == "daylio":  # the newest rows come first
            head, *rows = _file(name, rows=DAYS + LATER).splitlines(keepends=True)
            return b"".join([head, *rows[DAYS + LATER - days :]])
        if name == "apple-health":
            return _file(name, size=5_000, menstrual=days)
        until = LAST + timedelta(days=days - DAYS)
        module = import_module(writer(name).__module__)
        monkeypatch.setattr(module, "life", partial(life, last=until))
        return _file(name, days=days)

    return write


def _file(name, **size):
    file = io.BytesIO()
    writer(name)(file, **size)
    return file.getvalue()


def told(phone):
    """Return what her records say, by kind; the ids are those of her key."""
    return {
        kind: sorted(
            json.dumps({name: value for name, value in record.items() if name not in IDS})
            for record in of_kind.values()
        )
        for kind, of_kind in history(phone).items()
    }


@pytest.mark.parametrize("name", APPS)
def test_a_newer_file_doubles_nothing(alice, stranger, written, name):
    bring(alice, written(name, DAYS))
    job = bring(alice, written(name, DAYS + LATER))
    bring(stranger, written(name, DAYS + LATER))
    assert told(alice) == told(stranger)
    assert counts(job)["skipped"] == counts(job)["conflicting"] == 0
    assert counts(job)["same"] > 0
