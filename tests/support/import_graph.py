"""The import graph of the product: its rooms, their floors, and the arrows between them.

A room is an app, or a module or package directly inside `glowcycle`. A room stands one floor above
the highest room that it imports. `python -m tests.support.import_graph` prints the table.
"""

from collections.abc import Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter

import grimp

APPS = ("journal", "period", "skin")
HOUSE = "glowcycle"

Arrows = Mapping[str, frozenset[str]]


@cache
def arrows() -> Arrows:
    """Return by room the rooms that it imports; rooms of `glowcycle` without that prefix."""
    graph = grimp.build_graph(HOUSE, *APPS, cache_dir=None)
    rooms = [*APPS, *sorted(graph.find_children(HOUSE))]
    for room in rooms:
        graph.squash_module(room)
    return {
        _short(room): frozenset(
            _short(other) for other in graph.find_modules_directly_imported_by(room)
        )
        for room in rooms
    }


def circle(found: Arrows) -> list[str]:
    """Return the rooms of one circle, the first one again at its end; empty where there is none."""
    try:
        TopologicalSorter(found).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def floors(found: Arrows) -> list[list[str]]:
    """Return the rooms of each floor, the lowest first. Raise CycleError where there is none."""
    sorter = TopologicalSorter(found)
    sorter.prepare()
    levels = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        sorter.done(*ready)
        levels.append(ready)
    return levels


def table(found: Arrows) -> str:
    """Return the counts, then each floor from the top with the rooms that its rooms import."""
    in_circle = circle(found)
    count = sum(map(len, found.values()))
    lines = [f"{len(found)} rooms, {count} arrows, circle: {' -> '.join(in_circle) or 'none'}"]
    if in_circle:
        return "\n".join(lines)
    levels = floors(found)
    lines[0] += f", {len(levels)} floors"
    lines += [
        f"{number:>3}  {room:<16} {' '.join(sorted(found[room])) or '-'}"
        for number, rooms in reversed(list(enumerate(levels, start=1)))
        for room in rooms
    ]
    return "\n".join(lines)


def _short(room: str) -> str:
    return room.removeprefix(f"{HOUSE}.")


if __name__ == "__main__":
    print(table(arrows()))
