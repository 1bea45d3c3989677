"""Forms for /skin/analyze that are too large, too many, or lie about themselves."""

from uuid import uuid4

import pytest

from glowcycle.api.parsers import MAX_FILE_BYTES
from tests.support.multipart_forms import FORM, PHOTO, analyze, field, file, form
from tests.support.problems import assert_problem
from tests.support.record_samples import KINDS

SKIN = KINDS[2]


MALFORMED = {
    "two photos": form(PHOTO, PHOTO),
    "a photo and a text of its name": form(PHOTO, field("photo")),
    "two dates": form(PHOTO, field("date", b"2026-03-01"), field("date", b"2026-03-01")),
    "a photo as text": form(field("photo", b"x")),
    "no photo": form(field("date", b"2026-03-01")),
    "a date as a file": form(PHOTO, file("date", b"2026-03-01")),
    "no date": form(PHOTO, field("date", b"20260301")),
    "NUL in a date": form(PHOTO, field("date", b"2026-03-01\x00")),
    "NUL in a name": form(PHOTO, field("da\x00te", b"2026-03-01")),
    "a date in no UTF-8": form(PHOTO, field("date", b"\xff")),
    "no id": form(PHOTO, field("scanId", b"../../etc/passwd")),
    "the address of a photo": form(PHOTO, field("image_url", b"http://169.254.169.254/latest/")),
    "a name in an unknown charset": form(("name*=bogus''photo; filename=f", b"x")),
    "wrong base64": form((*PHOTO, "Content-Transfer-Encoding: base64")),
    "cut short in the headers": b"--b\r\nContent-Disposition: form-da",
    "cut short in the photo": form(PHOTO)[:-40],
    "nothing": b"",
    "no form": b'{"photoId": "x"}',
    "150 files": form(*(file(f"f{n}") for n in range(150))),
    "1,100 fields": form(*(field(f"f{n}") for n in range(1100))),
    "an endless header": form((PHOTO[0], b"x", "X-Long: " + "x" * 100_000)),
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
def test_a_form_that_is_not_one_photo_is_400(alice, body):
    assert_problem(analyze(alice, body), 400)
    assert SKIN.listed(alice) == []


def test_a_form_in_the_name_of_another_person_is_403(alice, stranger):
    named = field("userId", stranger.user_id.encode())
    assert_problem(analyze(alice, form(PHOTO, named)), 403, "forbidden")
    assert analyze(alice, form(PHOTO, field("userId", alice.user_id.encode()))).status_code == 422


@pytest.mark.parametrize(
    "content_type",
    [
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=é",
        "multipart/form-data; boundary=" + "b" * 210,
        "multipart/form-data; boundary=other",
    ],
    ids=lambda text: text[:40],
)
def test_a_form_without_its_boundary_is_400(alice, content_type):
    assert_problem(analyze(alice, form(PHOTO), content_type), 400)
    assert SKIN.listed(alice) == []


@pytest.mark.parametrize(
    "content_type",
    [
        "application/x-www-form-urlencoded",
        "image/jpeg",
        "multipart/mixed; boundary=b",
        "text/plain",
        "",
        f"{FORM}; charset=hex",
        f"{FORM}; charset=utf-16",
        f"{FORM}; charset*=utf-8''x",
        f"{FORM}; x=" + "x" * 20_000,
    ],
    ids=lambda text: text[:60] or "none",
)
def test_a_form_that_is_not_utf8_is_415(alice, content_type):
    assert_problem(analyze(alice, form(PHOTO), content_type), 415, "unsupported_media_type")
    assert SKIN.listed(alice) == []


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"\x00",
        b"no picture",
        b"\xff\xd8\xff",
        b"GIF89a" * 9,
        b"<svg/>",
        b"%PDF-1.7",
        b"MZ" * 99,
    ],
)
def test_a_photo_of_garbage_is_422(alice, garbage):
    assert_problem(analyze(alice, form(file("photo", garbage))), 422, "unsupported_image")
    assert SKIN.listed(alice) == []


TOO_LARGE = {
    "a photo of one byte too many": lambda: form(file("photo", b"x" * (MAX_FILE_BYTES + 1))),
    "a photo of 20 MB": lambda: form(file("photo", b"x" * 20 * 1024 * 1024)),
    "a text of 3 MB": lambda: form(PHOTO, field("date", b"x" * 3 * 1024 * 1024)),
    "many files": lambda: form(*(file(f"f{n}", b"x" * 1024 * 1024) for n in range(5))),
}


@pytest.mark.parametrize("body", TOO_LARGE.values(), ids=TOO_LARGE)
def test_a_form_over_the_limit_is_413(alice, body):
    assert_problem(analyze(alice, body()), 413, "too_large")
    assert SKIN.listed(alice) == []


def test_a_photo_at_the_size_limit_is_accepted(alice, monkeypatch):
    seen = []

    def look(**given):
        seen.append(len(given["photo"]))
        raise ZeroDivisionError

    monkeypatch.setattr("skin.analysis_services.analyze_photo", look)
    analyze(alice, form(file("photo", b"x" * MAX_FILE_BYTES)))
    assert seen == [MAX_FILE_BYTES]


def test_a_photo_is_never_written_to_a_disk(alice, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("a file was made")

    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", refuse)
    for size in (1, MAX_FILE_BYTES, MAX_FILE_BYTES + 1, 30 * 1024 * 1024):
        monkeypatch.setattr("skin.analysis_services.analyze_photo", lambda **_: 1 / 0)
        answer = analyze(alice, form(file("photo", b"x" * size)))
        assert answer.status_code == (500 if size <= MAX_FILE_BYTES else 413)


def test_the_scan_of_another_person_is_not_measured_again(alice, stranger, monkeypatch):
    scan_id = alice.post("/skin", SKIN.body).json()["scanId"]
    seen = []
    monkeypatch.setattr(
        "skin.analysis_services.clean_photo", lambda data: seen.append(data) or 1 / 0
    )
    answer = analyze(stranger, form(PHOTO, field("scanId", scan_id.encode())))
    unknown = analyze(stranger, form(PHOTO, field("scanId", str(uuid4()).encode())))
    assert answer.status_code == unknown.status_code == 500
    assert (len(seen), SKIN.listed(stranger), len(SKIN.listed(alice))) == (2, [], 1)
