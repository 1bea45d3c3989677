"""Print what each caller gets of each scope; exit with 1 if anything leaks.

python -m tests.leak_matrix                 every scope
python -m tests.leak_matrix forecast        one of them
"""

import logging
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import get_args

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from glowcycle.person.shares.scopes import Scope
from tests.leak_matrix.marks import ALL
from tests.leak_matrix.matrix import Cell, cells_elsewhere, cells_of, make_world
from tests.support.engine import stage


def main(scopes: Iterable[Scope]) -> int:
    logging.disable(logging.CRITICAL)
    leaks, answers = 0, 0
    print(f"{'scope':13} {'caller':30} {'answers':>7} {'statuses':24} {'marks':>5} {'leaks':>5}")
    with stage():
        world = make_world()
        for of_scope in (*(cells_of(world, scope) for scope in scopes), cells_elsewhere(world)):
            by_caller: dict[tuple[str, str], list[Cell]] = defaultdict(list)
            for cell in of_scope:
                by_caller[cell.scope, cell.caller].append(cell)
            for who, cells in by_caller.items():
                leaked = sorted({leak for cell in cells for leak in cell.leaks})
                print(_line(*who, cells), len(leaked), *leaked)
                answers, leaks = answers + len(cells), leaks + len(leaked)
    print(f"{answers:,} answers, {len(ALL)} marks, {leaks} leaks")
    return 1 if leaks else 0


def _line(scope: str, caller: str, cells: Sequence[Cell]) -> str:
    marks = {mark.field for cell in cells for mark in cell.marks}
    statuses = " ".join(map(str, sorted({cell.got.status for cell in cells})))
    return f"{scope:13} {caller:30} {len(cells):7} {statuses:24} {len(marks):5}    "


if __name__ == "__main__":
    sys.exit(main([each for each in get_args(Scope) if each in sys.argv[1:]] or get_args(Scope)))
