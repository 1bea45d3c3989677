"""Bucket or store away at any one call: 503, and the same request again brings about the same end.

What each request leaves behind is compared with what it leaves when all goes well.
"""

import re
from functools import partial
from itertools import cycle

import pytest

from glowcycle.aws import photos
from tests import faults
from tests.bedrock_server import error
from tests.conftest import someone
from tests.faults import store_faults
from tests.photos_stage import bucket_faults, history, measure, names_held, picture, request, send
from tests.skin.test_bedrock_analyzer import GOOD, RUINED, said

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
STORE = [faults.throttled, faults.failing, faults.unreachable]


def analysis(phone, way, **wishes):
    return request(phone, picture(), way, date="2026-03-01", **wishes)


def waiting(phone, bedrock):
    """Return the request for a photo that waits since the model failed."""
    bedrock.answers_with(error("ThrottlingException"))
    photo_id = send(phone, picture(), date="2026-03-01", keepPhoto="true").json()["photoId"]
    return partial(measure, phone, photo_id, date="2026-03-01", keepPhoto=True)


def deletion(phone, bedrock):
    """Return the request to delete a scan with its photo."""
    bedrock.answers_with(said(GOOD))
    address = analysis(phone, "upload", keepPhoto="true")().headers["Location"]
    return partial(phone.delete, address)


def reading(phone, bedrock):
    bedrock.answers_with(said(GOOD))
    address = analysis(phone, "form", keepPhoto="true")().headers["Location"]
    return partial(phone.get, f"{address}/photo")


REQUESTS = {
    "form": lambda phone, _: analysis(phone, "form"),
    "form, kept": lambda phone, _: analysis(phone, "form", keepPhoto="true"),
    "upload": lambda phone, _: analysis(phone, "upload"),
    "upload, kept": lambda phone, _: analysis(phone, "upload", keepPhoto="true"),
    "waiting": waiting,
    "deletion": deletion,
    "reading": reading,
}
"""By name: what prepares a person, and returns the request that is to meet the outage."""


def left(phone):
    """Return the scans and what the bucket holds, without what differs from person to person."""
    scans = [
        (scan["metrics"], scan["provenance"]["source"], scan["hasPhoto"]) for scan in history(phone)
    ]
    return scans, [key.split("/")[0] for key in names_held(phone)]


def expected(prepare, bedrock, model_says):
    """Return what the request answers and leaves when all goes well, and its calls by service."""
    phone = someone()
    ask = prepare(phone, bedrock)
    bedrock.answers_with(model_says)
    with store_faults() as stored, bucket_faults() as bucketed:
        status = ask().status_code
    return status, left(phone), stored, bucketed


def survive(prepare, bedrock, model_says, meet, plan):
    """Meet the plan; return the answer, what it left, the answer to the repetition, and the end."""
    phone = someone()
    ask = prepare(phone, bedrock)
    bedrock.answers_with(model_says)
    with meet(*plan):
        answer = ask()
    after = left(phone)
    return answer, after, ask(), left(phone)


def outages(calls, kinds):
    """Yield plans in each of which one of the calls goes wrong for good, done or not."""
    for index, fault in zip(range(len(calls)), cycle(kinds)):
        for wrong in (fault, faults.lost):
            yield (*[faults.none] * index, wrong, wrong)


@pytest.mark.parametrize("service", ["bucket", "store"])
@pytest.mark.parametrize("name", REQUESTS)
def test_an_outage_at_any_call_is_503_and_overcome_by_the_same_request(bedrock, name, service):
    prepare, good = REQUESTS[name], said(GOOD)
    status, end, stored, bucketed = expected(prepare, bedrock, good)
    assert status in (200, 201, 204)
    meet, calls, kinds = (
        (bucket_faults, bucketed, BUCKET) if service == "bucket" else (store_faults, stored, STORE)
    )
    met = 0
    for plan in outages(calls, kinds):
        answer, after, again, last = survive(prepare, bedrock, good, meet, plan)
        if answer.status_code != status:
            assert (answer.status_code, answer.json()["code"]) == (503, "unavailable"), plan
            assert 1 <= int(answer.headers["Retry-After"]) <= 5
            met += 1
        else:
            assert after == end, plan
        assert "kept" not in after[1] or after[0], "a kept photo without a scan"
        assert (again.status_code, last) == (status, end), plan
    assert met or not calls


@pytest.mark.parametrize("way", ["form", "upload"])
def test_without_the_bucket_a_poor_photo_is_gone_after_the_repetition(bedrock, way):
    prepare = REQUESTS[way]
    status, end, _, bucketed = expected(prepare, bedrock, RUINED)
    assert (status, end) == (422, UNTOUCHED)
    for plan in outages(bucketed, BUCKET):
        answer, after, again, last = survive(prepare, bedrock, RUINED, bucket_faults, plan)
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
    photos.delete(key=key.replace("/", f"/{phone.person_id}/"))
    answer = ask()
    assert (answer.status_code, answer.json()["hasPhoto"]) == (201, False)
    assert left(phone)[1] == []
