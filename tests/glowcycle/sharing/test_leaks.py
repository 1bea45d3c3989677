"""No address gives more than a scope shows, to nobody: `python -m tests.leak_matrix` prints it."""

import re
from collections import defaultdict
from typing import get_args

import pytest

from glowcycle.person.shares.scopes import Scope
from tests.leak_matrix.callers import ASKED
from tests.leak_matrix.marks import ALL, found
from tests.leak_matrix.matrix import Cell, cells_elsewhere, cells_of, make_world

ENDED = ("no secret", "calendar secret", "expired", "revoked", "revoked, no cookie")
WITHOUT_COOKIE = ("no cookie", "owner, no cookie", "cookie of another share")
IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


@pytest.fixture(scope="module")
def world(engine):
    return make_world()


def told(cells: list[Cell]) -> list[tuple[str, str, str]]:
    return [(cell.caller, cell.got.request, leak) for cell in cells for leak in cell.leaks]


def test_every_mark_is_in_her_own_answers(world):
    """Otherwise its absence would tell nothing."""
    paths = ("/period/user/me", "/journal/user/me", "/skin/user/me", "/period/stages/user/me")
    others = ("/me/profile", "/me/moods")
    texts = [world.phone.get(path).content.decode() for path in (*paths, *others)]
    seen = {mark.field for text in texts for mark in found(text)}
    assert {mark.field for mark in ALL} - seen == {"another share"}


@pytest.mark.parametrize("scope", get_args(Scope))
def test_a_scope_shows_its_own_fields_to_its_reader_alone(world, scope):
    by_caller = defaultdict(list)
    for cell in cells_of(world, scope):
        by_caller[cell.caller].append(cell)
    assert told([cell for cells in by_caller.values() for cell in cells]) == []
    shown = {mark.field for cell in by_caller["reader"] for mark in cell.marks}
    assert shown >= {mark.field for mark in ALL if scope in mark.shown}
    for caller in ENDED:
        assert statuses(by_caller[caller]) == {404}
    for caller in WITHOUT_COOKIE:
        assert 403 in statuses(by_caller[caller])
    assert len({answers(by_caller[caller]) for caller in ENDED}) == 1


def statuses(cells: list[Cell]) -> set[int]:
    return {cell.got.status for cell in cells if not cell.got.request.startswith("OPTIONS")}


def answers(cells: list[Cell]) -> tuple[str, ...]:
    """Return all that was answered, but for the ids of the requests."""
    assert len(cells) == len(ASKED)
    return tuple(IDS.sub("", cell.got.text) for cell in cells)


def test_a_share_of_all_scopes_opens_no_other_address(world):
    cells = [*cells_elsewhere(world)]
    assert len(cells) > 40
    assert told(cells) == []
    assert {cell.got.status for cell in cells} <= {200, 401, 404}  # 200: /health and the like
