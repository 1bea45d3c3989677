"""A photo in, a stored scan out, by either way in; once, however often it is asked for."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from uuid import uuid4

import pytest
from django.utils import timezone
from PIL import Image

from tests.support.photo_bucket import (
    WAYS,
    bucket_faults,
    held,
    history,
    measure,
    request,
    send,
    upload,
)

MEASURED = {"radiance", "texture", "pores"}
every_way = pytest.mark.parametrize("way", WAYS)


@pytest.fixture
def no_analyzer(monkeypatch):
    """Return a function after whose call a measurement fails the test."""
    return lambda: monkeypatch.setattr(
        "skin.analyzer.measure", lambda **_: pytest.fail("measured again")
    )


@every_way
def test_a_face_becomes_a_scan_that_stands_in_the_history(alice, face, way):
    answer = request(alice, face, way)()
    assert answer.status_code == 201, answer.content
    scan = answer.json()
    assert {name for name, score in scan["metrics"].items() if score is not None} == MEASURED
    assert all(0 < scan["metrics"][name] < 100 for name in MEASURED)
    assert scan["hasPhoto"] is False
    assert answer.headers["Location"] == f"/skin/{scan['scanId']}"
    assert alice.get(answer.headers["Location"]).json() == scan
    assert history(alice) == [scan]
    assert held(alice) == {}


def test_the_scan_says_who_measured_how_and_when(alice, face):
    scan = send(alice, face).json()
    provenance = scan["provenance"]
    assert set(provenance) == {
        *("source", "modelId", "promptVersion", "quality"),
        *("confidence", "observations", "measuredAt"),
    }
    assert (provenance["source"], provenance["modelId"]) == ("local", "classical-1")
    assert (provenance["promptVersion"], provenance["quality"]) == (None, [])
    assert provenance["measuredAt"].endswith("Z")
    assert provenance["measuredAt"] <= scan["createdAt"]
    sure = {name for name, share in provenance["confidence"].items() if share is not None}
    assert sure == MEASURED
    assert all(provenance["observations"])


def test_both_ways_come_to_the_same_scores(alice, face):
    first, second = (request(alice, face, way)().json() for way in WAYS)
    assert first["scanId"] != second["scanId"]
    assert first["metrics"] == second["metrics"]


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_other_formats_are_photos_too(alice, face, form):
    file = BytesIO()
    Image.open(BytesIO(face)).save(file, form)
    assert send(alice, file.getvalue()).status_code == 201


@every_way
def test_date_and_id_are_hers_to_choose(alice, face, way):
    scan_id, date = str(uuid4()), "2026-03-01T21:30:00+01:00"
    scan = request(alice, face, way, scanId=scan_id.upper(), date=date)().json()
    assert (scan["scanId"], scan["date"]) == (scan_id, date)


def test_without_a_date_it_is_today(alice, face):
    assert send(alice, face).json()["date"] == timezone.now().date().isoformat()


@pytest.mark.parametrize("wishes", [{}, {"scanId": str(uuid4())}, {"keepPhoto": "true"}])
@every_way
def test_the_same_request_again_is_the_same_scan(alice, face, way, wishes, no_analyzer):
    ask = request(alice, face, way, date="2026-03-01", **wishes)
    first, there = ask(), held(alice)
    no_analyzer()
    for _ in range(2):
        again = ask()
        assert (again.status_code, again.json()) == (201, first.json())
        assert again.headers["ETag"] == first.headers["ETag"]
    assert (history(alice), held(alice)) == ([first.json()], there)


@pytest.mark.parametrize("way", WAYS)
def test_the_same_request_many_times_at_once_is_one_scan(alice, face, way):
    ask = request(alice, face, way, keepPhoto="true", date="2026-03-01")
    with ThreadPoolExecutor(6) as phones:
        answers = [each.result() for each in [phones.submit(ask) for _ in range(6)]]
    [scan] = history(alice)
    assert [(answer.status_code, answer.json()["scanId"]) for answer in answers] == [
        (201, scan["scanId"])
    ] * 6
    assert scan["hasPhoto"] is True
    assert list(held(alice)) == [f"kept/{scan['scanId']}"]


def test_a_request_that_ended_elsewhere_while_it_began_is_answered_alike(alice, face):
    ask, ended = request(alice, face, "upload", keepPhoto="true"), []

    def ends_meanwhile(deliver):
        ended.append(ask().json())
        return deliver()

    with bucket_faults(ends_meanwhile):
        answer = ask()
    assert (answer.status_code, [answer.json()]) == (201, ended)


def test_the_same_request_again_finds_the_scan_as_she_has_changed_it(alice, face, no_analyzer):
    ask = request(alice, face, "form", scanId=str(uuid4()))
    address = ask().headers["Location"]
    changed = alice.patch(address, {"date": "2026-03-09"}).json()
    no_analyzer()
    assert ask().json() == changed


@pytest.mark.parametrize(
    "other", [{"date": "2026-03-02"}, {"keepPhoto": "true"}, {"photo": b"another"}]
)
@every_way
def test_anything_else_under_the_same_id_is_409_and_is_not_measured(
    alice, face, way, other, no_analyzer
):
    wishes = {"scanId": str(uuid4()), "date": "2026-03-01"}
    first = request(alice, face, way, **wishes)().json()
    no_analyzer()
    photo, changed = (face, other) if "photo" not in other else (other["photo"], {})
    answer = request(alice, photo, way, **wishes | changed)()
    assert (answer.status_code, answer.json()["code"]) == (409, "id_taken")
    assert history(alice) == [first]
    assert [key.split("/")[0] for key in held(alice)] == ["pending"] * (way == "upload")


def test_an_id_that_a_stated_scan_holds_is_409(alice, face):
    scan = alice.post("/skin", {"date": "2026-03-01", "metrics": {"pores": 5}}).json()
    assert send(alice, face, scanId=scan["scanId"]).status_code == 409
    assert history(alice) == [scan]


def test_a_photo_whose_scan_she_deleted_can_be_measured_anew(alice, face):
    ask, ids = request(alice, face, "form"), set()
    for _ in range(3):
        scan = ask().json()
        assert ask().json() == scan
        assert history(alice) == [scan]
        alice.delete(f"/skin/{scan['scanId']}")
        ids.add(scan["scanId"])
    assert len(ids) == 3


def test_an_id_of_a_deleted_scan_stays_taken(alice, face):
    scan_id = str(uuid4())
    alice.delete(send(alice, face, scanId=scan_id).headers["Location"])
    assert send(alice, face, scanId=scan_id).status_code == 409


def test_a_photo_is_measured_under_one_id_alone(alice, face):
    photo_id = upload(alice, face)
    scan = measure(alice, photo_id).json()
    assert scan["scanId"] == photo_id
    for wishes in ({"scanId": str(uuid4())}, {"date": "2026-03-01"}):
        assert measure(alice, photo_id, **wishes).status_code == 404
    assert history(alice) == [scan]


def test_a_photo_of_somebody_else_is_as_if_it_were_not_there(alice, stranger, face):
    photo_id = upload(alice, face)
    answer, missing = (measure(stranger, each) for each in (photo_id, str(uuid4())))
    assert answer.status_code == 404
    assert without_id(answer) == without_id(missing)
    assert list(held(alice)) == [f"pending/{photo_id}"]
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
        ({"photoId": str(uuid4()), "keepPhoto": None}, "keepPhoto"),
        ({"photoId": str(uuid4()), "image_url": "http://169.254.169.254/"}, "image_url"),
        ({"photoId": str(uuid4()), "metrics": {"pores": 100}}, "metrics"),
        ({"photoId": str(uuid4()), "date": "2026-02-29"}, "date"),
    ],
)
def test_a_body_that_names_no_photo_or_more_is_400(alice, body, named):
    answer = alice.post("/skin/analyze", body)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [named])


@pytest.mark.parametrize("keep", ["True", "1", "yes", ""])
def test_a_form_keeps_by_true_and_false_alone(alice, face, keep):
    answer = send(alice, face, keepPhoto=keep)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["keepPhoto"])
