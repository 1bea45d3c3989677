"""Create, change and delete a day of the period log."""

from typing import get_args

import pytest

from period.domain.log.logged_day import Flow, OvulationTest

DAY = {
    "date": "2026-03-01",
    "flow": "medium",
    "symptoms": ["cramps"],
    "ovulationTest": None,
    "cycleLength": 29,
}

NOTHING = {
    "flow": None,
    "symptoms": [],
    "ovulationTest": None,
    "cycleLength": None,
    "startsPeriod": None,
    "temperature": None,
    "mucus": None,
    "pregnancyTest": None,
    "pain": None,
    "sex": None,
    "medication": None,
    "note": None,
}


def test_create_answers_the_whole_day_with_location(alice):
    answer = alice.post("/period", DAY)
    assert answer.status_code == 201
    assert {name: answer.json()[name] for name in DAY} == DAY
    assert answer.headers["Location"] == "/period/2026-03-01"
    assert alice.get("/period/2026-03-01").json() == answer.json()


def test_only_the_date_is_required(alice):
    body = alice.post("/period", {"date": "2026-03-01"}).json()
    assert {name: body[name] for name in NOTHING} == NOTHING
    assert alice.post("/period", {"flow": "none"}).json()["errors"].keys() == {"date"}


@pytest.mark.parametrize("flow", [*get_args(Flow), None])
@pytest.mark.parametrize("test", [*get_args(OvulationTest), None])
def test_every_flow_and_test_can_be_logged(alice, flow, test):
    body = {"date": "2026-03-01", "flow": flow, "ovulationTest": test}
    assert alice.post("/period", body).json().items() >= body.items()
    assert alice.get("/period/user/me?format=svg").status_code == 200


def test_posting_a_day_again_is_200_if_equal_and_409_if_not(alice):
    first = alice.post("/period", DAY)
    again = alice.post("/period", DAY)
    assert (again.status_code, again.json()) == (200, first.json())
    assert alice.post("/period", {**DAY, "flow": "heavy"}).status_code == 409
    assert alice.get("/period/2026-03-01").json()["flow"] == "medium"


def test_put_creates_a_day_then_replaces_it(alice):
    created = alice.put("/period/2026-03-01", {"flow": "light", "symptoms": ["cramps"]})
    assert (created.status_code, created.headers["Location"]) == (201, "/period/2026-03-01")
    replaced = alice.put("/period/2026-03-01", {"date": "2026-03-01", "flow": "heavy"})
    assert replaced.status_code == 200
    body = replaced.json()
    assert (body["flow"], body["symptoms"], body["version"]) == ("heavy", [], 2)


def test_put_with_if_match_never_creates(alice):
    for tag in ("*", '"gone"'):
        answer = alice.put("/period/2026-03-01", {"flow": "light"}, If_Match=tag)
        assert answer.status_code == 412
    assert alice.get("/period/2026-03-01").status_code == 404


def test_patch_changes_only_the_given_fields_of_a_day(alice):
    alice.post("/period", DAY)
    body = alice.patch("/period/2026-03-01", {"ovulationTest": "positive"}).json()
    assert {name: body[name] for name in DAY} == {**DAY, "ovulationTest": "positive"}


def test_a_deleted_day_can_be_logged_again(alice):
    first = alice.post("/period", DAY)
    assert [alice.delete("/period/2026-03-01").status_code for _ in range(2)] == [204, 204]
    assert alice.get("/period/2026-03-01").status_code == 404
    anew = alice.post("/period", {**DAY, "flow": "light"})
    assert (anew.status_code, anew.json()["version"]) == (201, 3)
    stale = alice.patch("/period/2026-03-01", {"flow": "heavy"}, If_Match=first.headers["ETag"])
    assert stale.status_code == 412


def test_the_date_in_a_body_must_equal_the_date_in_the_address(alice):
    answer = alice.put("/period/2026-03-01", DAY | {"date": "2026-03-02"})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["date"])


@pytest.mark.parametrize("day", ["2023-02-29", "20240101", "2024-W01-1", "yesterday", "9999-12-31"])
def test_an_invalid_day_in_the_address_is_refused(alice, day):
    for method, body in (("GET", None), ("PUT", {"flow": "light"}), ("DELETE", None)):
        answer = alice.send(method, f"/period/{day}", body)
        assert (answer.status_code, list(answer.json()["errors"])) == (400, ["date"])


def test_days_are_listed_newest_first(alice):
    for day in ("2026-03-02", "2026-03-01", "2026-03-03"):
        alice.post("/period", {"date": day, "flow": "light"})
    page = alice.get(f"/period/user/{alice.user_id}?from=2026-03-02").json()
    assert [log["date"] for log in page["results"]] == ["2026-03-03", "2026-03-02"]
