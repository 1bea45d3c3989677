"""The operator's command that exports a person's data."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from glowcycle.aws import clients
from glowcycle.person.export import reader, services
from glowcycle.person.progress_bar import ProgressBar
from tests.support.export_zips import (
    DAY,
    answered_records,
    download_export,
    exported_records,
    keep_photo,
    unpack,
)
from tests.support.faults import store_faults, unreachable
from tests.support.stored_life import live


def export(user_id, path):
    out, err = io.StringIO(), io.StringIO()
    call_command("export_person", user_id, to=path, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_command_writes_the_same_zip_as_the_address(alice, face, tmp_path):
    live(alice, face)
    path = tmp_path / "export.zip"
    printed, _ = export(alice.user_id, path)
    from_address, from_command = unpack(download_export(alice)), unpack(path.read_bytes())
    # They hold the time, and the exports that phones asked for.
    changing = {"manifest.json", "index.html", "daily-counts.json"}
    assert {name: from_command[name] for name in from_command.keys() - changing} == {
        name: from_address[name] for name in from_address.keys() - changing
    }
    assert printed == f"{path}: {path.stat().st_size:,} bytes.\n"
    assert path.stat().st_mode & 0o077 == 0


def test_command_writes_any_number_of_files(alice, tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "MAX_FILE_RECORDS", 2)
    for day in range(1, 6):
        alice.post("/period", {"date": f"2026-03-{day:02}", "flow": "light"})
    export(alice.user_id, tmp_path / "export.zip")
    files = unpack((tmp_path / "export.zip").read_bytes())
    assert exported_records(files) == answered_records(alice)
    assert "period-3.csv" in files


def test_command_names_missing_photos(alice, tmp_path):
    scan = keep_photo(alice, 100)
    key = f"kept/{alice.user_id}/{scan}"
    clients.s3().delete_object(Bucket="glowcycle-test-photos", Key=key)
    _, warnings = export(alice.user_id, tmp_path / "export.zip")
    assert f"photos/{scan}.jpg is missing" in warnings


def test_command_keeps_an_existing_file(alice, tmp_path):
    path = tmp_path / "export.zip"
    path.write_text("mine")
    with pytest.raises(CommandError, match="already exists"):
        export(alice.user_id, path)
    assert path.read_text() == "mine"


def test_failed_command_leaves_no_partial_file(alice, tmp_path):
    with store_faults(*[unreachable] * 4), pytest.raises(CommandError):
        export(alice.user_id, tmp_path / "export.zip")
    with pytest.raises(CommandError, match="Cannot write"):
        export(alice.user_id, tmp_path / "no such folder" / "export.zip")
    assert list(tmp_path.iterdir()) == []


def test_two_commands_never_write_the_same_file(alice, stranger, tmp_path, monkeypatch):
    path, write = tmp_path / "export.zip", services.write_zip

    def run_two(**kwargs):
        monkeypatch.setattr(services, "write_zip", write)
        with pytest.raises(CommandError, match="File exists"):
            export(stranger.user_id, path)
        return write(**kwargs)

    entry = alice.post("/journal", {"date": DAY}).json()
    monkeypatch.setattr(services, "write_zip", run_two)
    export(alice.user_id, path)
    assert exported_records(unpack(path.read_bytes())) == answered_records(alice)
    assert entry["entryId"] in answered_records(alice)["journal"]
    assert list(tmp_path.iterdir()) == [path]


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_bar_fills_up_on_a_terminal():
    out = Terminal()
    progress = ProgressBar(total=10, out=out)
    for done in (0, 5, 10, 12):
        progress.show(done, f"{done} records")
    progress.end()
    bars = [line[1:31].count("#") for line in out.getvalue().split("\r")[1:]]
    assert bars == [0, 15, 30, 30]
    assert out.getvalue().endswith("12 records\x1b[K\n")


def test_bar_writes_nothing_to_a_pipe():
    out = io.StringIO()
    progress = ProgressBar(total=0, out=out)
    progress.show(0, "nothing")
    progress.end()
    assert out.getvalue() == ""
