"""Manual scans, without a photo."""

from uuid import uuid4

METRICS = {"radiance": 70, "moisture": None, "texture": 80, "pores": 0, "darkCircles": 100}
SCAN = {"date": "2026-03-01", "metrics": METRICS}
MANUAL = {
    "source": "manual",
    "modelId": None,
    "promptVersion": None,
    "quality": [],
    "confidence": None,
    "observations": [],
    "measuredAt": None,
    "missing": None,
}


def test_create_answers_the_whole_scan_with_its_provenance(alice):
    answer = alice.post("/skin", SCAN)
    assert answer.status_code == 201
    body = answer.json()
    assert (body["date"], body["metrics"]) == ("2026-03-01", METRICS)
    assert body["provenance"] == MANUAL
    assert answer.headers["Location"] == f"/skin/{body['scanId']}"
    assert alice.get(answer.headers["Location"]).json() == body


def test_a_metric_that_is_left_out_is_null(alice):
    body = alice.post("/skin", {"date": "2026-03-01", "metrics": {"pores": 5}}).json()
    assert body["metrics"] == dict.fromkeys(METRICS, None) | {"pores": 5}


def test_posting_a_scan_again_gives_the_same_answer_or_409_for_other_scores(alice):
    body = {**SCAN, "scanId": str(uuid4())}
    first = alice.post("/skin", body)
    assert alice.post("/skin", body).json() == first.json()
    other = {**body, "metrics": {**METRICS, "pores": 1}}
    assert alice.post("/skin", other).status_code == 409


def test_a_patch_of_scores_must_have_all_five(alice):
    address = alice.post("/skin", SCAN).headers["Location"]
    answer = alice.patch(address, {"metrics": {"pores": 5}})
    assert answer.status_code == 400
    assert "metrics.radiance" in answer.json()["errors"]
    assert (
        alice.patch(address, {"metrics": {**METRICS, "pores": 5}}).json()["metrics"]["pores"] == 5
    )
    assert alice.patch(address, {"date": "2026-03-02"}).json()["metrics"]["pores"] == 5


def test_put_replaces_a_scan_and_delete_deletes_it(alice):
    address = alice.post("/skin", SCAN).headers["Location"]
    replaced = alice.put(address, {"date": "2026-03-02", "metrics": {"pores": 1}})
    assert (replaced.status_code, replaced.json()["metrics"]["radiance"]) == (200, None)
    assert [alice.delete(address).status_code for _ in range(2)] == [204, 204]
    assert alice.get(address).status_code == 404


def test_scans_are_listed_newest_first(alice):
    for day in ("2026-03-02", "2026-03-03", "2026-03-01"):
        alice.post("/skin", {**SCAN, "date": day})
    page = alice.get(f"/skin/user/{alice.user_id}?limit=2").json()
    assert [scan["date"] for scan in page["results"]] == ["2026-03-03", "2026-03-02"]
    assert page["next"]


def test_provenance_cannot_be_claimed(alice):
    scan = alice.post("/skin", {**SCAN, "provenance": {"source": "bedrock"}})
    assert scan.json()["provenance"] == MANUAL
