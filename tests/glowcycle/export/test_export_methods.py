"""/me/export: a HEAD only looks, a GET and a POST begin an export and continue it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from glowcycle.aws import clients
from glowcycle.person.export import export_job
from tests.support.export_zips import answered_records, exported_records, unpack, zip_from
from tests.support.faults import store_faults
from tests.support.problems import assert_problem
from tests.support.stored_life import items, objects

WRITES = {"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem"}


def look(phone):
    """Send a HEAD, and assert that it changes nothing."""
    before = [*items(phone.user_id)], [*objects(phone.user_id)]
    with store_faults() as calls, store_faults(client=clients.s3()) as bucket_calls:
        answer = phone.send("HEAD", "/me/export")
    assert not WRITES & {*calls}
    assert bucket_calls == []
    assert ([*items(phone.user_id)], [*objects(phone.user_id)]) == before
    assert answer.content == b""
    return answer


@pytest.mark.calm  # a lost answer may count twice
def test_a_head_never_begins_an_export(full_alice, settings):
    settings.DAILY_LIMITS = {**settings.DAILY_LIMITS, "exports": 1}
    for _ in range(3):
        assert look(full_alice).status_code == 204
    assert export_job.find(user_id=full_alice.user_id) is None
    assert full_alice.get("/me/export").status_code == 200  # the one export of the day is left


@pytest.mark.usefixtures("small_parts")
def test_a_head_tells_how_far_the_export_is(full_alice):
    while (answer := full_alice.get("/me/export")).status_code == 202:
        seen = look(full_alice)
        assert (seen.status_code, seen.headers["Retry-After"]) == (202, "1")
    assert answer.status_code == look(full_alice).status_code == 200
    with time_machine.travel(timezone.now() + export_job.LINK_LIFE + timedelta(seconds=1)):
        assert look(full_alice).status_code == 204


def test_a_post_exports_as_a_get_does(full_alice):
    answer = full_alice.send("POST", "/me/export")
    assert answer.headers["Content-Type"] == "application/zip"
    assert exported_records(unpack(answer.content)) == answered_records(full_alice)


@pytest.mark.usefixtures("small_parts")
def test_a_post_begins_and_continues_a_large_export(full_alice):
    statuses = []
    while (answer := full_alice.send("POST", "/me/export")).status_code == 202:
        statuses.append(full_alice.get("/me/export").status_code)
    assert statuses
    assert exported_records(unpack(zip_from(answer))) == answered_records(full_alice)


@pytest.mark.calm  # a lost answer may count twice
def test_each_post_counts_like_a_get(full_alice, settings):
    settings.DAILY_LIMITS = {**settings.DAILY_LIMITS, "exports": 2}
    assert full_alice.send("POST", "/me/export").status_code == 200
    assert full_alice.get("/me/export").status_code == 200
    assert_problem(full_alice.send("POST", "/me/export"), 429)


def test_a_post_exports_the_callers_own_data(full_alice, stranger):
    answer = stranger.post("/me/export", {"userId": full_alice.user_id})
    assert exported_records(unpack(answer.content)) == answered_records(stranger)
