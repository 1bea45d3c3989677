"""A kept photo holds only pixels, only its owner can read it, and it is deleted with its scan."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.conf import settings
from PIL import Image

from glowcycle.aws import clients
from glowcycle.storage.s3_backend import PhotoStorage
from tests.support import faults
from tests.support.faults import store_faults
from tests.support.photo_bucket import (
    CANARY,
    WAYS,
    bucket_content,
    bucket_faults,
    history,
    measure,
    named,
    request,
    send,
    upload,
)
from tests.support.problems import assert_problem
from tests.support.record_samples import whole

every_way = pytest.mark.parametrize("way", WAYS)


@pytest.fixture
def kept(alice, face):
    """Return the answer to a new scan of alice with a kept photo."""
    answer = send(alice, face, keepPhoto="true")
    assert answer.status_code == 201, answer.content
    return answer


def photo_of(answer):
    return f"{answer.headers['Location']}/photo"


@every_way
def test_a_kept_photo_holds_only_the_picture_of_the_file(alice, face, way):
    script = b"<script>alert(1)</script>"
    answer = request(alice, face + script, way, keepPhoto="true")()
    scan = answer.json()
    assert scan["hasPhoto"] is True
    photo = alice.get(photo_of(answer))
    assert list(bucket_content(alice).items()) == [(f"kept/{scan['scanId']}", photo.content)]
    assert CANARY.encode() in face
    assert CANARY.encode() not in photo.content
    assert script not in photo.content
    with Image.open(BytesIO(photo.content)) as seen:
        assert (seen.format, seen.size, dict(seen.getexif())) == ("JPEG", (512, 512), {})


def test_the_owner_gets_a_photo_with_safe_headers(alice, kept):
    answer = alice.get(photo_of(kept))
    assert answer.status_code == 200
    headers = {"Content-Type", "Cache-Control", "X-Content-Type-Options"}
    assert {name: answer.headers[name] for name in headers} == {
        "Content-Type": "image/jpeg",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }


def test_who_has_the_photo_gets_304_without_a_call_to_the_bucket(alice, stranger, kept):
    address = photo_of(kept)
    tag = alice.get(address).headers["ETag"]
    with bucket_faults("unreachable"):
        repeated = alice.get(address, If_None_Match=f'"other", {tag}')
    assert (repeated.status_code, repeated.content) == (304, b"")
    assert repeated.headers["ETag"] == tag
    assert alice.get(address, If_None_Match='"other"').status_code == 200
    assert_problem(stranger.get(address, If_None_Match=tag), 404, "not_found")
    alice.delete(kept.headers["Location"])
    assert_problem(alice.get(address, If_None_Match=tag), 404, "not_found")


@pytest.mark.parametrize("accept", ["image/jpeg", "image/*", "application/json", "text/html"])
def test_a_photo_ignores_the_accept_header(alice, stranger, kept, accept):
    answer = alice.get(photo_of(kept), Accept=accept)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert_problem(stranger.get(photo_of(kept), Accept=accept), 404, "not_found")


def test_another_person_gets_404_for_a_photo(stranger, nobody, kept):
    answer, missing = stranger.get(photo_of(kept)), stranger.get(f"/skin/{uuid4()}/photo")
    assert_problem(answer, 404, "not_found")
    assert whole(answer) == whole(missing)
    assert nobody.get(photo_of(kept)).status_code == 401


def test_a_photo_is_private_and_encrypted_and_has_no_public_link(alice, kept):
    key = f"kept/{alice.user_id}/{kept.json()['scanId']}"
    found = clients.s3().head_object(Bucket=settings.S3_BUCKET_NAME, Key=key)
    assert found["ServerSideEncryption"] == "aws:kms"
    assert found["ContentType"] == "application/octet-stream"
    raw = clients.s3().get_object(Bucket=settings.S3_BUCKET_NAME, Key=key)["Body"].read()
    assert raw[:2] == b"\x01\x00"  # the header of an encrypted value, not of a JPEG
    grants = clients.s3().get_object_acl(Bucket=settings.S3_BUCKET_NAME, Key=key)["Grants"]
    assert [grant["Grantee"]["Type"] for grant in grants] == ["CanonicalUser"]
    with pytest.raises(NotImplementedError):
        PhotoStorage().url(key)


def test_a_photo_is_not_kept_by_default(alice, face):
    for answer in (send(alice, face), send(alice, face, keepPhoto="false", date="2026-03-01")):
        assert answer.json()["hasPhoto"] is False
        assert_problem(alice.get(photo_of(answer)), 404, "not_found")
    assert bucket_content(alice) == {}


def test_a_manual_scan_has_no_photo_and_cannot_claim_one(alice):
    scan = {"date": "2026-03-01", "metrics": {"pores": 5}, "hasPhoto": True, "photoId": None}
    assert alice.post("/skin", scan).status_code == 400
    del scan["photoId"]
    answer = alice.post("/skin", scan)
    assert answer.json()["hasPhoto"] is False
    assert_problem(alice.get(photo_of(answer)), 404)


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_a_change_of_the_scan_keeps_the_photo(alice, kept, method):
    before = bucket_content(alice)
    body = {**kept.json(), "date": "2026-03-09", "hasPhoto": False}
    changed = alice.send(method, kept.headers["Location"], body).json()
    assert (changed["date"], changed["hasPhoto"]) == ("2026-03-09", True)
    assert bucket_content(alice) == before


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_the_provenance_stays_until_she_changes_a_score(alice, kept, method):
    address, scan = kept.headers["Location"], kept.json()
    dated = alice.send(method, address, {"date": "2026-03-09", "metrics": scan["metrics"]})
    assert dated.json()["provenance"] == scan["provenance"]
    altered = {**scan["metrics"], "darkCircles": scan["metrics"]["darkCircles"] - 1}
    provenance = alice.send(method, address, {"date": "2026-03-09", "metrics": altered}).json()
    assert provenance["provenance"] == {
        "source": "manual",
        **dict.fromkeys(("modelId", "promptVersion", "confidence", "measuredAt", "missing")),
        **{name: [] for name in ("quality", "observations")},
    }
    back = alice.send(method, address, {"date": "2026-03-09", "metrics": scan["metrics"]})
    assert back.json()["provenance"]["source"] == "manual"


def test_the_photo_is_deleted_with_its_scan(alice, kept):
    assert [alice.delete(kept.headers["Location"]).status_code for _ in range(2)] == [204, 204]
    assert bucket_content(alice) == {}
    assert_problem(alice.get(photo_of(kept)), 404, "not_found")


def test_a_refused_delete_keeps_the_photo(alice, stranger, kept):
    address, before = kept.headers["Location"], bucket_content(alice)
    assert alice.delete(address, If_Match='"another"').status_code == 412
    assert stranger.delete(address).status_code == 404
    assert bucket_content(alice) == before


def test_a_delete_during_a_bucket_outage_changes_nothing(alice, kept, no_waiting):
    before = bucket_content(alice)
    with bucket_faults(faults.overloaded, faults.overloaded):
        assert_problem(alice.delete(kept.headers["Location"]), 503, "unavailable")
    assert (history(alice), bucket_content(alice)) == ([kept.json()], before)
    assert alice.delete(kept.headers["Location"]).status_code == 204
    assert (history(alice), bucket_content(alice)) == ([], {})


def test_deleting_a_scan_deletes_an_upload_that_was_left(alice, face, no_waiting):
    photo_id = upload(alice, face)
    with bucket_faults(faults.none, faults.overloaded, faults.overloaded):
        assert measure(alice, photo_id).status_code == 503
    assert list(bucket_content(alice)) == [f"uploads/{photo_id}"]
    assert alice.delete(f"/skin/{photo_id}").status_code == 204
    assert bucket_content(alice) == {}


def test_a_scan_deleted_while_its_photo_is_stored_leaves_no_photo(alice, face, monkeypatch):
    scan_id = str(uuid4())

    def deleted_meanwhile(deliver):
        answer = deliver()
        assert alice.delete(f"/skin/{scan_id}").status_code == 204
        return answer

    def deleted_before(deliver):
        assert alice.delete(f"/skin/{scan_id}").status_code == 204
        return deliver()

    for moment in (deleted_meanwhile, deleted_before):
        with bucket_faults(moment):
            answer = send(alice, face, scanId=scan_id, keepPhoto="true")
        assert answer.status_code == 404
        assert (history(alice), bucket_content(alice)) == ([], {})
        scan_id = str(uuid4())


def test_a_scan_without_a_photo_is_deleted_without_the_bucket(alice):
    address = alice.post("/skin", {"date": "2026-03-01", "metrics": {}}).headers["Location"]
    with bucket_faults() as calls:
        assert alice.delete(address).status_code == 204
    assert calls == []


def test_a_photo_is_read_by_one_request(alice, kept):
    with bucket_faults() as calls, store_faults() as reads:
        alice.get(photo_of(kept))
    assert (calls, reads) == (["GetObject"], ["GetItem"])


def test_a_photo_that_the_bucket_lost_is_404(alice, kept):
    key = f"kept/{alice.user_id}/{kept.json()['scanId']}"
    clients.s3().delete_object(Bucket=settings.S3_BUCKET_NAME, Key=key)
    assert_problem(alice.get(photo_of(kept)), 404, "not_found")


def test_the_file_name_is_ignored(alice, face):
    answer = alice.upload("/skin/analyze", photo=named(face, "../../kept/x.jpg"), keepPhoto="true")
    assert list(bucket_content(alice)) == [f"kept/{answer.json()['scanId']}"]
