"""What an answer reads of her life stages."""

from datetime import date
from uuid import uuid4

from glowcycle.storage.writes import Write
from period import stage_services
from period.domain.log.life_stages import LifeStage, Pack


def store(phone, **content):
    """Store a stage; return its id."""
    key = str(uuid4())
    stage_services.create_stage(write=Write(user_id=phone.user_id, key=key, content=content))
    return key


def test_a_person_without_stages_has_none(alice):
    assert stage_services.read_stages(user_id=alice.user_id) == []


def test_the_stage_that_began_last_comes_first(alice):
    first = store(
        alice,
        stage_kind="contraception",
        start="2024-03-01",
        end="2025-06-30",
        method="combinedPill",
        pack={"active": 21, "pause": 7, "begins": "2024-03-05"},
    )
    second = store(
        alice, stage_kind="pregnancy", start="2025-08-01", end=None, due_date="2026-05-08"
    )
    assert stage_services.read_stages(user_id=alice.user_id) == [
        LifeStage(id=second, kind="pregnancy", start=date(2025, 8, 1), due_date=date(2026, 5, 8)),
        LifeStage(
            id=first,
            kind="contraception",
            start=date(2024, 3, 1),
            end=date(2025, 6, 30),
            method="combinedPill",
            pack=Pack(21, 7, date(2024, 3, 5)),
        ),
    ]


def test_a_deleted_stage_is_none(alice):
    key = store(alice, stage_kind="pause", start="2026-01-01")
    stage_services.delete_stage(write=Write(user_id=alice.user_id, key=key, content=None))
    assert stage_services.read_stages(user_id=alice.user_id) == []


def test_nobody_reads_those_of_another_person(alice, stranger):
    store(alice, stage_kind="pause", start="2026-01-01")
    assert stage_services.read_stages(user_id=stranger.user_id) == []
