"""What a person has comes into another account as it was, by her export and by her tables."""

import io
from pathlib import Path

import pytest

from glowcycle.formats.registry import formats
from tests.support.export_zips import download_export, keep_photo
from tests.support.history_imports import bring, counts, history, look_at, made
from tests.support.large_files.writers import writer
from tests.support.life_stages import STAGES, add, stage
from tests.support.stored_life import live

FILES = Path(__file__).parents[1] / "formats" / "files"
FIRST_VERSION = Path(__file__).parents[1] / "storage" / "first_version" / "export.zip"
SIGNS = {
    "symptoms": ["cramps", "-x"],
    "startsPeriod": True,
    "temperature": {"celsius": 36.45, "time": "06:40", "excluded": False},
    "mucus": "eggWhite",
    "pregnancyTest": "negative",
    "ovulationTest": "peak",
    "cycleLength": 29,
    "pain": 0,
    "sex": "protected",
    "medication": ["=1", "b"],
    "note": "'=1, ,=2\r\n",
}
TABLES = ("/period", "/journal", "/skin", "/period/stages")


@pytest.fixture
def full_alice(alice, face):
    """Alice with each kind of record and stage, every field, and a photo."""
    live(alice, face)
    alice.post("/period", {"date": "2026-03-01", "flow": "heavy", **SIGNS})
    alice.post("/period", {"date": "2026-03-02", "flow": "medium"})
    alice.post("/journal", {"date": "2026-03-05T21:30:00+01:00", "mood": "👩🏽‍🚀", "energy": 0})
    alice.post("/journal", {"date": "2026-03-06", "text": "'=1+1", "tags": ["=1", "'-a"]})
    for year, kind in enumerate(STAGES, start=2010):
        days = f"{year}-01-10", f"{year}-11-10"
        add(alice, stage(kind, *days, **({"dueDate": None} if kind == "pregnancy" else {})))
    keep_photo(alice, 500)
    return alice


def typical(name):
    """Return a typical file of the format; a small one of its writer where none is kept."""
    for path in (FILES / name).glob("typical*"):
        return path.read_bytes()
    file = io.BytesIO()
    writer(name)(file, days=20)
    return file.getvalue()


def test_an_export_brings_the_same_history_to_another_account(full_alice, stranger):
    full_alice.post("/journal", {"date": "2025-12-01", "cycleDay": 7, "text": ""})
    job = bring(stranger, download_export(full_alice))
    hers = history(full_alice)
    assert history(stranger) == hers
    assert made(job) == sum(map(len, hers.values()))
    told = {(each["what"], each["reason"]) for each in job.content.not_taken}
    assert told >= {("photos", "photo"), ("provenance", "measured")}


def test_tables_bring_the_same_history_to_another_account(full_alice, stranger):
    for path in TABLES:
        table = full_alice.get(f"{path}/user/{full_alice.user_id}?format=csv").content
        bring(stranger, table)
    assert history(stranger) == history(full_alice)


def test_an_export_of_the_first_version_comes_in(alice, stranger):
    job = bring(alice, FIRST_VERSION.read_bytes())
    assert made(job) == sum(map(len, history(alice).values())) > 0
    assert counts(look_at(alice, FIRST_VERSION.read_bytes()))["new"] == 0
    bring(stranger, download_export(alice))
    assert history(stranger) == history(alice)


def test_her_own_export_changes_nothing_in_her_own_account(full_alice):
    before = history(full_alice)
    job = bring(full_alice, download_export(full_alice))
    assert history(full_alice) == before
    same = sum(map(len, before.values()))
    assert counts(job) == {"new": 0, "same": same, "conflicting": 0, "skipped": 0}


@pytest.mark.parametrize("name", formats())
def test_what_a_file_brings_is_the_same_by_export_elsewhere(alice, stranger, name):
    bring(alice, typical(name))
    hers = history(alice)
    assert any(hers.values())
    bring(stranger, download_export(alice))
    assert history(stranger) == hers


@pytest.mark.parametrize("name", formats())
def test_the_same_file_twice_adds_nothing(alice, name):
    first = bring(alice, typical(name))
    before = history(alice)
    again = bring(alice, typical(name))
    assert (made(again), history(alice)) == (0, before)
    assert counts(again)["same"] == made(first)
    assert counts(again)["new"] == 0
