"""The import graph of the product has no circle, and is the one that docs/architecture.md draws."""

import re
from itertools import chain
from pathlib import Path

from tests.support.import_graph import arrows, circle, table

PAGE = Path(__file__).resolve().parents[1] / "docs" / "architecture.md"


def drawn_floors():
    """Return the rooms of each floor of the page's picture, the highest first."""
    picture = re.search(r"^```text\n(.+?)^```", PAGE.read_text(), re.DOTALL | re.MULTILINE)
    return [line.partition("|")[0].split() for line in picture[1].splitlines()]


def described_rooms():
    section = PAGE.read_text().partition("## The rooms")[2].partition("\n## ")[0]
    return re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)


def test_the_rooms_form_no_circle():
    assert circle(arrows()) == [], table(arrows())


def test_the_page_names_each_room_once_and_no_other():
    assert sorted(chain(*drawn_floors())) == sorted(arrows())
    assert sorted(described_rooms()) == sorted(arrows())


def test_each_import_goes_down_in_the_picture():
    floor = {room: -height for height, rooms in enumerate(drawn_floors()) for room in rooms}
    up = [
        f"{room} -> {other}"
        for room, others in arrows().items()
        for other in others
        if floor[other] >= floor[room]
    ]
    assert up == []


def test_a_circle_is_found():
    found = {"api": frozenset({"aws"}), "aws": frozenset({"api"})}
    assert sorted(circle(found)) in (["api", "api", "aws"], ["api", "aws", "aws"])
    assert table(found).startswith("2 rooms, 2 arrows, circle: a")


def test_no_test_module_imports_another():
    crossing = re.compile(r"^from tests\.[a-z_.]*\b(?:test_\w+|conftest)\b import", re.MULTILINE)
    found = [
        path.name
        for path in PAGE.parents[1].glob("tests/**/*.py")
        if crossing.search(path.read_text())
    ]
    assert found == []
