"""A photo taken offline: the phone names the scan and its time, and sends the photo later.

What she did to the scan meanwhile follows the photo as operations of sync.
"""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from glowcycle.sandbox.identity import issue_token
from tests.support.photo_bucket import WAYS, bucket_content, history, request
from tests.support.sync_operations import operation, send, statuses

TAKEN = "2026-02-27T21:30:00.123+01:00"
every_way = pytest.mark.parametrize("way", WAYS)


@every_way
def test_the_scan_has_the_id_and_the_time_that_the_phone_chose(alice, face, way):
    scan_id = str(uuid4())
    sent = request(alice, face, way, scanId=scan_id.upper(), date=TAKEN, keepPhoto="true")
    first, again = sent(), sent()
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert (first.json()["scanId"], first.json()["date"]) == (scan_id, TAKEN)
    [change] = alice.get("/sync").json()["changes"]
    assert (change["id"], change["record"]["date"]) == (scan_id, TAKEN)
    assert [scan["scanId"] for scan in history(alice)] == [scan_id]


def test_a_repetition_days_later_is_the_same_scan(alice, face):
    scan_id = str(uuid4())
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        first = request(alice, face, "form", scanId=scan_id, date=TAKEN)()
        clock.shift(timedelta(days=3))
        alice = type(alice)(
            alice.user_id, issue_token(user_id=alice.user_id, lifetime=timedelta(hours=1))
        )
        again = request(alice, face, "form", scanId=scan_id, date=TAKEN)()
    assert again.status_code == 201
    assert again.json() == first.json()


@every_way
def test_what_she_did_meanwhile_waits_for_the_photo(alice, face, way):
    """An operation that is sent too early is a conflict with no record, and is sent again."""
    scan_id = str(uuid4())
    change = operation("skin", "change", scan_id, {"date": "2026-02-26"})
    [early] = send(alice, change)
    assert (early["status"], early["change"]) == ("conflict", None)
    assert early["problem"]["code"] == "not_found"
    assert request(alice, face, way, scanId=scan_id, date=TAKEN)().status_code == 201
    assert statuses(send(alice, change, change)) == ["applied", "duplicate"]
    scan = alice.get(f"/skin/{scan_id}").json()
    assert (scan["date"], scan["provenance"]["source"]) == ("2026-02-26", "local")


@every_way
def test_a_delete_that_is_sent_before_the_photo_deletes_nothing(alice, face, way):
    """So the phone sends the photo first, or drops both."""
    scan_id = str(uuid4())
    sent = request(alice, face, way, scanId=scan_id, date=TAKEN, keepPhoto="true")
    deletion = operation("skin", "delete", scan_id)
    [early] = send(alice, deletion)
    assert (early["status"], early["change"]) == ("duplicate", None)
    assert sent().status_code == 201
    assert statuses(send(alice, deletion)) == ["applied"]
    assert bucket_content(alice) == {}
    late = sent()
    assert (late.status_code, late.json()["code"]) in ((409, "id_taken"), (404, "not_found"))
    assert alice.get(f"/skin/{scan_id}").status_code == 404


@every_way
def test_a_scan_that_sync_created_under_the_id_stays(alice, face, way):
    scan_id = str(uuid4())
    scores = {"radiance": 1, "moisture": None, "texture": 3, "pores": 4, "darkCircles": 5}
    send(alice, operation("skin", "create", scan_id, {"date": TAKEN, "metrics": scores}))
    answer = request(alice, face, way, scanId=scan_id, date=TAKEN)()
    assert (answer.status_code, answer.json()["code"]) == (409, "id_taken")
    assert alice.get(f"/skin/{scan_id}").json()["metrics"] == scores
