"""`manage.py analyze_photo FILE`: what would be measured, and no trace of it."""

import io
import json

import pytest
from botocore.client import BaseClient
from django.core.management import CommandError, call_command

from glowcycle.api.parsers import MAX_PHOTO_BYTES
from tests.support.bedrock_server import error
from tests.support.model_answers import GOOD, said
from tests.support.photo_bucket import picture, send


def analyze(path):
    printed = io.StringIO()
    call_command("analyze_photo", str(path), stdout=printed)
    return json.loads(printed.getvalue())


@pytest.fixture
def file(tmp_path):
    """Return a function that writes a file and gives its path."""

    def write(content):
        path = tmp_path / "face.jpg"
        path.write_bytes(content)
        return path

    return write


@pytest.fixture
def no_aws(monkeypatch):
    monkeypatch.setattr(BaseClient, "_make_api_call", lambda *_: pytest.fail("asked AWS"))


def test_the_local_analyzer_needs_nobody(face, file, no_aws):
    found = analyze(file(face))
    assert set(found) == {"metrics", "provenance"}
    assert found["provenance"]["source"] == "local"
    assert found["metrics"]["moisture"] is None


def test_it_prints_the_same_numbers_as_the_service(alice, face, file):
    found, scan = analyze(file(face)), send(alice, face).json()
    for part in (found, scan):
        del part["provenance"]["measuredAt"]
    assert found == {name: scan[name] for name in ("metrics", "provenance")}


def test_it_asks_the_model_where_the_operator_chose_it(bedrock, file):
    bedrock.answers_with(said(GOOD))
    assert analyze(file(picture()))["provenance"]["source"] == "bedrock"
    assert len(bedrock.requests) == 1


def test_a_failing_model_ends_it_in_one_sentence(bedrock, file):
    bedrock.answers_with(error("AccessDeniedException"))
    with pytest.raises(CommandError, match=r"could not be analysed"):
        analyze(file(picture()))


@pytest.mark.parametrize(
    ("content", "said_so"),
    [
        (b"", "Send one whole picture"),
        (b"GIF89a", "Send one whole picture"),
        (picture("#000000", side=256), "more light"),
        (b"x" * (MAX_PHOTO_BYTES + 1), "larger than 4 MB"),
    ],
    ids=["empty", "GIF", "dark", "large"],
)
def test_a_bad_file_is_said_to_be_bad(file, content, said_so, no_aws):
    with pytest.raises(CommandError, match=said_so):
        analyze(file(content))


def test_a_path_without_a_file_is_said_plainly(tmp_path):
    for path in (tmp_path / "nothing.jpg", tmp_path):
        with pytest.raises(CommandError, match="cannot be read"):
            analyze(path)
