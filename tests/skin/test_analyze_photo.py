"""POST /skin/analyze: a photo in a form or uploaded before becomes one scan, also when repeated."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from uuid import uuid4

import pytest
from django.utils import timezone
from PIL import Image

from tests.support.faults import store_faults
from tests.support.photo_bucket import (
    WAYS,
    bucket_content,
    bucket_faults,
    history,
    measure,
    request,
    send,
    upload,
)

MEASURED = {"darkCircles"}  # its eyes are 43 pixels apart: too few for the other measures
every_way = pytest.mark.parametrize("way", WAYS)


@pytest.fixture
def no_analyzer(monkeypatch):
    """Return a function; after its call a measurement fails the test."""
    return lambda: monkeypatch.setattr(
        "skin.analyzer.measure", lambda **_: pytest.fail("measured again")
    )


@every_way
def test_a_face_becomes_a_scan_in_the_history(alice, face, way):
    answer = request(alice, face, way)()
    assert answer.status_code == 201, answer.content
    scan = answer.json()
    assert {name for name, score in scan["metrics"].items() if score is not None} == MEASURED
    assert all(0 < scan["metrics"][name] < 100 for name in MEASURED)
    assert scan["hasPhoto"] is False
    assert answer.headers["Location"] == f"/skin/{scan['scanId']}"
    assert alice.get(answer.headers["Location"]).json() == scan
    assert history(alice) == [scan]
    assert bucket_content(alice) == {}


def test_the_scan_has_its_provenance(alice, face):
    scan = send(alice, face).json()
    provenance = scan["provenance"]
    assert set(provenance) == {
        *("source", "modelId", "promptVersion", "quality"),
        *("confidence", "observations", "measuredAt", "missing"),
    }
    assert (provenance["source"], provenance["modelId"]) == ("local", "classical-2")
    assert (provenance["promptVersion"], provenance["quality"]) == (None, [])
    assert provenance["measuredAt"].endswith("Z")
    assert provenance["measuredAt"] <= scan["createdAt"]
    sure = {name for name, share in provenance["confidence"].items() if share is not None}
    assert sure == MEASURED
    assert {name for name, reason in provenance["missing"].items() if reason is None} == MEASURED
    assert all(provenance["observations"])


def test_both_ways_give_the_same_scores(alice, face):
    first, second = (request(alice, face, way)().json() for way in WAYS)
    assert first["scanId"] != second["scanId"]
    assert first["metrics"] == second["metrics"]


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_other_image_formats_are_measured(alice, face, form):
    file = BytesIO()
    Image.open(BytesIO(face)).save(file, form)
    assert send(alice, file.getvalue()).status_code == 201


@every_way
def test_she_may_choose_date_and_id(alice, face, way):
    scan_id, date = str(uuid4()), "2026-03-01T21:30:00+01:00"
    scan = request(alice, face, way, scanId=scan_id.upper(), date=date)().json()
    assert (scan["scanId"], scan["date"]) == (scan_id, date)


def test_without_a_date_it_is_today(alice, face):
    assert send(alice, face).json()["date"] == timezone.now().date().isoformat()


@pytest.mark.parametrize("fields", [{}, {"scanId": str(uuid4())}, {"keepPhoto": "true"}])
@every_way
def test_a_repeated_request_gives_the_same_scan(alice, face, way, fields, no_analyzer):
    send_request = request(alice, face, way, date="2026-03-01", **fields)
    first, before = send_request(), bucket_content(alice)
    no_analyzer()
    for _ in range(2):
        again = send_request()
        assert (again.status_code, again.json()) == (201, first.json())
        assert again.headers["ETag"] == first.headers["ETag"]
    assert (history(alice), bucket_content(alice)) == ([first.json()], before)


@pytest.mark.parametrize("way", WAYS)
def test_concurrent_copies_of_a_request_give_one_scan(alice, face, way):
    send_request = request(alice, face, way, keepPhoto="true", date="2026-03-01")
    with ThreadPoolExecutor(6) as phones:
        answers = [copy.result() for copy in [phones.submit(send_request) for _ in range(6)]]
    [scan] = history(alice)
    assert [(answer.status_code, answer.json()["scanId"]) for answer in answers] == [
        (201, scan["scanId"])
    ] * 6
    assert scan["hasPhoto"] is True
    assert list(bucket_content(alice)) == [f"kept/{scan['scanId']}"]


def test_a_copy_that_ends_first_gives_the_same_answer(alice, face):
    send_request, ended = request(alice, face, "upload", keepPhoto="true"), []

    def ends_meanwhile(deliver):
        ended.append(send_request().json())
        return deliver()

    with bucket_faults(ends_meanwhile):
        answer = send_request()
    assert (answer.status_code, [answer.json()]) == (201, ended)


def test_a_repeated_request_answers_the_changed_scan(alice, face, no_analyzer):
    send_request = request(alice, face, "form", scanId=str(uuid4()))
    address = send_request().headers["Location"]
    changed = alice.patch(address, {"date": "2026-03-09"}).json()
    no_analyzer()
    assert send_request().json() == changed


@pytest.mark.parametrize(
    "other", [{"date": "2026-03-02"}, {"keepPhoto": "true"}, {"photo": b"another"}]
)
@every_way
def test_another_request_with_the_same_id_is_409_and_not_measured(
    alice, face, way, other, no_analyzer
):
    fields = {"scanId": str(uuid4()), "date": "2026-03-01"}
    first = request(alice, face, way, **fields)().json()
    no_analyzer()
    photo, changed = (face, other) if "photo" not in other else (other["photo"], {})
    answer = request(alice, photo, way, **fields | changed)()
    assert (answer.status_code, answer.json()["code"]) == (409, "id_taken")
    assert history(alice) == [first]
    assert [key.split("/")[0] for key in bucket_content(alice)] == ["uploads"] * (way == "upload")


def test_the_id_of_a_manual_scan_is_409(alice, face):
    scan = alice.post("/skin", {"date": "2026-03-01", "metrics": {"pores": 5}}).json()
    assert send(alice, face, scanId=scan["scanId"]).status_code == 409
    assert history(alice) == [scan]


def test_a_photo_can_be_measured_again_after_its_scan_was_deleted(alice, face):
    send_request, ids = request(alice, face, "form"), set()
    for _ in range(3):
        scan = send_request().json()
        assert send_request().json() == scan
        assert history(alice) == [scan]
        alice.delete(f"/skin/{scan['scanId']}")
        ids.add(scan["scanId"])
    assert len(ids) == 3


def test_the_search_for_a_free_id_ends(alice, face, monkeypatch):
    monkeypatch.setattr("skin.analysis_request.MAX_DELETED_SCANS", 2)
    for _ in range(3):
        alice.delete(send(alice, face).headers["Location"])
    with store_faults(operation="GetItem") as calls:
        answer = send(alice, face)
    assert (answer.status_code, answer.json()["code"]) == (409, "id_taken")
    assert calls.count("GetItem") <= 3 + 2  # and her keys and her erasure
    assert send(alice, face, scanId=str(uuid4())).status_code == 201


def test_an_id_of_a_deleted_scan_stays_taken(alice, face):
    scan_id = str(uuid4())
    alice.delete(send(alice, face, scanId=scan_id).headers["Location"])
    assert send(alice, face, scanId=scan_id).status_code == 409


def test_a_photo_is_measured_under_one_id_only(alice, face):
    photo_id = upload(alice, face)
    scan = measure(alice, photo_id).json()
    assert scan["scanId"] == photo_id
    for fields in ({"scanId": str(uuid4())}, {"date": "2026-03-01"}):
        assert measure(alice, photo_id, **fields).status_code == 404
    assert history(alice) == [scan]


def test_a_photo_of_another_person_answers_like_a_missing_one(alice, stranger, face):
    photo_id = upload(alice, face)
    answer, missing = (measure(stranger, name) for name in (photo_id, str(uuid4())))
    assert answer.status_code == 404
    assert without_id(answer) == without_id(missing)
    assert list(bucket_content(alice)) == [f"uploads/{photo_id}"]
    assert measure(alice, photo_id).status_code == 201


def without_id(answer):
    problem = answer.json()
    del problem["requestId"]
    return problem


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, "photo"),
        ({"photoId": "../x"}, "photoId"),
        ({"photoId": None}, "photoId"),
        ({"photoId": str(uuid4()), "photo": "x"}, "photo"),
        ({"photoId": str(uuid4()), "keepPhoto": "true"}, "keepPhoto"),
        ({"photoId": str(uuid4()), "keepPhoto": 1}, "keepPhoto"),
        ({"photoId": str(uuid4()), "image_url": "http://169.254.169.254/"}, "image_url"),
        ({"photoId": str(uuid4()), "metrics": {"pores": 100}}, "metrics"),
        ({"photoId": str(uuid4()), "date": "2026-02-29"}, "date"),
    ],
)
def test_a_body_without_exactly_one_photo_is_400(alice, body, named):
    answer = alice.post("/skin/analyze", body)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [named])


@pytest.mark.parametrize("keep", ["True", "1", "yes", ""])
def test_keep_photo_in_a_form_is_true_or_false(alice, face, keep):
    answer = send(alice, face, keepPhoto=keep)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["keepPhoto"])
