"""POST /skin/photos: a form that uploads exactly one photo to the bucket."""

import base64
import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings

from glowcycle.storage import objects
from skin.domain.photo import MAX_BYTES

PATH = "/skin/photos"
UPLOAD = {"contentType": "image/jpeg", "size": 74_962}
ODD_USER_IDS = ["..", ".", "a\\..\\b", "..\\b", "%2e%2e", "${filename}", "a?b#c", "~", "a:b@c"]


def policy_of(offer):
    return json.loads(base64.b64decode(offer["fields"]["policy"]))


@pytest.fixture
def now():
    """Stop the clock at this second."""
    with time_machine.travel(datetime.now(UTC).replace(microsecond=0), tick=False) as clock:
        yield clock


@pytest.mark.parametrize("content_type", ["image/jpeg", "image/png", "image/webp"])
def test_the_form_takes_one_file_of_that_type_and_size_for_a_while(alice, now, content_type):
    answer = alice.post(PATH, {"contentType": content_type, "size": 74_962})
    assert answer.status_code == 201
    offer = answer.json()
    assert set(offer) == {"photoId", "url", "fields", "expiresAt"}
    assert offer["url"] == f"https://{settings.S3_BUCKET_NAME}.s3.eu-central-1.amazonaws.com/"
    end = datetime.now(UTC) + timedelta(minutes=15)
    assert offer["expiresAt"] == f"{end:%Y-%m-%dT%H:%M:%S}.000000Z"

    policy, fields = policy_of(offer), offer["fields"]
    assert policy["expiration"] == f"{end:%Y-%m-%dT%H:%M:%SZ}"
    conditions = [
        {"bucket": settings.S3_BUCKET_NAME},
        {"key": f"uploads/{alice.user_id}/{offer['photoId']}"},
        {"Content-Type": content_type},
        ["content-length-range", 74_962, 74_962],
        {"x-amz-algorithm": "AWS4-HMAC-SHA256"},
        {"x-amz-credential": fields["x-amz-credential"]},
        {"x-amz-date": fields["x-amz-date"]},
    ]
    assert sorted(policy["conditions"], key=str) == sorted(conditions, key=str)
    demanded = {
        name: value for each in conditions if isinstance(each, dict) for name, value in each.items()
    }
    del demanded["bucket"]  # it is in the address
    sealed = {name: fields[name] for name in ("policy", "x-amz-signature")}
    assert fields == demanded | sealed


def test_a_form_for_an_old_region_has_signature_version_4(alice, settings):
    settings.AWS_REGION = (
        "us-east-1"  # botocore prefers an older signature there, which KMS refuses
    )
    key = objects.pending_key(user_id=alice.user_id, photo_id=str(uuid4()))
    fields = objects.make_form(key=key, content_type="image/jpeg", size=9).fields
    assert fields["x-amz-algorithm"] == "AWS4-HMAC-SHA256"
    assert "/us-east-1/s3/" in fields["x-amz-credential"]


def test_each_form_is_for_another_photo(alice):
    offers = [alice.post(PATH, UPLOAD).json() for _ in range(2)]
    assert len({offer["photoId"] for offer in offers}) == 2
    assert len({offer["fields"]["key"] for offer in offers}) == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("contentType", "image/gif"),
        ("contentType", "image/svg+xml"),
        ("contentType", "image/jpeg; charset=utf-8"),
        ("contentType", None),
        ("contentType", ["image/jpeg"]),
        ("size", 0),
        ("size", -1),
        ("size", MAX_BYTES + 1),
        ("size", "74962"),
        ("size", 1.5),
        ("size", True),
        ("size", None),
        ("key", "uploads/somebody-else/x"),
    ],
)
def test_an_invalid_type_or_size_is_400_and_named(alice, field, value):
    answer = alice.post(PATH, {**UPLOAD, field: value})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])


def test_another_persons_id_is_403(alice, stranger):
    assert alice.post(PATH, {**UPLOAD, "userId": alice.user_id}).status_code == 201
    assert alice.post(PATH, {**UPLOAD, "userId": stranger.user_id}).status_code == 403


def test_type_and_size_are_required(alice):
    answer = alice.post(PATH, {})
    assert (answer.status_code, set(answer.json()["errors"])) == (400, {"contentType", "size"})


def test_a_photo_of_15_mb_is_allowed(alice):
    assert MAX_BYTES == 15 * 1024 * 1024
    offer = alice.post(PATH, {**UPLOAD, "size": MAX_BYTES}).json()
    assert ["content-length-range", MAX_BYTES, MAX_BYTES] in policy_of(offer)["conditions"]


@pytest.mark.parametrize("user_id", ODD_USER_IDS)
def test_no_user_id_leads_out_of_its_folder(user_id):
    key = objects.kept_key(user_id=user_id, scan_id="one")
    kind, folder, name = key.split("/")
    assert (kind, name) == ("kept", "one")
    assert not set(folder) & set(".\\$#?{}:@")
    objects.put(key=key, content=b"hers")
    assert objects.get(key=key) == b"hers"
    objects.delete(key=key)


def test_two_user_ids_never_share_a_folder():
    ids = [*ODD_USER_IDS, "%2E%2E", "%2E", "a", "A", "%7B", "{"]
    assert len({objects.upload_key(user_id=user_id, photo_id="one") for user_id in ids}) == len(ids)
