"""import_file prints what a file would bring, and brings it. A repeated call continues."""

import io

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from glowcycle.aws import clients
from glowcycle.person.held_job import HOLD_LIFE
from tests.support import faults
from tests.support.faults import store_faults
from tests.support.history_imports import imports, sizes
from tests.support.people import someone

PATH = "docs/sample-drip.csv"
DAYS = 116
ENTRIES = 22


def run(phone, path=PATH, *options):
    out = io.StringIO()
    call_command("import_file", path, phone.user_id, *options, stdout=out)
    return out.getvalue()


def test_it_prints_the_preview_as_a_table_and_brings_the_file(alice):
    printed = run(alice)
    assert printed.startswith("drip (drip): 2025-08-")
    lines = [line.split() for line in printed.splitlines()]
    assert ["new", "same", "conflicting", "skipped"] in lines
    assert ["period", str(DAYS), "0", "0", "0"] in lines
    assert "Cycles: 11" in printed
    assert "Next period: " in printed
    assert "Not taken:" in printed
    assert "desire.value" in printed
    assert "spotting (" in printed
    assert sizes(alice) == {"period": DAYS, "journal": ENTRIES}
    assert f"{DAYS + ENTRIES} records made" in printed


def test_a_dry_run_stores_nothing(alice):
    printed = run(alice, PATH, "--dry-run")
    assert "Nothing was stored." in printed
    assert (sizes(alice), imports(alice)) == ({}, [])
    assert alice.get("/me/access-log").json()["entries"][0]["command"] == "import_file"


def test_a_repeat_adds_nothing(alice):
    run(alice)
    printed = run(alice)
    assert f"0 records made, {DAYS + ENTRIES} were there already" in printed


@pytest.mark.usefixtures("no_waiting")
def test_a_repeat_continues_the_import_that_was_interrupted(alice):
    expected = someone()
    run(expected)
    for index in (40, 60, 90):
        phone = someone()
        plan = [faults.none] * index + [faults.unreachable, faults.unreachable]
        with store_faults(*plan, client=clients.dynamodb()), pytest.raises(CommandError):
            run(phone)
        # A call that was cut off holds the import for a minute.
        with time_machine.travel(timezone.now() + HOLD_LIFE, tick=True):
            run(phone)
        assert sizes(phone) == sizes(expected)
        assert [job.status for job in imports(phone)] == ["applied"]


def test_a_named_format_is_taken(alice):
    assert run(alice, PATH, "--format", "drip").startswith("drip (drip)")
    with pytest.raises(CommandError, match="an export of drip"):
        run(alice, PATH, "--format", "clue")
    with pytest.raises(CommandError, match="invalid choice"):
        run(alice, PATH, "--format", "paper")


def test_a_wrong_file_is_refused_with_the_place(alice, tmp_path):
    path = tmp_path / "history.csv"
    with pytest.raises(CommandError, match="Cannot read"):
        run(alice, path)
    path.write_bytes(b"date,temperature.value,bleeding.value\n2026-03-01,1\n")
    with pytest.raises(CommandError, match=r"3 cells in each row.*\(row 2, column"):
        run(alice, path)
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(CommandError, match="PDF"):
        run(alice, path)
    assert sizes(alice) == {}


WIPE = "\x1b[2J"
STEERING = {
    "a value": f"date,temperature.value,bleeding.value\n2026-03-01,{WIPE},1\n",
    "a question": f"full_date,date,time,mood,activities\n2026-03-01,,,{WIPE},\n",
    "a fault": f"date,temperature.value,bleeding.value\n{WIPE},,1\n",
}


@pytest.mark.parametrize("content", STEERING.values(), ids=STEERING)
def test_the_words_of_a_file_cannot_steer_a_terminal(alice, tmp_path, content):
    path = tmp_path / "history"
    path.write_text(content)
    try:
        printed = run(alice, path, "--dry-run")
    except CommandError as error:
        printed = str(error)
    assert "\x1b" not in printed
    assert "?[2J" in printed
