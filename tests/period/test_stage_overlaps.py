"""Stages that make no sense on the same days are refused, where the other one can be seen."""

from itertools import product
from pathlib import Path
from uuid import uuid4

import pytest

from tests.support.life_stages import STAGES, add, stage, store_unseen
from tests.support.problems import assert_problem
from tests.support.sync_operations import operation, send, statuses

LATER = "2026-02-01"
API = Path(__file__).parents[2] / "docs" / "api.md"


def documented():
    """Return, for each pair of kinds, what the table of docs/api.md says of it."""
    _, _, after = API.read_text(encoding="utf-8").partition("| | contraception |")
    head, _, *rows = after.partition("\n\n")[0].splitlines()
    kinds = ["contraception", *(cell.strip() for cell in head.strip(" |").split("|"))]
    cells = [[cell.strip() for cell in row.strip(" |").split("|")] for row in rows]
    return {
        (row[0], kind): said for row in cells for kind, said in zip(kinds, row[1:], strict=True)
    }


MAY_SHARE_DAYS = documented()


def overlapping(answer, other):
    """Assert that the answer names the other stage."""
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (409, "stages_overlap"), answer.content
    assert problem["stageId"] == other["stageId"]


@pytest.mark.parametrize(("first", "second"), [*product(STAGES, STAGES)])
def test_each_pair_of_kinds_may_share_days_as_the_documentation_says(first, second, alice):
    stored = add(alice, stage(first))
    answer = alice.post("/period/stages", stage(second, start=LATER, dueDate=None))
    said = MAY_SHARE_DAYS[first, second]
    if said == "no" or (first, second) == ("contraception", "contraception"):
        overlapping(answer, stored)
    else:
        assert said == "yes"
        assert answer.status_code == 201, answer.content


@pytest.mark.parametrize(
    ("first", "second", "is_refused"),
    [
        ("combinedPill", "combinedPill", True),
        ("combinedPill", "hormonalIud", True),
        ("condom", "condom", True),
        ("combinedPill", "condom", False),
        ("copperIud", "condom", False),
    ],
)
def test_two_contraceptions_may_go_together(first, second, is_refused, alice):
    stored = add(alice, stage("contraception", method=first, pack=None))
    body = stage("contraception", start=LATER, method=second, pack=None)
    answer = alice.post("/period/stages", body)
    if is_refused:
        overlapping(answer, stored)
    else:
        assert answer.status_code == 201


@pytest.mark.parametrize(
    ("start", "end", "is_refused"),
    [
        ("2026-01-01", "2026-01-10", False),  # one ends as the other begins
        ("2026-01-31", None, False),
        ("2026-01-01", "2026-01-11", True),
        ("2026-01-30", None, True),
        ("2026-01-01", None, True),
        ("2026-01-15", "2026-01-15", True),
        ("2026-01-10", "2026-01-10", True),
    ],
)
def test_a_day_on_which_one_ends_and_the_other_begins_is_no_overlap(start, end, is_refused, alice):
    stored = add(alice, stage("pause", "2026-01-10", "2026-01-31"))
    answer = alice.post("/period/stages", stage("pause", start, end))
    if is_refused:
        overlapping(answer, stored)
    else:
        assert answer.status_code == 201


def test_a_change_is_refused_too_and_leaves_the_stage(alice):
    first = add(alice, stage("contraception", end="2026-01-20"))
    second = add(alice, stage("pregnancy", LATER, dueDate=None))
    address = f"/period/stages/{first['stageId']}"
    overlapping(alice.patch(address, {"end": None}), second)
    overlapping(alice.put(address, stage("contraception")), second)
    assert alice.get(address).json() == first
    assert alice.patch(address, {"end": LATER}).status_code == 200


def test_a_deleted_stage_is_in_nobodys_way(alice, stranger):
    add(stranger, stage("pause"))
    first = add(alice, stage("pause"))
    alice.delete(f"/period/stages/{first['stageId']}")
    add(alice, stage("pause", LATER))


def test_a_repeated_create_is_the_first_one_whatever_came_after(alice):
    body = {**stage("pause"), "stageId": str(uuid4())}
    first = add(alice, body)
    alice.patch(f"/period/stages/{first['stageId']}", {"end": "2026-01-15"})
    add(alice, stage("pause", LATER))
    again = alice.post("/period/stages", body)
    assert (again.status_code, again.json()["version"]) == (201, 2)
    other = alice.post("/period/stages", {**body, "start": "2026-01-09"})
    assert_problem(other, 409, "id_taken")


def test_two_that_were_written_at_once_can_be_mended(alice):
    """Each change that makes no further overlap is taken, until none is left."""
    first = add(alice, stage("pregnancy"))
    second = store_unseen(alice, stage("contraception", pack=None))
    address = f"/period/stages/{first['stageId']}"
    assert alice.patch(address, {"basis": "lastPeriod"}).status_code == 200
    assert alice.patch(f"/period/stages/{second}", {"end": "2026-01-12"}).status_code == 200
    moved = alice.patch(f"/period/stages/{second}", {"start": "2025-01-10", "end": "2026-01-10"})
    assert moved.status_code == 200
    overlapping(alice.patch(f"/period/stages/{second}", {"end": "2026-01-12"}), first)


def test_through_sync_it_is_the_outcome_of_that_operation_alone(alice):
    stored = add(alice, stage("pause"))
    names = [str(uuid4()) for _ in range(2)]
    refused, taken = send(
        alice,
        operation("stage", "create", names[0], stage("pause", LATER)),
        operation("stage", "create", names[1], stage("exclusion", LATER)),
    )
    assert statuses([refused, taken]) == ["conflict", "applied"]
    assert (refused["change"], refused["etag"]) == (None, None)
    assert refused["problem"]["code"] == "stages_overlap"
    assert refused["problem"]["stageId"] == stored["stageId"]


def test_a_batch_that_ends_one_and_begins_the_next_applies(alice):
    stored = add(alice, stage("contraception"))
    results = send(
        alice,
        operation("stage", "change", stored["stageId"], {"end": LATER}),
        operation("stage", "create", str(uuid4()), stage("pregnancy", LATER)),
    )
    assert statuses(results) == ["applied", "applied"]


def test_a_taken_back_deletion_meets_what_came_meanwhile(alice):
    stored = add(alice, stage("pause"))
    [gone] = send(alice, operation("stage", "delete", stored["stageId"]))
    add(alice, stage("pause", LATER))
    undo = operation("stage", "create", stored["stageId"], stage("pause"), ifMatch=gone["etag"])
    [result] = send(alice, undo)
    assert (result["status"], result["problem"]["code"]) == ("conflict", "stages_overlap")
