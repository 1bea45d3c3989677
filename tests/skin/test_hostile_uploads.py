"""Whatever somebody uploads is measured (201) or refused (422): its place tells what it is."""

import io
import zipfile
from uuid import uuid4

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from PIL import features

from glowcycle.aws import clients
from glowcycle.encryption.cipher import FORMAT
from glowcycle.storage import objects, photos
from tests.support.model_answers import GOOD, model_answer
from tests.support.people import someone
from tests.support.photo_bucket import (
    blank,
    bucket_content,
    bucket_names,
    history,
    measure,
    picture,
    send,
    upload,
)
from tests.support.problems import assert_problem

SEAL = bytes([FORMAT])
PICTURES = ("BMP", "GIF", "ICO", "JPEG", "PCX", "PNG", "PPM", "TGA", "TIFF", "WEBP")


def zipped():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("face.jpg", blank())
    return file.getvalue()


BYTES = {
    "nothing": b"",
    "the seal's first byte": SEAL,
    "the seal's header": SEAL + b"\x00",
    "the seal's header and 38 zeros": SEAL + bytes(39),
    "a key that she lacks": SEAL + b"\xff" + bytes(range(38)),
    "a seal, then a photo": SEAL + blank(),
    "noise": bytes(range(256)) * 3,
    "a zip": zipped(),
    "a photo, then a zip": blank() + zipped(),
    "gzip": b"\x1f\x8b\x08" + bytes(60),
    "a PDF": b"%PDF-1.7\n" + bytes(60),
    "HEIC": b"\x00\x00\x00\x18ftypheic" + bytes(60),
    "SVG": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "JSON": b'{"date": "2026-03-01"}',
    **{f"a cut {form}": blank(form=form)[:-40] for form in ("JPEG", "PNG", "WEBP")},
    **{f"a {form}": blank(form=form) for form in PICTURES},
}


def outcome(phone, photo_id):
    """Assert that the upload is measured or refused, and gone; return the code or "measured"."""
    answer = measure(phone, photo_id)
    assert answer.status_code in (201, 422), answer.content
    assert bucket_names(phone) == []
    assert len(history(phone)) == (answer.status_code == 201)
    return "measured" if answer.status_code == 201 else answer.json()["code"]


@pytest.mark.parametrize("name", BYTES)
def test_every_kind_of_bytes_is_measured_or_refused(alice, log, name):
    is_picture = name in ("a JPEG", "a PNG", "a WEBP", "a photo, then a zip")
    codes = {"HEIC": "heic_image"}
    expected = "poor_photo" if is_picture else codes.get(name, "unsupported_image")  # no face
    assert outcome(alice, upload(alice, BYTES[name])) == expected
    assert "broken seal" not in log()


def test_a_face_with_anything_behind_it_is_measured(alice, face):
    assert outcome(alice, upload(alice, face + SEAL + zipped())) == "measured"


def test_pillow_reads_webp():
    assert features.check("webp")  # otherwise the list above would prove nothing about it


@given(data=st.binary(max_size=200))
def test_random_bytes_after_the_seals_byte_are_refused(data):
    phone = someone()
    assert outcome(phone, upload(phone, SEAL + data)) == "unsupported_image"


@given(at=st.integers(0, 400), byte=st.integers(0, 255), cut=st.integers(0, 300))
def test_altered_photos_are_measured_or_refused(at, byte, cut):
    photo, phone = bytearray(blank()), someone()
    photo[at % len(photo)] = byte
    assert outcome(phone, upload(phone, bytes(photo[: len(photo) - cut])))


def sealed_photos(phone, bedrock):
    """Park a photo and keep one; return the bytes of each as stored, by the object's key."""
    assert send(phone, picture("sienna")).status_code == 503
    bedrock.answers_with(model_answer(GOOD))
    assert send(phone, picture(), keepPhoto="true").status_code == 201
    folders = [objects.folder(user_id=phone.user_id, kind=kind) for kind in ("pending", "kept")]
    keys = [key for folder in folders for key in objects.first_keys(prefix=folder, limit=9)]
    assert len(keys) == 2
    return {key: objects.get(key=key) for key in keys}


@pytest.mark.parametrize("whose", ["her own", "somebody else's"])
def test_sealed_bytes_that_are_uploaded_are_no_photo(alice, stranger, bedrock, log, whose):
    sealed = sealed_photos(alice if whose == "her own" else stranger, bedrock)
    for content in sealed.values():
        assert content[:1] == SEAL
        answer = measure(alice, upload(alice, content))
        assert_problem(answer, 422, "unsupported_image")
    assert not any(name.startswith("uploads/") for name in bucket_names(alice))
    assert "broken seal" not in log()


def test_an_upload_never_lies_where_sealed_photos_lie(alice):
    offered = alice.post("/skin/photos", {"contentType": "image/png", "size": 9}).json()
    assert offered["fields"]["key"].startswith(f"uploads/{alice.user_id}/")


def flipped(sealed):
    return bytes([*sealed[:-1], sealed[-1] ^ 1])


@pytest.mark.parametrize(
    "damage",
    [
        flipped,
        lambda sealed: sealed[:-1],
        lambda _: b"",
        lambda _: picture(),
        lambda _: BYTES["a zip"],
    ],
    ids=["flipped", "cut", "emptied", "a plain photo", "a zip"],
)
def test_a_parked_photo_that_does_not_open_is_422_and_logged(alice, bedrock, log, damage):
    photo_id = send(alice, picture()).json()["photoId"]
    key = objects.pending_key(user_id=alice.user_id, photo_id=photo_id)
    objects.put(key=key, content=damage(objects.get(key=key)))
    bedrock.answers_with(model_answer(GOOD))
    asked = len(bedrock.requests)
    for _ in range(2):
        assert_problem(measure(alice, photo_id), 422, "unreadable_photo")
    assert (history(alice), len(bedrock.requests)) == ([], asked)
    assert "broken seal" in log()
    assert send(alice, picture()).status_code == 201  # the same photo again replaces it
    assert bucket_content(alice) == {}


def test_a_photo_parked_for_another_person_does_not_open(alice, stranger, bedrock):
    photo_id = send(stranger, picture()).json()["photoId"]
    keys = [
        objects.pending_key(user_id=phone.user_id, photo_id=photo_id) for phone in (stranger, alice)
    ]
    clients.s3().put_object(
        Bucket=settings.S3_BUCKET_NAME, Key=keys[1], Body=objects.get(key=keys[0])
    )
    bedrock.answers_with(model_answer(GOOD))
    assert_problem(measure(alice, photo_id), 422, "unreadable_photo")
    assert measure(stranger, photo_id).status_code == 201


def test_a_photo_of_an_old_upload_form_expires_harmlessly(alice):
    photo_id = str(uuid4())
    key = objects.pending_key(user_id=alice.user_id, photo_id=photo_id)
    objects.put(key=key, content=picture())  # as forms of the version before wrote it
    assert_problem(measure(alice, photo_id), 422, "unreadable_photo")
    with pytest.raises(photos.UnreadablePhoto):
        photos.get_waiting(user_id=alice.user_id, photo_id=photo_id)
