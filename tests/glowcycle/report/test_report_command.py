import json
from io import BytesIO

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from tests.support.sample_requests import BODIES, collection

DAYS = {"from": "2026-01-01", "until": "2026-03-31"}


@pytest.fixture
def her(alice):
    for kind, body in BODIES.items():
        assert alice.post(collection(kind), body).status_code == 201
    return alice


def test_report_is_written_for_its_owner_alone(her, tmp_path):
    file = tmp_path / "report.pdf"
    call_command("report", her.user_id, to=file, name="Ada", **DAYS)
    pages = PdfReader(BytesIO(file.read_bytes())).pages
    assert "Ada" in pages[0].extract_text()
    assert file.stat().st_mode & 0o777 == 0o600


def test_json_is_in_the_language_that_is_asked_for(her, tmp_path):
    file = tmp_path / "report.json"
    call_command("report", her.user_id, to=file, format="json", language="de", **DAYS)
    answer = json.loads(file.read_text())
    assert (answer["title"], answer["to"]) == ("Zyklusbericht", "2026-03-31")


def test_she_reads_of_it_in_her_access_log(her, tmp_path):
    call_command("report", her.user_id, to=tmp_path / "report.pdf", **DAYS)
    entry = her.get("/me/access-log").json()["entries"][0]
    assert entry["command"] == "report"
    assert entry["what"] == "Wrote a report on your cycles to a file."


def test_restriction_and_a_wrong_range_write_nothing(her, tmp_path):
    file = tmp_path / "report.pdf"
    with pytest.raises(CommandError, match="from: Must not be later"):
        call_command("report", her.user_id, to=file, **{**DAYS, "from": "2026-04-01"})
    her.put("/me/restriction", {"restricted": True})
    with pytest.raises(CommandError, match="restricted your data"):
        call_command("report", her.user_id, to=file, **DAYS)
    assert not file.exists()


def test_no_file_is_overwritten(her, tmp_path):
    file = tmp_path / "report.pdf"
    file.write_text("mine")
    with pytest.raises(CommandError, match="already exists"):
        call_command("report", her.user_id, to=file, **DAYS)
    assert file.read_text() == "mine"
