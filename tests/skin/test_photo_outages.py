"""The bucket away while a poor photo is judged, or once, or without the right to it.

What a good photo meets at any call stands in tests/glowcycle/test_every_call.py.
"""

import re
from itertools import product

import pytest

from glowcycle.storage import objects
from tests.support import faults
from tests.support.model_answers import GOOD, RUINED, said
from tests.support.people import someone
from tests.support.photo_bucket import bucket_faults, history, names_held, picture, request

pytestmark = pytest.mark.usefixtures("no_waiting")

UNTOUCHED = ([], [])
# What passes by itself.
BUCKET = [
    faults.refused(503, "SlowDown"),
    faults.refused(400, "RequestTimeout"),
    faults.refused(400, "KMS.ThrottlingException"),
    faults.failing,
    faults.unreachable,
]


def analysis(phone, way, **wishes):
    return request(phone, picture(), way, date="2026-03-01", **wishes)


def left(phone):
    """Return the scans and what the bucket holds, without what differs from person to person."""
    scans = [
        (scan["metrics"], scan["provenance"]["source"], scan["hasPhoto"]) for scan in history(phone)
    ]
    return scans, [key.split("/")[0] for key in names_held(phone)]


def survive(way, plan):
    """Meet the plan; return the answer, what it left, the answer to the repetition, and the end."""
    phone = someone()
    ask = analysis(phone, way)
    with bucket_faults(*plan) as calls:
        answer = ask()
    return answer, left(phone), ask(), left(phone), calls


def outages(calls):
    """Yield plans in each of which one of the calls goes wrong for good, done or not."""
    for index, wrong in product(range(len(calls)), (*BUCKET, faults.lost)):
        yield (*[faults.none] * index, wrong, wrong)


@pytest.mark.parametrize("way", ["form", "upload"])
def test_without_the_bucket_a_poor_photo_is_gone_after_the_repetition(bedrock, way):
    bedrock.answers_with(RUINED)
    answer, end, *_, bucketed = survive(way, [])
    assert (answer.status_code, end) == (422, UNTOUCHED)
    for plan in outages(bucketed):
        answer, after, again, last, _ = survive(way, plan)
        assert (answer.status_code, after[0]) == (503, [])
        # A deletion that was done, and whose answer was lost: there is no photo to judge any more.
        gone = plan[-1] is faults.lost and way == "upload" and after == UNTOUCHED
        assert (again.status_code, last) == (404 if gone else 422, UNTOUCHED)


def test_one_bad_attempt_is_not_noticed(bedrock):
    bedrock.answers_with(said(GOOD))
    for fault in (faults.overloaded, faults.failing, faults.unreachable, faults.lost):
        phone = someone()
        ask = analysis(phone, "form", keepPhoto="true")
        with bucket_faults(fault) as calls:
            assert ask().status_code == 201
        assert calls == ["PutObject", "PutObject", "DeleteObject"]
        assert left(phone)[1] == ["kept"]


def test_a_missing_right_is_our_fault_and_says_nothing(bedrock):
    ask = analysis(someone(), "upload")
    with bucket_faults(faults.refused(403, "AccessDenied")) as calls:
        answer = ask()
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert calls == ["GetObject"]
    assert not re.search("Access|bucket|pending", answer.content.decode())


def test_a_scan_whose_upload_expired_before_its_photo_was_kept_is_a_scan(bedrock):
    phone = someone()
    bedrock.answers_with(said(GOOD))
    ask = analysis(phone, "upload", keepPhoto="true")
    with bucket_faults(faults.none, faults.overloaded, faults.overloaded):
        assert ask().status_code == 503
    [key] = names_held(phone)
    objects.delete(key=key.replace("/", f"/{phone.user_id}/"))
    answer = ask()
    assert (answer.status_code, answer.json()["hasPhoto"]) == (201, False)
    assert left(phone)[1] == []
