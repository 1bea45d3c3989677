"""What an operator does for a person who asks for everything that is hers."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from glowcycle.aws import clients
from glowcycle.person.export import reader, services
from glowcycle.person.progress_bar import ProgressBar
from tests.support.export_zips import DAY, answered, exported, fetch, keep_photo, unpacked
from tests.support.faults import store_faults, unreachable
from tests.support.stored_life import live


def export(user_id, path):
    out, err = io.StringIO(), io.StringIO()
    call_command("export_person", user_id, to=path, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_it_writes_what_she_herself_would_get(alice, face, tmp_path):
    live(alice, face)
    path = tmp_path / "hers.zip"
    printed, _ = export(alice.user_id, path)
    hers, operators = unpacked(fetch(alice)), unpacked(path.read_bytes())
    changing = {"manifest.json", "index.html"}  # they say when
    assert {name: operators[name] for name in operators.keys() - changing} == {
        name: hers[name] for name in hers.keys() - changing
    }
    assert printed == f"{path}: {path.stat().st_size:,} bytes.\n"
    assert path.stat().st_mode & 0o077 == 0


def test_it_takes_any_number_of_files(alice, tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "MAX_FILE_RECORDS", 2)
    for day in range(1, 6):
        alice.post("/period", {"date": f"2026-03-{day:02}", "flow": "light"})
    export(alice.user_id, tmp_path / "hers.zip")
    files = unpacked((tmp_path / "hers.zip").read_bytes())
    assert exported(files) == answered(alice)
    assert "period-3.csv" in files


def test_it_says_which_photo_is_missing(alice, tmp_path):
    scan = keep_photo(alice, 100)
    key = f"kept/{alice.user_id}/{scan}"
    clients.s3().delete_object(Bucket="glowcycle-test-photos", Key=key)
    _, said = export(alice.user_id, tmp_path / "hers.zip")
    assert f"photos/{scan}.jpg is missing" in said


def test_a_file_that_is_there_is_left_alone(alice, tmp_path):
    path = tmp_path / "hers.zip"
    path.write_text("mine")
    with pytest.raises(CommandError, match="already exists"):
        export(alice.user_id, path)
    assert path.read_text() == "mine"


def test_what_fails_leaves_no_half_a_file(alice, tmp_path):
    with store_faults(*[unreachable] * 4), pytest.raises(CommandError):
        export(alice.user_id, tmp_path / "hers.zip")
    with pytest.raises(CommandError, match="Cannot write"):
        export(alice.user_id, tmp_path / "no such folder" / "hers.zip")
    assert list(tmp_path.iterdir()) == []


def test_two_at_once_do_not_write_into_the_same_file(alice, stranger, tmp_path, monkeypatch):
    path, write = tmp_path / "hers.zip", services.write_zip

    def at_once(**told):
        monkeypatch.setattr(services, "write_zip", write)
        with pytest.raises(CommandError, match="File exists"):
            export(stranger.user_id, path)
        return write(**told)

    entry = alice.post("/journal", {"date": DAY}).json()
    monkeypatch.setattr(services, "write_zip", at_once)
    export(alice.user_id, path)
    assert exported(unpacked(path.read_bytes()))["journal"] == {entry["entryId"]: entry}
    assert list(tmp_path.iterdir()) == [path]


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_on_a_terminal_a_bar_fills_up():
    out = Terminal()
    progress = ProgressBar(total=10, out=out)
    for done in (0, 5, 10, 12):
        progress.show(done, f"{done} records")
    progress.end()
    bars = [line[1:31].count("#") for line in out.getvalue().split("\r")[1:]]
    assert bars == [0, 15, 30, 30]
    assert out.getvalue().endswith("12 records\x1b[K\n")


def test_where_nobody_looks_there_is_none():
    out = io.StringIO()
    progress = ProgressBar(total=0, out=out)
    progress.show(0, "nothing")
    progress.end()
    assert out.getvalue() == ""
