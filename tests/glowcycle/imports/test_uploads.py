"""A large file comes by the bucket: one form for one file, and the upload goes with its preview."""

import base64
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.utils import timezone

from glowcycle.aws import clients
from glowcycle.errors import NotFound, QuotaExceeded, Unavailable
from glowcycle.formats.errors import TooLarge, WrongFile
from glowcycle.person.imports import uploads
from tests.support.faults import failing, lost, store_faults
from tests.support.line_format import DAY, NONE, TODAY, lines
from tests.support.photo_bucket import bucket_names


def uploaded(phone, content):
    """Upload the content with an offered form; return the id."""
    offered = uploads.offer(user_id=phone.user_id, size=len(content))
    clients.s3().put_object(
        Bucket=settings.S3_BUCKET_NAME, Key=offered.form.fields["key"], Body=content
    )
    return offered.upload_id


def previewed(phone, upload_id):
    return uploads.preview_upload(user_id=phone.user_id, upload_id=upload_id, today=TODAY)


def test_the_form_takes_one_file_of_that_size_for_an_hour(alice):
    offered = uploads.offer(user_id=alice.user_id, size=123_456_789)
    policy = json.loads(base64.b64decode(offered.form.fields["policy"]))
    assert ["content-length-range", 123_456_789, 123_456_789] in policy["conditions"]
    key = f"uploads/{alice.user_id}/import-{offered.upload_id}"
    assert {"key": key} in policy["conditions"]
    left = offered.form.expires_at - timezone.now()
    assert timedelta(minutes=59) < left <= timedelta(hours=1)


def test_an_upload_is_read_and_deleted(alice):
    upload_id = uploaded(alice, lines(DAY).getvalue())
    assert bucket_names(alice) == [f"uploads/import-{upload_id}"]
    assert previewed(alice, upload_id).content.counts == {"period": {**NONE, "new": 1}}
    assert bucket_names(alice) == []
    with pytest.raises(NotFound):
        previewed(alice, str(uuid4()))


def test_a_refused_upload_is_deleted(alice, monkeypatch):
    upload_id = uploaded(alice, lines({"is": "wrong"}).getvalue())
    with pytest.raises(WrongFile):
        previewed(alice, upload_id)
    monkeypatch.setattr(uploads, "MAX_UPLOAD_BYTES", 3)
    larger = uploaded(alice, b"four")
    with pytest.raises(TooLarge):
        previewed(alice, larger)
    assert bucket_names(alice) == []


def test_a_fault_of_ours_leaves_no_upload(alice, monkeypatch):
    def fail(**_):
        raise RuntimeError

    upload_id = uploaded(alice, lines(DAY).getvalue())
    monkeypatch.setattr(uploads, "preview", fail)
    with pytest.raises(RuntimeError):
        previewed(alice, upload_id)
    assert bucket_names(alice) == []


@pytest.mark.calm
def test_an_upload_waits_until_the_store_is_back(alice, settings):
    upload_id = uploaded(alice, lines(DAY).getvalue())
    with store_faults(failing, failing, operation="BatchGetItem"), pytest.raises(Unavailable):
        previewed(alice, upload_id)
    with (
        store_faults(failing, failing, operation="GetObject", client=clients.s3()),
        pytest.raises(Unavailable),
    ):
        previewed(alice, upload_id)
    settings.DAILY_LIMITS = {**settings.DAILY_LIMITS, "imports": 0}
    with (
        store_faults(failing, failing, operation="GetObject", client=clients.s3()),
        pytest.raises(QuotaExceeded),  # before anything is read of the bucket
    ):
        previewed(alice, upload_id)
    settings.DAILY_LIMITS = {**settings.DAILY_LIMITS, "imports": 9}
    with store_faults(lost, operation="GetObject", client=clients.s3()):
        assert previewed(alice, upload_id).content.counts["period"]["new"] == 1
    assert bucket_names(alice) == []


@pytest.mark.calm  # a lost answer counts twice
def test_a_day_has_so_many_forms(alice, settings):
    settings.DAILY_LIMITS = {**settings.DAILY_LIMITS, "importUploads": 1}
    uploads.offer(user_id=alice.user_id, size=1)
    with pytest.raises(QuotaExceeded):
        uploads.offer(user_id=alice.user_id, size=1)


def test_a_photo_is_no_file_and_a_file_no_photo(alice):
    upload_id = uploaded(alice, lines(DAY).getvalue())
    assert alice.post(f"/skin/photos/{upload_id}/analyze", {}).status_code == 404
    assert bucket_names(alice) == [f"uploads/import-{upload_id}"]


@pytest.mark.calm  # a lost answer counts twice
def test_a_repetition_finds_its_preview_though_the_day_is_spent(alice, settings):
    settings.DAILY_LIMITS = {**settings.DAILY_LIMITS, "imports": 1}
    upload_id = uploaded(alice, lines(DAY).getvalue())
    job = previewed(alice, upload_id)
    assert previewed(alice, upload_id).import_id == job.import_id
