"""POST /skin/photos/{photoId}/analyze: an uploaded photo is one scan, however often it is sent."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from glowcycle.aws import clients
from skin.domain.photo import MAX_BYTES
from tests.support import faults
from tests.support.model_answers import GOOD, model_answer
from tests.support.photo_bucket import (
    bucket_content,
    bucket_faults,
    bucket_names,
    history,
    measure,
    measure_as_before,
    picture,
    send,
    upload,
)
from tests.support.problems import assert_problem

LATER = timedelta(minutes=20)


@pytest.fixture(scope="module")
def large_face(face):
    """Return a photo of the largest size, as a phone takes it with a film behind it."""
    return face + bytes(MAX_BYTES - len(face))


def address(photo_id):
    return f"/skin/photos/{photo_id}/analyze"


def kept_once(phone, scan):
    """Assert that she has this scan alone, and its photo alone."""
    assert history(phone) == [scan]
    assert bucket_names(phone) == [f"kept/{scan['scanId']}"]


@pytest.mark.parametrize("body", [{}, None, b""], ids=["{}", "none", "empty"])
def test_the_body_may_be_empty(alice, face, body):
    photo_id = upload(alice, face)
    answer = alice.send("POST", address(photo_id), body)
    assert answer.status_code == 201, answer.content
    scan = answer.json()
    assert answer.headers["Location"] == f"/skin/{photo_id}"
    assert (scan["scanId"], scan["date"]) == (photo_id, timezone.now().date().isoformat())
    assert (history(alice), bucket_content(alice)) == ([scan], {})


def test_she_may_choose_date_id_and_whether_to_keep_the_photo(alice, face):
    photo_id, scan_id = upload(alice, face), str(uuid4())
    body = {"date": "2026-03-01", "scanId": scan_id, "keepPhoto": True}
    scan = alice.post(address(photo_id.upper()), body).json()
    assert (scan["scanId"], scan["date"], scan["hasPhoto"]) == (scan_id, "2026-03-01", True)
    kept_once(alice, scan)


@pytest.mark.parametrize("first", [measure, measure_as_before])
def test_both_addresses_are_one_request(alice, face, first):
    photo_id = upload(alice, face)
    scan = first(alice, photo_id, keepPhoto=True, date="2026-03-01").json()
    for again in (measure, measure_as_before):
        answer = again(alice, photo_id, keepPhoto=True, date="2026-03-01")
        assert (answer.status_code, answer.json()) == (201, scan)
    kept_once(alice, scan)


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"photoId": str(uuid4())}, "photoId"),
        ({"photo": "x"}, "photo"),
        ({"keepPhoto": "true"}, "keepPhoto"),
        ({"date": "2026-02-29"}, "date"),
        ({"scanId": "../x"}, "scanId"),
    ],
)
def test_a_body_of_anything_else_is_400(alice, face, body, named):
    photo_id = upload(alice, face)
    answer = alice.post(address(photo_id), body)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [named])
    assert bucket_names(alice) == [f"uploads/{photo_id}"]


def test_a_form_is_415(alice, face):
    photo_id = upload(alice, face)
    answer = alice.upload(address(photo_id), keepPhoto="true")
    assert_problem(answer, 415, "unsupported_media_type")


def test_another_persons_photo_and_id_are_refused(alice, stranger, face):
    photo_id = upload(alice, face)
    assert_problem(stranger.post(address(photo_id), {}), 404, "not_found")
    assert_problem(alice.post(address(photo_id), {"userId": stranger.user_id}), 403, "forbidden")
    assert bucket_names(alice) == [f"uploads/{photo_id}"]


def test_a_photo_that_waits_is_analyzed_there_as_well(alice, bedrock):
    photo_id = send(alice, picture(), date="2026-03-01").json()["photoId"]
    bedrock.answers_with(model_answer(GOOD))
    answer = measure(alice, photo_id, date="2026-03-01")
    assert answer.status_code == 201
    assert send(alice, picture(), date="2026-03-01").json() == answer.json()


@pytest.mark.parametrize("fields", [{}, {"scanId": str(uuid4())}], ids=["new", "given"])
def test_a_large_photo_whose_answer_was_lost_is_one_scan_a_while_later(alice, large_face, fields):
    photo_id = upload(alice, large_face)
    assert measure(alice, photo_id, keepPhoto=True, **fields).status_code == 201  # and lost
    with time_machine.travel(timezone.now() + LATER):
        again = measure(alice, photo_id, keepPhoto=True, **fields)
    assert again.status_code == 201
    kept_once(alice, again.json())


@pytest.mark.parametrize("call", range(4))
def test_an_outage_of_the_bucket_leaves_one_scan_after_the_form_ended(alice, large_face, call):
    photo_id = upload(alice, large_face)
    broken = [*[faults.none] * call, *[faults.lost] * 2]
    with bucket_faults(*broken):
        first = measure(alice, photo_id, keepPhoto=True, date="2026-03-01")
    assert first.status_code == (503 if call < 3 else 201)
    with time_machine.travel(timezone.now() + LATER):
        again = measure(alice, photo_id, keepPhoto=True, date="2026-03-01")
    assert again.status_code == 201
    kept_once(alice, again.json())


def test_a_photo_that_is_uploaded_twice_is_one_scan(alice, large_face):
    """The phone does not know whether its upload arrived, and the form still lives."""
    offer = alice.post("/skin/photos", {"contentType": "image/jpeg", "size": MAX_BYTES}).json()
    answers = []
    for _ in range(2):
        put_as_form(offer, large_face)
        answers.append(measure(alice, offer["photoId"], keepPhoto=True))
    assert answers[0].json() == answers[1].json()
    kept_once(alice, answers[1].json())


def test_a_photo_that_is_uploaded_anew_never_makes_a_second_scan_of_one_id(alice, large_face):
    """The form ended, so the phone takes another one: her scanId or key tells what it was."""
    scan_id, key = str(uuid4()), {"Idempotency-Key": "of-this-morning"}
    for fields, headers in (({"scanId": scan_id}, {}), ({}, key)):
        body = {**fields, "keepPhoto": True}
        first, again = (
            alice.send("POST", address(upload(alice, large_face)), body, headers=headers)
            for _ in range(2)
        )
        assert first.status_code == 201
        assert_problem(again, 409, "id_taken")
    kept = [name for name in bucket_names(alice) if name.startswith("kept/")]
    assert (len(history(alice)), len(kept)) == (2, 2)


def test_one_key_names_one_analysis_at_both_addresses(alice, face):
    photo_id, key = upload(alice, face), {"Idempotency-Key": "k"}
    first = alice.send("POST", address(photo_id), {}, headers=key)
    again = alice.send("POST", "/skin/analyze", {"photoId": photo_id}, headers=key)
    assert (first.status_code, again.json()) == (201, first.json())
    assert history(alice) == [first.json()]


def test_doubled_requests_at_both_addresses_are_one_scan(alice, large_face):
    photo_id = upload(alice, large_face)
    ways = [measure, measure_as_before] * 3
    with ThreadPoolExecutor(6) as phones:
        copies = [phones.submit(way, alice, photo_id, keepPhoto=True) for way in ways]
        answers = [copy.result() for copy in copies]
    [scan] = history(alice)
    assert {(answer.status_code, answer.json()["scanId"]) for answer in answers} == {
        (201, scan["scanId"])
    }
    kept_once(alice, scan)


def put_as_form(offer, photo):
    clients.s3().put_object(Bucket=settings.S3_BUCKET_NAME, Key=offer["fields"]["key"], Body=photo)
