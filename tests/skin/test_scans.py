"""Scans that she or her app states, without a photo."""

from uuid import uuid4

METRICS = {"radiance": 70, "moisture": None, "texture": 80, "pores": 0, "darkCircles": 100}
SCAN = {"date": "2026-03-01", "metrics": METRICS}
STATED = {
    "source": "manual",
    "modelId": None,
    "promptVersion": None,
    "quality": [],
    "confidence": None,
    "observations": [],
    "measuredAt": None,
}


def test_a_new_scan_is_answered_whole_with_where_its_scores_come_from(alice):
    answer = alice.post("/skin", SCAN)
    assert answer.status_code == 201
    body = answer.json()
    assert (body["date"], body["metrics"]) == ("2026-03-01", METRICS)
    assert body["provenance"] == STATED
    assert answer.headers["Location"] == f"/skin/{body['scanId']}"
    assert alice.get(answer.headers["Location"]).json() == body


def test_a_metric_left_out_was_not_measurable(alice):
    body = alice.post("/skin", {"date": "2026-03-01", "metrics": {"pores": 5}}).json()
    assert body["metrics"] == dict.fromkeys(METRICS, None) | {"pores": 5}


def test_posting_a_scan_again_gives_the_same_answer_and_other_scores_a_conflict(alice):
    body = {**SCAN, "scanId": str(uuid4())}
    first = alice.post("/skin", body)
    assert alice.post("/skin", body).json() == first.json()
    other = {**body, "metrics": {**METRICS, "pores": 1}}
    assert alice.post("/skin", other).status_code == 409


def test_a_patch_of_scores_names_all_five_so_that_none_is_lost(alice):
    address = alice.post("/skin", SCAN).headers["Location"]
    answer = alice.patch(address, {"metrics": {"pores": 5}})
    assert answer.status_code == 400
    assert "metrics.radiance" in answer.json()["errors"]
    assert (
        alice.patch(address, {"metrics": {**METRICS, "pores": 5}}).json()["metrics"]["pores"] == 5
    )
    assert alice.patch(address, {"date": "2026-03-02"}).json()["metrics"]["pores"] == 5


def test_put_replaces_and_delete_ends(alice):
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
    assert scan.json()["provenance"] == STATED
