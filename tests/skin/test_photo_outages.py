"""Outages of the bucket while a photo is analyzed, and a missing right.

tests/glowcycle/aws/test_every_call.py tests the faults of every call for a good photo.
"""

import re
from itertools import product

import pytest

from glowcycle.storage import objects
from tests.support import faults
from tests.support.model_answers import GOOD, RUINED, model_answer
from tests.support.people import someone
from tests.support.photo_bucket import bucket_faults, bucket_names, history, picture, request

pytestmark = pytest.mark.usefixtures("no_waiting")

UNTOUCHED = ([], [])
# Faults that pass by themselves.
BUCKET = [
    faults.refused(503, "SlowDown"),
    faults.refused(400, "RequestTimeout"),
    faults.refused(400, "KMS.ThrottlingException"),
    faults.failing,
    faults.unreachable,
]


def analysis(phone, way, **fields):
    return request(phone, picture(), way, date="2026-03-01", **fields)


def left(phone):
    """Return the scans and objects of the person, without ids."""
    scans = [
        (scan["metrics"], scan["provenance"]["source"], scan["hasPhoto"]) for scan in history(phone)
    ]
    return scans, [key.split("/")[0] for key in bucket_names(phone)]


def survive(way, plan):
    """Send a request with these faults, and repeat it; return answer and stored data of both."""
    phone = someone()
    send_request = analysis(phone, way)
    with bucket_faults(*plan) as calls:
        answer = send_request()
    return answer, left(phone), send_request(), left(phone), calls


def outages(calls):
    """Yield fault plans: in each, one call fails in both attempts, done or not."""
    for index, wrong in product(range(len(calls)), (*BUCKET, faults.lost)):
        yield (*[faults.none] * index, wrong, wrong)


@pytest.mark.parametrize("way", ["form", "upload"])
def test_a_poor_photo_is_deleted_by_the_repetition_after_a_bucket_outage(bedrock, way):
    bedrock.answers_with(RUINED)
    answer, end, *_, bucketed = survive(way, [])
    assert (answer.status_code, end) == (422, UNTOUCHED)
    for plan in outages(bucketed):
        answer, after, again, last, _ = survive(way, plan)
        assert (answer.status_code, after[0]) == (503, [])
        # The photo was deleted and the answer lost: the repetition finds no photo.
        is_deleted = plan[-1] is faults.lost and way == "upload" and after == UNTOUCHED
        assert (again.status_code, last) == (404 if is_deleted else 422, UNTOUCHED)


def test_one_failed_bucket_call_has_no_effect(bedrock):
    bedrock.answers_with(model_answer(GOOD))
    for fault in (faults.overloaded, faults.failing, faults.unreachable, faults.lost):
        phone = someone()
        send_request = analysis(phone, "form", keepPhoto="true")
        with bucket_faults(fault) as calls:
            assert send_request().status_code == 201
        assert calls == ["PutObject", "PutObject", "DeleteObjects"]
        assert left(phone)[1] == ["kept"]


def test_a_missing_right_is_500_without_details(bedrock):
    send_request = analysis(someone(), "upload")
    with bucket_faults(faults.refused(403, "AccessDenied")) as calls:
        answer = send_request()
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert calls == ["GetObject"]
    assert not re.search("Access|bucket|pending", answer.content.decode())


def test_a_scan_is_made_although_its_upload_expired(bedrock):
    phone = someone()
    bedrock.answers_with(model_answer(GOOD))
    send_request = analysis(phone, "upload", keepPhoto="true")
    with bucket_faults(faults.none, faults.overloaded, faults.overloaded):
        assert send_request().status_code == 503
    [key] = bucket_names(phone)
    objects.delete(key=key.replace("/", f"/{phone.user_id}/"))
    answer = send_request()
    assert (answer.status_code, answer.json()["hasPhoto"]) == (201, False)
    assert left(phone)[1] == []
