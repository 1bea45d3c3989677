"""Each operator's command on her data is noted before it touches them, for her to read."""

import io
import json
import re
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from glowcycle.encryption import keyring
from glowcycle.person.access_log import services
from glowcycle.person.erasure import services as erasure
from tests.support.export_zips import download_export, unpack
from tests.support.faults import store_faults, unreachable
from tests.support.stored_data import stored
from tests.support.stored_life import left

PATH = "/me/access-log"
ENTRY = {"date": "2026-03-01", "text": "hers"}


def entries(phone):
    return phone.get(PATH).json()["entries"]


def commands(phone):
    return [entry["command"] for entry in entries(phone)]


@pytest.fixture
def run(alice, tmp_path):
    """Return a function that runs a command on a person's data."""
    zipped = tmp_path / "from.zip"
    zipped.write_bytes(download_export(alice))

    def _run(command, phone):
        files = [str(zipped)] if command in ("import_export", "import_file") else []
        options = {"to": tmp_path / "to.zip"} if command in ("export_person", "report") else {}
        call_command(command, *files, phone.user_id, stdout=io.StringIO(), **options)

    return _run


every_command = pytest.mark.parametrize("command", get_args(services.Command))


@every_command
def test_a_command_is_noted_before_it_reads_or_writes_her_data(run, stranger, command):
    keyring.forget()
    if command != "import_export":
        stranger.post("/journal", ENTRY)
        keyring.forget()
    with store_faults() as made:
        run(command, stranger)
    assert made[:2] == ["GetItem", "PutItem"]  # whether she is erased, and the entry
    if command != "erase_person":
        [entry] = entries(stranger)
        assert (entry["command"], entry["what"]) == (command, services.SENTENCES[command])


@every_command
@pytest.mark.usefixtures("no_waiting")
def test_a_command_that_cannot_be_noted_does_nothing(run, alice, stranger, command, tmp_path):
    person = stranger if command == "import_export" else alice
    person.get("/me/retention")
    before = stored(person.user_id)
    with (
        store_faults(*[unreachable] * 2, operation="PutItem") as made,
        pytest.raises(CommandError),
    ):
        run(command, person)
    assert set(made) <= {"GetItem", "PutItem"}
    assert made.count("PutItem") == 2
    assert stored(person.user_id) == before
    assert not (tmp_path / "to.zip").exists()


def test_the_log_is_newest_first_and_hers_alone(run, alice, stranger):
    alice.post("/journal", ENTRY)
    run("export_person", alice)
    run("rotate_key", alice)
    assert commands(alice) == ["rotate_key", "export_person"]
    times = [entry["at"] for entry in entries(alice)]
    assert times == sorted(times, reverse=True)
    assert entries(stranger) == []


def test_the_answer_is_bounded_and_the_export_has_all(run, alice, monkeypatch):
    monkeypatch.setattr(services, "MAX_ENTRIES", 2)
    monkeypatch.setattr(services.read, "__kwdefaults__", {"limit": 2})
    for _ in range(3):
        run("rotate_key", alice)
    exported = json.loads(unpack(download_export(alice))["access-log.json"])["entries"]
    assert len(exported) == 3
    assert entries(alice) == exported[:2]


def test_an_entry_ends_after_400_days(run, alice):
    run("rotate_key", alice)
    for days, left_over in ((399, 1), (401, 0)):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            assert len(services.read(user_id=alice.user_id)) == left_over


def test_an_entry_names_no_operator(run, alice):
    run("rotate_key", alice)
    [item] = [item for (_, key), item in stored(alice.user_id).items() if key.startswith("access")]
    assert item.keys() == {"userId", "item", "at", "command", "expiresAt"}


@every_command
def test_nothing_is_noted_or_done_after_an_erasure(run, stranger, command):
    stranger.post("/journal", ENTRY)
    run("erase_person", stranger)
    with time_machine.travel(timezone.now() + erasure.SETTLE + timedelta(seconds=1)):
        assert stranger.delete("/me").status_code == 200
        if command == "erase_person":
            run(command, stranger)
        else:
            with pytest.raises(CommandError, match="erased"):
                run(command, stranger)
    assert left(stranger.user_id) == []


def test_an_erasure_takes_the_log(run, alice):
    run("rotate_key", alice)
    alice.delete("/me")
    assert not [key for _, key in stored(alice.user_id) if key.startswith("access")]


def test_no_command_acts_for_a_person_without_the_log():
    users = {
        path.name
        for path in Path(settings.BASE_DIR, "glowcycle").rglob("*.py")
        if re.search(r"\bact_for_user\b", path.read_text())
    }
    assert users == {"request_context.py", "services.py"}


def test_each_command_about_a_person_uses_the_log():
    noted = set()
    for path in Path(settings.BASE_DIR, "glowcycle").glob("*/management/commands/*.py"):
        source = path.read_text()
        if "add_person(parser)" in source:
            assert f'acting_for(person, command="{path.stem}")' in source
            noted.add(path.stem)
    assert noted == set(get_args(services.Command)) == services.SENTENCES.keys()
