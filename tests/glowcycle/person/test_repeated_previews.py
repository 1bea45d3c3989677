"""A phone repeats a request whose answer was lost: it gets the preview that was made, once."""

import pytest
from django.conf import settings

from glowcycle.aws import clients
from tests.support.brought_files import DAYLIO, DRIP, finished
from tests.support.faults import failing, lost, store_faults
from tests.support.photo_bucket import bucket_names, named
from tests.support.problems import assert_problem

LIST = "/me/imports"
KEY = {"Idempotency_Key": "the-first-file"}


def sent(phone, content=DRIP, *, key="the-first-file", **fields):
    """Send the file in a form with that Idempotency-Key; return the answer."""
    with phone.saying(Idempotency_Key=key):
        return phone.upload(f"{LIST}?today=2026-03-05", file=named(content, "a.csv"), **fields)


def uploaded(phone, content=DRIP):
    """Upload the file by a form of the service; return the body that names it."""
    offer = phone.post(f"{LIST}/uploads", {"size": len(content)}).json()
    key = offer["fields"]["key"]
    clients.s3().put_object(Bucket=settings.S3_BUCKET_NAME, Key=key, Body=content)
    return {"uploadId": offer["uploadId"]}


def listed(phone):
    return [each["importId"] for each in phone.get(LIST).json()["imports"]]


@pytest.mark.calm  # a lost answer counts twice
def test_the_same_file_with_the_same_key_is_one_preview(alice, settings):
    settings.DAILY_LIMITS = {**settings.DAILY_LIMITS, "imports": 1}
    first = sent(alice)
    again = sent(alice)
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["Location"] == first.headers["Location"]
    assert listed(alice) == [first.json()["importId"]]


def test_without_a_key_or_with_another_one_a_file_is_another_preview(alice):
    ids = {
        sent(alice).json()["importId"],
        sent(alice, key="another").json()["importId"],
        *(alice.upload(LIST, file=named(DRIP, "a.csv")).json()["importId"] for _ in range(2)),
    }
    assert set(listed(alice)) == ids
    assert len(ids) == 4


def test_a_key_of_another_request_is_409(alice, stranger):
    body = uploaded(alice)
    sent(alice)
    assert_problem(sent(alice, DAYLIO), 409, "key_reused")
    assert_problem(sent(alice, format="drip"), 409, "key_reused")
    assert_problem(alice.post(LIST, body, **KEY), 409, "key_reused")
    assert len(listed(alice)) == 1
    assert alice.post(LIST, body).status_code == 201  # the upload was not deleted
    assert sent(stranger, DAYLIO).status_code == 201


def test_a_malformed_key_is_refused(alice):
    answer = sent(alice, key="two words")
    assert answer.status_code == 400
    assert answer.json()["errors"].keys() == {"Idempotency-Key"}


def test_an_upload_that_was_read_already_answers_its_preview(alice):
    body = uploaded(alice)
    first = alice.post(LIST, body)
    assert bucket_names(alice) == []
    for again in (alice.post(LIST, body), alice.post(LIST, body, **KEY)):
        assert (again.status_code, again.json()) == (201, first.json())
    assert listed(alice) == [first.json()["importId"]]


@pytest.mark.calm
@pytest.mark.parametrize("fault", [lost, failing])
def test_an_upload_whose_deletion_failed_is_read_once(alice, fault):
    body = uploaded(alice)
    s3 = clients.s3()
    with store_faults(*[fault] * 9, operation="DeleteObject", client=s3):
        assert_problem(alice.post(LIST, body), 503, "unavailable")
    again = alice.post(LIST, body)
    assert (again.status_code, bucket_names(alice)) == (201, [])
    assert listed(alice) == [again.json()["importId"]]


def test_a_repetition_answers_the_import_as_it_is_by_now(alice):
    made = sent(alice).headers["Location"]
    finished(alice, "POST", made, {})
    assert sent(alice).json()["status"] == "applied"
    finished(alice, "DELETE", made)
    assert sent(alice).json()["status"] == "undone"


def test_a_refused_or_forgotten_file_leaves_its_key_free(alice):
    assert sent(alice, b"%PDF-1.7").status_code == 422
    address = sent(alice).headers["Location"]
    alice.delete(address)
    assert sent(alice, DAYLIO).status_code == 201
    body = uploaded(alice)
    alice.delete(alice.post(LIST, body).headers["Location"])
    assert_problem(alice.post(LIST, body), 404, "not_found")
