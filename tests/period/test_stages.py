"""Life stages by their addresses: what each kind has, needs and refuses."""

from uuid import uuid4

import pytest
import time_machine

from tests.support.brought_records import OneImport
from tests.support.life_stages import STAGES, add, error_names, stage
from tests.support.people import someone
from tests.support.sealed_items import raw

NEEDS = {
    "contraception": "method",
    "postpartum": "birthDate",
    "irregular": "reason",
    "menopause": "hormones",
    "noPeriods": "reason",
    "exclusion": "reason",
}
# A member and a value that is right for some kind.
MEMBERS = {
    "method": "ring",
    "pack": {"active": 21, "pause": 7, "begins": "2026-01-10"},
    "dueDate": "2026-10-17",
    "basis": "scan",
    "outcome": "birth",
    "birthDate": "2026-01-10",
    "breastfeeding": "none",
    "hormones": "sequential",
    "reason": "other",
}
TAKES = {
    "contraception": {"method", "pack"},
    "pregnancy": {"dueDate", "basis", "outcome"},
    "postpartum": {"birthDate", "breastfeeding"},
    "irregular": {"reason"},
    "menopause": {"hormones"},
    "noPeriods": {"reason"},
    "exclusion": {"reason"},
}


@pytest.mark.parametrize("kind", STAGES)
def test_a_stage_comes_back_as_it_was_sent(kind, alice):
    body = stage(kind)
    answer = alice.post("/period/stages", body)
    assert answer.status_code == 201, answer.content
    assert body.items() <= answer.json().items()
    assert {name for name in MEMBERS if answer.json()[name] is not None} == STAGES[kind].keys()
    read = alice.get(answer.headers["Location"])
    assert read.json() == answer.json()
    assert alice.get(f"/period/stages/user/{alice.user_id}").json()["results"] == [answer.json()]


@pytest.mark.parametrize(("kind", "member"), NEEDS.items())
def test_a_stage_without_what_its_kind_needs_is_400(kind, member, alice):
    for body in (stage(kind, **{member: None}), {**stage(kind)}):
        if body[member] is not None:
            del body[member]
        assert error_names(alice.post("/period/stages", body)) >= {member}


@pytest.mark.parametrize("kind", STAGES)
def test_a_member_of_another_kind_is_400_and_null_is_left_out(kind, alice):
    others = MEMBERS.keys() - TAKES.get(kind, set())
    for member in others:
        refused = alice.post("/period/stages", stage(kind, **{member: MEMBERS[member]}))
        assert error_names(refused) == {member}
    assert alice.post("/period/stages", stage(kind, **dict.fromkeys(others))).status_code == 201


@pytest.mark.parametrize("method", ["combinedPill", "progestinPill", "ring", "patch"])
def test_a_method_that_comes_in_packs_may_have_one(method, alice):
    body = stage("contraception", method=method)
    assert add(alice, body)["pack"] == body["pack"]


@pytest.mark.parametrize(
    "method", ["implant", "injection", "hormonalIud", "copperIud", "condom", "other"]
)
def test_a_method_without_packs_has_none(method, alice):
    refused = alice.post("/period/stages", stage("contraception", method=method))
    assert error_names(refused) == {"pack"}
    assert add(alice, stage("contraception", method=method, pack=None))["method"] == method


@pytest.mark.parametrize(
    ("pack", "wrong"),
    [
        ({"active": 0}, {"pack.active"}),
        ({"active": 367}, {"pack.active"}),
        ({"pause": -1}, {"pack.pause"}),
        ({"pause": 29}, {"pack.pause"}),
        ({"begins": "2026-02-30"}, {"pack.begins"}),
        ({"begins": None}, {"pack.begins"}),
        ({"color": "red"}, {"pack.color"}),
        ("21/7", {"pack"}),
    ],
)
def test_a_pack_that_makes_no_sense_is_400(pack, wrong, alice):
    whole = MEMBERS["pack"]
    sent = {**whole, **pack} if isinstance(pack, dict) else pack
    assert error_names(alice.post("/period/stages", stage("contraception", pack=sent))) == wrong


def test_a_pack_without_a_pause_is_one(alice):
    body = stage("contraception", pack={"active": 28, "pause": 0, "begins": "2026-01-10"})
    assert add(alice, body)["pack"]["pause"] == 0


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("irregular", "hysterectomy"),
        ("irregular", "illness"),
        ("noPeriods", "pcos"),
        ("exclusion", "thyroid"),
        ("exclusion", "holiday"),
    ],
)
def test_a_reason_of_another_kind_is_400(kind, reason, alice):
    assert error_names(alice.post("/period/stages", stage(kind, reason=reason))) == {"reason"}


def test_a_pregnancy_has_an_outcome_once_it_has_ended(alice):
    assert error_names(alice.post("/period/stages", stage("pregnancy", outcome="loss"))) == {
        "outcome"
    }
    ended = add(alice, stage("pregnancy", end="2026-02-20", dueDate=None, outcome="loss"))
    assert ended["outcome"] == "loss"


@pytest.mark.parametrize("one", [{"dueDate": "2026-10-17"}, {"basis": "lastPeriod"}])
def test_a_pregnancy_needs_its_due_date_or_what_it_is_counted_from(one, alice):
    body = {"kind": "pregnancy", "start": "2026-01-10"}
    assert error_names(alice.post("/period/stages", body)) == {"basis"}
    kept = add(alice, body | one)
    address = f"/period/stages/{kept['stageId']}"
    assert error_names(alice.patch(address, dict.fromkeys(one))) == {"basis"}


@pytest.mark.parametrize(
    ("members", "wrong"),
    [
        ({"start": "2026-03-03"}, {"start"}),
        ({"start": "1899-12-31"}, {"start"}),
        ({"start": None}, {"start"}),
        ({"end": "2026-01-09"}, {"end"}),
        ({"end": "2027-03-03"}, {"end"}),
        ({"end": "9999-12-31"}, {"end"}),
        ({"kind": "pregnancy", "dueDate": "2026-01-09"}, {"dueDate"}),
        ({"kind": "pregnancy", "dueDate": "2026-11-15"}, {"dueDate"}),
        ({"kind": "postpartum", "birthDate": "2026-03-03"}, {"birthDate"}),
        ({"kind": "sabbatical"}, {"kind"}),
        ({"kind": None}, {"kind"}),
    ],
)
def test_a_day_outside_its_limits_is_400(members, wrong):
    with time_machine.travel("2026-03-01T12:00:00Z"):
        refused = someone().post("/period/stages", {**stage("pause"), **members})
        assert error_names(refused) == wrong


@pytest.mark.parametrize(
    "members",
    [
        {"start": "2026-03-02"},
        {"end": "2026-01-10"},
        {"end": "2027-03-02"},
        {"kind": "pregnancy", "dueDate": "2026-11-14"},
        {"kind": "postpartum", "birthDate": "2026-03-02"},
    ],
)
def test_a_day_at_its_limit_is_taken(members):
    with time_machine.travel("2026-03-01T12:00:00Z"):
        add(someone(), {**stage("pause"), **members})


def test_the_size_of_a_stored_stage_does_not_tell_its_kind(alice):
    longest = stage("contraception", end="2026-02-01", method="progestinPill")
    longest["pack"] = {"active": 366, "pause": 28, "begins": "2026-01-10"}
    stages = [stage(kind, end="2026-02-01") for kind in STAGES]
    ended = stage("pregnancy", end="2026-02-01", basis="conception", outcome="birth")
    sizes = set()
    for body in (*stages, ended, longest):
        address = f"/period/stages/{add(alice, body)['stageId']}"
        sizes.add(len(raw(alice, address)[1]["sealed"]["B"]))
        alice.patch(address, {"end": "2026-02-02"})
        sizes.add(len(raw(alice, address)[1]["sealed"]["B"]))
        alice.delete(address)
        key = str(uuid4())
        OneImport(alice, app="The Longest Name").add("stage", key, body)
        sizes.add(len(raw(alice, f"/period/stages/{key}")[1]["sealed"]["B"]))
        alice.delete(f"/period/stages/{key}")
    assert len(sizes) == 1
