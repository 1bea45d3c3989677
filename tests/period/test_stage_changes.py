"""A change of a life stage: what it leaves follows the rules of its kind."""

import pytest

from tests.support.life_stages import STAGES, add, error_names, stage
from tests.support.sync_operations import operation, send


@pytest.fixture
def change(alice):
    """Return a function that adds a stage, changes it, and returns the answer."""

    def changed(body, **members):
        address = f"/period/stages/{add(alice, body)['stageId']}"
        return alice.patch(address, members)

    return changed


def test_a_change_keeps_what_it_does_not_name(change):
    changed = change(stage("contraception"), end="2026-02-01")
    assert changed.status_code == 200
    assert stage("contraception", end="2026-02-01").items() <= changed.json().items()


@pytest.mark.parametrize(
    ("kind", "members", "wrong"),
    [
        ("contraception", {"method": "implant"}, {"pack"}),
        ("contraception", {"method": None}, {"method", "pack"}),
        ("contraception", {"end": "2026-01-09"}, {"end"}),
        ("pregnancy", {"outcome": "birth"}, {"outcome"}),
        ("pregnancy", {"start": "2025-01-10"}, {"dueDate"}),
        ("postpartum", {"birthDate": None}, {"birthDate"}),
        ("irregular", {"reason": "illness"}, {"reason"}),
        ("pause", {"hormones": "none"}, {"hormones"}),
    ],
)
def test_a_change_that_leaves_a_contradiction_is_400(change, kind, members, wrong):
    assert error_names(change(stage(kind), **members)) == wrong


def test_a_refused_change_leaves_the_stage_as_it_was(alice):
    stored = add(alice, stage("contraception"))
    alice.patch(f"/period/stages/{stored['stageId']}", {"method": "implant"})
    assert alice.get(f"/period/stages/{stored['stageId']}").json() == stored


def test_both_sides_of_a_contradiction_can_be_changed_at_once(change):
    changed = change(stage("contraception"), method="implant", pack=None)
    assert (changed.json()["method"], changed.json()["pack"]) == ("implant", None)


def test_a_pack_is_one_value(change):
    assert error_names(change(stage("contraception"), pack={"active": 24})) == {
        "pack.begins",
        "pack.pause",
    }


@pytest.mark.parametrize("kind", STAGES)
def test_the_kind_changes_with_the_members_of_the_old_one(alice, kind):
    """Nothing that she said goes unasked: the change names it as null."""
    address = f"/period/stages/{add(alice, stage('contraception'))['stageId']}"
    new = stage(kind)
    if kind != "contraception":
        assert error_names(alice.patch(address, new)) == {"method", "pack"}
        new = {"method": None, "pack": None, **new}
    changed = alice.patch(address, new)
    assert changed.status_code == 200, changed.content
    assert new.items() <= changed.json().items()


def test_a_put_replaces_all_of_it(alice):
    address = f"/period/stages/{add(alice, stage('contraception'))['stageId']}"
    replaced = alice.put(address, {"kind": "pause", "start": "2026-01-11"})
    assert replaced.status_code == 200, replaced.content
    assert (replaced.json()["method"], replaced.json()["pack"]) == (None, None)
    missing = alice.put("/period/stages/0c8a1f6e-52b7-4d0b-9a3e-6f1d2b7c9e44", stage("pause"))
    assert missing.status_code == 404


def test_a_change_by_sync_follows_the_same_rules(alice):
    stored = add(alice, stage("pregnancy"))
    refused = operation("stage", "change", stored["stageId"], {"outcome": "birth"})
    ended = {"end": "2026-02-01", "outcome": "loss"}
    first, second = send(alice, refused, operation("stage", "change", stored["stageId"], ended))
    assert (first["status"], list(first["problem"]["errors"])) == ("invalid", ["outcome"])
    assert second["status"] == "applied"
    assert second["change"]["record"].items() >= ended.items()
