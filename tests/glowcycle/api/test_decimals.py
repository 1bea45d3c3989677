"""Numbers are judged by their digits: energy and scores have at most one decimal, counts none."""

import json

import pytest

from tests.support.addresses import at
from tests.support.altered_exports import import_zip
from tests.support.export_zips import download_export, table_rows, unpack
from tests.support.problems import assert_problem

DAY = "2026-03-01"
SCORES = ("radiance", "moisture", "texture", "pores", "darkCircles")
# The digits that are sent, and the digits that are answered.
TAKEN = {
    "0": "0",
    "-0": "0",
    "-0.0": "0",
    "0.1": "0.1",
    "0.3": "0.3",
    "0.7000": "0.7",
    "50": "50",
    "50.0": "50",
    "50.000000000000000000000000000000": "50",
    "55.5": "55.5",
    "5.5e1": "55",
    "55.50E0": "55.5",
    "555e-1": "55.5",
    "1e2": "100",
    "99.9": "99.9",
    "100.0": "100",
}
TOO_FINE = (
    *("50.55", "1e-400", "-1e-400", "1e-999", "0.01", "55.5000000001", "99.99"),
    *("50.00000000000000000001", "55.50000000000000000001", "99.99999999999999999999"),
)
TOO_FAR = ("100.1", "101", "-0.1", "-1", "1e3", "1e300", "100.00000000000000000001", "-1e-1")
NO_NUMBERS = ("true", "false", '"50"', '"50.5"', '""', '"1_0"', "[]", "[50]", "{}")
NO_JSON = ("50.", ".5", "+5", "1e400", "1e-1000", "1e99999999999", "NaN", "Infinity", "0x10", "٣")
REFUSED = (*TOO_FINE, *TOO_FAR, *NO_NUMBERS)


def send(phone, method, path, **digits):
    """Send a body with numbers as these digits; `metrics` get them for every score."""
    members = ['"date": "2026-03-01"'] if path in ("/journal", "/skin", "/period") else []
    for name, number in digits.items():
        scores = ", ".join(f'"{score}": {number}' for score in SCORES)
        members.append(f'"{name}": {{{scores}}}' if name == "metrics" else f'"{name}": {number}')
    return phone.send(method, path, f"{{{', '.join(members)}}}".encode())


def digits_in(answer, name):
    """Return how the answer writes the number of that name."""
    assert answer.status_code in (200, 201, 202), answer.content
    return answer.content.decode().partition(f'"{name}":')[2].split(",")[0].split("}")[0]


@pytest.mark.parametrize(("sent", "answered"), TAKEN.items())
def test_energy_and_scores_keep_one_decimal(alice, sent, answered):
    entry = send(alice, "POST", "/journal", energy=sent)
    scan = send(alice, "POST", "/skin", metrics=sent)
    assert digits_in(entry, "energy") == answered
    assert {digits_in(scan, score) for score in SCORES} == {answered}
    assert digits_in(alice.get(entry.headers["Location"]), "energy") == answered
    assert digits_in(alice.get(f"/skin/user/{alice.user_id}"), "pores") == answered
    changed = send(alice, "PATCH", entry.headers["Location"], energy=sent)
    assert digits_in(changed, "energy") == answered


@pytest.mark.parametrize("sent", REFUSED)
def test_a_number_with_more_digits_or_outside_the_limits_is_400(alice, sent):
    answers = {
        "energy": send(alice, "POST", "/journal", energy=sent),
        "metrics.pores": send(alice, "POST", "/skin", metrics=sent),
    }
    for field, answer in answers.items():
        problem = assert_problem(answer, 400, "invalid")
        assert field in problem["errors"]
        assert sent not in json.dumps(problem["errors"]) or len(sent) < 4
    assert alice.get("/sync").json()["changes"] == []


@pytest.mark.parametrize("sent", NO_JSON)
def test_what_is_no_json_number_is_400(alice, sent):
    assert_problem(send(alice, "POST", "/journal", energy=sent), 400, "parse_error")


@pytest.mark.parametrize("sent", ["30.0", "3e1", "300e-1", "30.000000000000000000000000"])
def test_a_count_may_be_written_with_zeros(alice, sent):
    day = send(alice, "POST", "/period", flow='"none"', cycleLength=sent)
    assert digits_in(day, "cycleLength") == "30"
    assert digits_in(send(alice, "POST", "/journal", cycleDay=sent), "cycleDay") == "30"
    every = "{" + ", ".join(f'"{kind}": {sent}' for kind in ("journal", "period", "skin")) + "}"
    assert digits_in(alice.send("PUT", "/me/retention", every.encode()), "skin") == "30"


@pytest.mark.parametrize("sent", ["30.5", "30.00000000000000000001", "1e-400", "30.1e0"])
def test_a_count_has_no_decimal(alice, sent):
    for path, digits in (
        ("/period", {"flow": '"light"', "cycleLength": sent}),
        ("/journal", {"cycleDay": sent}),
        ("/skin", {"metrics": "5", "cycleDay": sent}),
    ):
        assert_problem(send(alice, "POST", path, **digits), 400, "invalid")
    every = "{" + ", ".join(f'"{kind}": {sent}' for kind in ("journal", "period", "skin")) + "}"
    assert_problem(alice.send("PUT", "/me/retention", every.encode()), 400, "invalid")


def test_the_same_number_in_another_notation_is_the_same_record(alice):
    key = {"Idempotency-Key": "k"}
    first = alice.send("POST", "/journal", b'{"date": "2026-03-01", "energy": 50}', headers=key)
    again = alice.send("POST", "/journal", b'{"date": "2026-03-01", "energy": 5.00e1}', headers=key)
    other = alice.send("POST", "/journal", b'{"date": "2026-03-01", "energy": 50.1}', headers=key)
    assert first.content == again.content
    assert other.status_code == 409


def test_a_decimal_goes_through_sync_tables_pictures_export_and_import(alice, stranger):
    entry = "3f9f2a52-44a5-4e0b-bb5c-0f6a5c0d9b11"
    operation = {"operationId": "1", "kind": "journal", "action": "create", "id": entry}
    operation["record"] = {"date": DAY, "energy": 33.3}
    [result] = alice.post("/sync", {"operations": [operation]}).json()["results"]
    assert result["change"]["record"]["energy"] == 33.3
    alice.post("/skin", {"date": DAY, "metrics": dict.fromkeys(SCORES, 0.1)})
    changes = alice.get("/sync").json()["changes"]
    assert {change["record"].get("energy", 0.1) for change in changes} == {33.3, 0.1}
    for kind, shown in (
        ("journal", "energy 33.3"),
        ("skin", "1 Mar 2026: Radiance 0.1, Moisture 0.1"),
    ):
        assert shown in alice.get(f"{at(kind)}/user/{alice.user_id}?format=svg").content.decode()
    files = unpack(download_export(alice))
    head, row = table_rows(files["journal.csv"])
    assert row[head.index("energy")] == "33.3"
    head, row = table_rows(files["skin.csv"])
    assert row[head.index("metrics.pores")] == "0.1"
    import_zip(stranger, download_export(alice))
    assert stranger.get(f"/journal/{entry}").json()["energy"] == 33.3
    [scan] = stranger.get(f"/skin/user/{stranger.user_id}").json()["results"]
    assert scan["metrics"] == dict.fromkeys(SCORES, 0.1)


def test_unchanged_scores_with_a_decimal_stay_as_they_were_obtained(alice):
    scan = alice.post("/skin", {"date": DAY, "metrics": dict.fromkeys(SCORES, 70.7)}).json()
    same = alice.patch(f"/skin/{scan['scanId']}", {"metrics": scan["metrics"]}).json()
    assert same["metrics"] == scan["metrics"]
    assert same["provenance"] == scan["provenance"]
