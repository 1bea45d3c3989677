"""A file finds its format, or hears what it is instead."""

import io

import pytest

from glowcycle.formats import detection
from glowcycle.formats.detection import find_format
from glowcycle.formats.errors import UnknownFile, WrongFile
from glowcycle.formats.files.source import Source
from glowcycle.formats.format import Format
from glowcycle.formats.history import History
from glowcycle.sentences import sentence
from tests.support.hostile_zips import make_zip


def read_nothing(source):
    return History()


def make_format(name, start):
    return Format(
        name=name,
        app=name.title(),
        shape=sentence("an export of {apps}", apps=name.title()),
        recognizes=lambda source: source.head.startswith(start),
        read=read_nothing,
    )


@pytest.fixture(autouse=True)
def two_formats(monkeypatch):
    found = {"moon": make_format("moon", b"moon,"), "sun": make_format("sun", b"sun,")}
    monkeypatch.setattr(detection, "formats", lambda: found)
    return found


def find(content, **kwargs):
    return find_format(Source(io.BytesIO(content)), **kwargs).name


def test_finds_the_format_that_recognizes_the_file():
    assert find(b"sun,moon\n") == "sun"


def test_takes_the_named_format():
    assert find(b"sun,moon\n", name="sun") == "sun"


def test_names_the_other_app_of_a_file():
    with pytest.raises(WrongFile) as caught:
        find(b"sun,moon\n", name="moon")

    assert caught.value.code == "wrong_file"
    assert caught.value.extra == {
        "expected": "an export of Moon",
        "seen": "an export of Sun",
    }


def test_lets_the_named_format_say_what_is_wrong_with_its_own_damaged_file():
    assert find(b"mooo,x\n", name="moon") == "moon"


@pytest.mark.parametrize("name", [None, "moon"])
@pytest.mark.parametrize(
    ("content", "seen"),
    [
        (b"", "nothing (the file is empty)"),
        (b"\xef\xbb\xbf \r\n", "nothing (the file is empty)"),
        (bytes(100), "nothing (the file is empty)"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a photo"),
        (b"\x89PNG\r\n\x1a\n", "a photo"),
        (b"\0\0\0\x18ftypheic", "a photo"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "a photo"),
        (b"\0\0\0\x18ftypmp42", "a video or a sound"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a spreadsheet (save it as CSV first)"),
        (b"\x1f\x8b\x08\0", "an archive that is not a zip"),
        (b"SQLite format 3\0", "a database of another app"),
        (b"{\\rtf1\\ansi", "a text document"),
        (b"BEGIN:VCALENDAR\r\n", "a calendar"),
        (b"\n<!DOCTYPE html>\n<html lang='de'>", "a web page"),
        (b"\xff\xfed\0a\0t\0e\0", "text in UTF-16 (save it as UTF-8)"),
        (b"\x07\x03\x01 abc", "bytes of an unknown kind"),
        (make_zip({}), "an empty zip"),
        (make_zip({"xl/workbook.xml": b"<x/>"}), "a spreadsheet (save it as CSV first)"),
        (make_zip({"word/document.xml": b"<x/>"}), "a text document"),
        (make_zip({"export.zip": make_zip({})}), "a zip inside a zip (unpack it once)"),
        (make_zip({"a.txt": b"a"}), "a zip with other files, such as a.txt"),
    ],
)
def test_names_a_file_of_another_kind(content, seen, name):
    with pytest.raises(UnknownFile) as caught:
        find(content, name=name)

    assert caught.value.code == "unknown_file"
    assert caught.value.extra["seen"] == seen


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        (b'{"a": 1}', "JSON of another app"),
        (b"<gpx/>", "XML of another app"),
        (b"a;b\n1;2\n", "a table with other columns"),
        (b"Dear diary", "plain text"),
    ],
)
def test_says_what_text_of_no_app_is(content, seen):
    with pytest.raises(UnknownFile) as caught:
        find(content)

    assert caught.value.extra == {"expected": "an export of Moon, Sun", "seen": seen}
