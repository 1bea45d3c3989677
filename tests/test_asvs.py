"""docs/asvs.md has each section of ASVS 5.0, and whatever it calls held names a test or a page."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs/asvs.md").read_text()
ROW = re.compile(
    r"^\| (\d+)\.(\d+)(?: – \d+\.(\d+))? [^|]* \| ([a-z0-9/ ]+) \| ([^|]*) \|$", re.MULTILINE
)
ROWS = ROW.findall(PAGE)
TEST = re.compile(r"`(tests/[\w/]+\.py)`")
# How many sections each chapter of the standard has.
SECTIONS = dict(enumerate([5, 4, 7, 4, 4, 8, 6, 4, 2, 7, 7, 3, 4, 3, 4, 5, 3], start=1))
STATES = {"held", "partly", "open", "issuer", "operator", "n/a", "level 3"}


def test_every_section_of_every_chapter_has_its_row():
    found = [
        (int(chapter), section)
        for chapter, first, last, *_ in ROWS
        for section in range(int(first), int(last or first) + 1)
    ]
    assert found == [(c, s) for c, count in SECTIONS.items() for s in range(1, count + 1)]
    rows = [line for line in PAGE.splitlines() if re.match(r"\| \d", line)]
    assert len(rows) == len(ROWS)


def test_every_test_that_is_named_exists_and_has_tests():
    named = set(TEST.findall(PAGE))
    assert len(named) > 50
    for path in named:
        assert re.search(r"^def test_", (ROOT / path).read_text(), re.MULTILINE), path


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}.{row[1]}")
def test_every_row_says_who_holds_it_or_what_is_open(row):
    *_, state, words = row
    assert state in STATES
    if state in {"held", "partly"}:
        assert TEST.search(words) or "](" in words
    assert ("Open" in words) == (state in {"partly", "open"}) or state in {"issuer", "operator"}


def test_a_chapter_is_a_table_under_its_heading():
    headings = re.findall(r"^## V(\d+) ", PAGE, re.MULTILINE)
    assert [int(number) for number in headings] == list(SECTIONS)
