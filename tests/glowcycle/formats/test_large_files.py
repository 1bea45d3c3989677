"""Each format has a generator of large files, and reads what it writes."""

import io

import pytest

from glowcycle.formats.detection import find_format
from glowcycle.formats.files.source import Source
from glowcycle.formats.registry import formats
from tests.support.large_files.life import life
from tests.support.large_files.writers import writer

SIZES = {"daylio": {"rows": 2000}, "apple-health": {"size": 500_000, "menstrual": 500}}
YEAR = {"days": 365}


@pytest.mark.parametrize("name", sorted(formats()))
def test_what_the_generator_writes_is_recognized_and_read(name):
    file = io.BytesIO()
    writer(name)(file, **SIZES.get(name, YEAR))
    source = Source(file)
    found = find_format(source)
    assert found.name == name
    history = found.read(source)
    records = list(history.records())
    assert len(records) > 50
    assert [each for each in history.not_taken if each.reason in ("unknown", "invalid")] == []


def test_the_life_behind_them_is_the_same_each_time():
    assert list(life(400)) == list(life(400))
    assert sum(day.cycle_day == 1 for day in life(365)) == 13
