"""The addresses of imports: preview, apply and undo, each as often as a phone repeats it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.utils import timezone

from glowcycle.aws import clients, request_context
from glowcycle.person.imports import import_job, walk
from tests.support.brought_files import (
    DAYLIO,
    DRIP,
    DRIP_DAYS,
    brought,
    finished,
    preview,
    previewed,
)
from tests.support.problems import assert_problem

LIST = "/me/imports"


def days(phone):
    """Return the days of her period log, newest first."""
    return tuple(day["date"] for day in phone.get("/period/user/me").json()["results"])


def upload(phone, content=DRIP):
    """Upload the file with the form that the service offers; return its id."""
    offer = phone.post(f"{LIST}/uploads", {"size": len(content)}).json()
    key = offer["fields"]["key"]
    clients.s3().put_object(Bucket=settings.S3_BUCKET_NAME, Key=key, Body=content)
    return offer["uploadId"]


def test_a_preview_tells_what_would_change_and_changes_nothing(alice):
    answer = preview(alice)
    assert answer.status_code == 201
    told = answer.json()
    assert answer.headers["Location"] == f"{LIST}/{told['importId']}"
    assert (told["status"], told["format"], told["app"]) == ("previewed", "drip", "drip")
    assert (told["from"], told["to"]) == (DRIP_DAYS[-1], DRIP_DAYS[0])
    assert told["counts"] == {"period": {"new": 4, "same": 0, "conflicting": 0, "skipped": 0}}
    assert (told["cycles"]["count"], told["cycles"]["lastStart"]) == (2, "2026-03-02")
    assert (told["result"], told["undone"], told["fillDays"]) == (None, None, None)
    assert alice.get(answer.headers["Location"]).json() == told
    assert days(alice) == ()


def test_the_day_of_the_phone_decides_on_its_forecast(alice):
    assert preview(alice).json()["forecast"]["date"] > "2026-03-20"
    told = preview(alice, today="2026-02-10").json()
    assert told["forecast"]["date"] < "2026-03-20"


def test_what_was_previewed_is_stored_with_its_origin_and_never_twice(alice):
    address = previewed(alice)
    first = finished(alice, "POST", address, {})
    whole = first.json()
    assert (first.status_code, whole["status"]) == (200, "applied")
    assert whole["result"]["made"] == {"period": 4}
    assert finished(alice, "POST", address, {}).json() == whole
    assert days(alice) == DRIP_DAYS
    origin = {"app": "drip", "importId": whole["importId"]}
    assert alice.get(f"/period/{DRIP_DAYS[0]}").json()["origin"] == origin


def test_the_same_file_again_adds_nothing(alice):
    brought(alice)
    told = preview(alice).json()
    assert told["counts"]["period"] == {"new": 0, "same": 4, "conflicting": 0, "skipped": 0}
    assert brought(alice)
    assert days(alice) == DRIP_DAYS


def test_her_own_day_stays_and_is_filled_only_if_she_says_so(alice):
    alice.post("/period", {"date": DRIP_DAYS[0], "flow": "light"})
    address = previewed(alice)
    assert finished(alice, "POST", address, {"fillDays": True}).json()["result"]["filled"] == 1
    day = alice.get(f"/period/{DRIP_DAYS[0]}").json()
    assert (day["flow"], day["note"], day["origin"]) == ("light", "slept badly", None)
    assert finished(alice, "DELETE", address).json()["undone"]["emptied"] == 1
    assert alice.get(f"/period/{DRIP_DAYS[0]}").json()["note"] is None
    assert days(alice) == DRIP_DAYS[:1]


def test_other_choices_than_the_first_are_409_and_none_go_on(alice):
    address = brought(alice, DAYLIO, answers={"mood:Foggy": "soso"})
    for other in ({"fillDays": True}, {"answers": {}}, {"answers": {"mood:Foggy": "keep"}}):
        assert_problem(alice.post(address, other), 409, "import_begun")
    for same in ({}, {"fillDays": False}, {"answers": {"mood:Foggy": "soso"}}, {"answers": None}):
        assert alice.post(address, same).status_code == 200


def test_an_undo_removes_all_but_what_she_has_changed_since(alice):
    address = brought(alice)
    alice.patch(f"/period/{DRIP_DAYS[1]}", {"flow": "heavy"})
    answer = finished(alice, "DELETE", address)
    told = answer.json()["undone"]
    assert (answer.status_code, told["removed"], told["keptCount"]) == (200, {"period": 3}, 1)
    assert told["kept"] == [{"kind": "period", "key": DRIP_DAYS[1]}]
    assert days(alice) == DRIP_DAYS[1:2]
    assert finished(alice, "DELETE", address).json() == answer.json()
    assert_problem(alice.post(address, {}), 409, "import_undone")
    assert preview(alice).json()["counts"]["period"]["new"] == 3


def test_a_preview_is_forgotten_and_then_was_never_there(alice):
    address = previewed(alice)
    assert alice.delete(address).status_code == 204
    for answer in (alice.delete(address), alice.get(address), alice.post(address, {})):
        assert_problem(answer, 404, "not_found")
    assert alice.get(LIST).json() == {"imports": []}


def test_a_preview_that_has_expired_is_410_and_in_no_list(alice):
    address = previewed(alice)
    with request_context.act_for_user(alice.user_id):
        job = import_job.find(user_id=alice.user_id, import_id=address.rpartition("/")[2])
        job.expires_at = timezone.now() - timedelta(seconds=1)
        job.save()
    for method, body in (("GET", None), ("POST", {})):
        assert_problem(alice.send(method, address, body), 410, "import_expired")
    assert alice.get(LIST).json() == {"imports": []}
    assert days(alice) == ()


def test_the_list_is_newest_first_and_has_every_state(alice):
    undone, applied, waiting = brought(alice), brought(alice, DAYLIO), previewed(alice)
    finished(alice, "DELETE", undone)
    listed = alice.get(LIST).json()["imports"]
    found = [(f"{LIST}/{each['importId']}", each["status"]) for each in listed]
    assert found == [(waiting, "previewed"), (applied, "applied"), (undone, "undone")]


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_a_call_that_may_do_no_more_says_when_to_repeat_it(alice, monkeypatch, method):
    address = previewed(alice) if method == "POST" else brought(alice)
    monkeypatch.setattr(walk, "MAX_SECONDS", 0.0)
    answer = alice.send(method, address, {} if method == "POST" else None)
    assert (answer.status_code, answer.headers["Retry-After"]) == (202, "1")
    assert answer.json()["status"] == ("applying" if method == "POST" else "undoing")
    assert finished(alice, method, address).status_code == 200
    assert days(alice) == (DRIP_DAYS if method == "POST" else ())


def test_an_uploaded_file_is_read_once_by_its_owner(alice, stranger):
    upload_id = upload(alice)
    assert_problem(stranger.post(LIST, {"uploadId": upload_id}), 404, "not_found")
    answer = alice.post(f"{LIST}?today=2026-03-20", {"uploadId": upload_id, "format": "drip"})
    assert (answer.status_code, answer.json()["counts"]["period"]["new"]) == (201, 4)
    assert_problem(alice.post(LIST, {"uploadId": str(uuid4())}), 404, "not_found")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\x00" * 99, DRIP[:70] + b'"' + b"x" * 99])
def test_a_wrong_file_says_what_was_expected_and_keeps_nothing(alice, content):
    for answer in (preview(alice, content), preview(alice, content, format="drip")):
        assert answer.status_code == 422
        problem = answer.json()
        assert problem["code"] in ("wrong_file", "unknown_file")
        assert problem["expected"]
        assert problem["seen"]
    assert alice.get(LIST).json() == {"imports": []}


def test_another_phone_hears_of_an_import_and_its_undo_in_pages(alice):
    cursor = alice.get("/sync").json()["next"]
    address = brought(alice)
    first = alice.get(f"/sync?cursor={cursor}&limit=3").json()
    assert len(first["changes"]) == 3
    second = alice.get(f"/sync?cursor={first['next']}").json()
    told = {change["id"] for change in [*first["changes"], *second["changes"]]}
    assert told == set(DRIP_DAYS)
    assert {change["record"]["origin"]["app"] for change in first["changes"]} == {"drip"}
    finished(alice, "DELETE", address)
    undone = alice.get(f"/sync?cursor={second['next']}").json()["changes"]
    assert {change["id"] for change in undone if change["deleted"]} == set(DRIP_DAYS)


def test_while_she_restricts_her_data_she_can_only_read_and_take_back(alice):
    applied, waiting = brought(alice), previewed(alice, DAYLIO)
    alice.put("/me/restriction", {"restricted": True})
    assert_problem(alice.post(waiting, {}), 403, "restricted")
    assert_problem(alice.post(f"{LIST}/uploads", {"size": 9}), 403, "restricted")
    assert_problem(preview(alice), 403, "restricted")
    assert [alice.get(path).status_code for path in (LIST, applied, waiting)] == [200] * 3
    assert alice.delete(waiting).status_code == 204
    assert finished(alice, "DELETE", applied).json()["undone"]["removed"] == {"period": 4}


def test_nothing_is_read_or_stored_without_the_consent_to_collection(alice, settings):
    applied, waiting = brought(alice), previewed(alice, DAYLIO)
    settings.COLLECTION_CONSENT_REQUIRED = True
    for answer in (preview(alice), alice.post(waiting, {})):
        assert (answer.status_code, answer.json()["code"]) == (403, "consent_required")
    assert alice.delete(waiting).status_code == 204
    assert finished(alice, "DELETE", applied).status_code == 200
