"""What a day holds besides bleeding: its limits, its parts, and what contradicts itself."""

import pytest

from tests.support.sync_operations import operation, send

ADDRESS = "/period/2026-03-01"
DAY = {"date": "2026-03-01", "flow": "light"}
TEMPERATURE = {"celsius": 36.45, "time": "06:40", "excluded": True}
CONTRADICTION = {"startsPeriod": ["Must not be true on a day with flow none."]}


def errors_of(answer):
    assert answer.status_code == 400, answer.content
    return answer.json()["errors"]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("startsPeriod", [True, False]),
        ("temperature", [TEMPERATURE, {**TEMPERATURE, "time": None}]),
        ("mucus", ["dry", "sticky", "creamy", "watery", "eggWhite", "unusual"]),
        ("pregnancyTest", ["negative", "faint", "positive"]),
        ("pain", [0, 10]),
        ("sex", ["none", "protected", "unprotected"]),
        ("medication", [["ibuprofen", "a,b"], []]),
        ("note", ["two\nlines", "", "é" * 20_000]),
    ],
)
def test_a_value_comes_back_as_it_was_sent_and_null_takes_it_back(alice, name, values):
    for value in [*values, None]:
        alice.put(ADDRESS, {**DAY, name: value})
        assert alice.get(ADDRESS).json()[name] == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("startsPeriod", value) for value in ("true", 1, 0)),
        *(("mucus", value) for value in ("eggwhite", "", 1, ["dry"])),
        *(("pregnancyTest", value) for value in ("high", True)),
        *(("ovulationTest", value) for value in ("faint", "")),
        *(("pain", value) for value in (-1, 11, 2.5, "3", True)),
        *(("sex", value) for value in ("yes", True)),
        *(("medication", value) for value in ("x", ["x" * 65], ["x"] * 51, [1])),
        *(("note", value) for value in ("x" * 20_001, 1, ["x"])),
    ],
)
def test_another_value_is_refused(alice, name, value):
    found = errors_of(alice.post("/period", {**DAY, name: value}))
    assert {path.partition(".")[0] for path in found} == {name}
    assert alice.get(ADDRESS).status_code == 404


@pytest.mark.parametrize("celsius", ["34", "34.00", "42.00", "36.5", "3.655e1", "36.5500"])
def test_a_temperature_is_judged_by_its_digits(alice, celsius):
    body = f'{{"date": "2026-03-01", "temperature": {{"celsius": {celsius}}}}}'
    stored = alice.send("POST", "/period", body.encode()).json()["temperature"]
    assert stored == {"celsius": float(celsius), "time": None, "excluded": False}


@pytest.mark.parametrize(
    ("temperature", "message"),
    [
        ("33.99", "Ensure this value is greater than or equal to 34."),
        ("42.01", "Ensure this value is less than or equal to 42."),
        ("36.555", "Must have at most 2 decimals."),
        ("36.55000000000000000001", "Must have at most 2 decimals."),
        ("42.00000000000000000001", "Must have at most 2 decimals."),
        ("33.99999999999999999999", "Must have at most 2 decimals."),
        ('"36.5"', "A valid number is required."),
        ("true", "A valid number is required."),
        ("null", "This field may not be null."),
    ],
)
def test_a_temperature_is_never_rounded(alice, temperature, message):
    body = f'{{"date": "2026-03-01", "temperature": {{"celsius": {temperature}}}}}'
    answer = alice.send("POST", "/period", body.encode())
    assert errors_of(answer) == {"temperature.celsius": [message]}


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_a_temperature_is_one_value(alice, method):
    alice.post("/period", {**DAY, "temperature": TEMPERATURE})
    answer = alice.send(method, ADDRESS, {**DAY, "temperature": {"celsius": 37}})
    assert answer.json()["temperature"] == {"celsius": 37, "time": None, "excluded": False}
    refused = alice.send(method, ADDRESS, {**DAY, "temperature": {"excluded": True}})
    assert errors_of(refused) == {"temperature.celsius": ["This field is required."]}


@pytest.mark.parametrize(
    ("part", "value", "message"),
    [
        *(
            ("time", value, "Must be a time of day as hh:mm.")
            for value in ("24:00", "6:40", "06:40:00", "06:40\n", "٠٦:٤٠", 640)
        ),
        ("excluded", "true", "Must be a valid boolean."),
        ("kelvin", 309, "Unknown field."),
    ],
)
def test_the_parts_of_a_temperature_are_strict(alice, part, value, message):
    answer = alice.post("/period", {**DAY, "temperature": {"celsius": 36.5, part: value}})
    assert errors_of(answer) == {f"temperature.{part}": [message]}


def test_null_in_a_part_of_a_temperature_is_as_if_left_out(alice):
    parts = {"celsius": 36.5, "time": None, "excluded": None}
    stored = alice.post("/period", {**DAY, "temperature": parts}).json()["temperature"]
    assert stored == {"celsius": 36.5, "time": None, "excluded": False}


def test_a_period_cannot_begin_on_a_day_without_bleeding(alice):
    both = {"date": "2026-03-01", "flow": "none", "startsPeriod": True}
    assert errors_of(alice.post("/period", both)) == CONTRADICTION
    assert errors_of(alice.put(ADDRESS, both)) == CONTRADICTION
    alice.post("/period", DAY)
    assert errors_of(alice.patch(ADDRESS, both)) == CONTRADICTION
    [result] = send(alice, operation("period", "change", "2026-03-01", both))
    assert (result["status"], result["problem"]["errors"]) == ("invalid", CONTRADICTION)


def test_two_requests_may_say_what_one_may_not(alice):
    """Each of two phones may know only half; on reading, `none` counts more."""
    alice.post("/period", {**DAY, "startsPeriod": True})
    answer = alice.patch(ADDRESS, {"flow": "none"})
    assert (answer.status_code, answer.json()["startsPeriod"]) == (200, True)
    assert alice.get("/period/cycles/me").json()["results"] == []


@pytest.mark.parametrize("flow", ["none", None])
def test_a_period_may_be_denied_on_any_day(alice, flow):
    body = {"date": "2026-03-01", "flow": flow, "startsPeriod": False}
    assert alice.post("/period", body).status_code == 201


def test_a_table_has_the_parts_of_a_temperature_as_columns(alice):
    alice.post("/period", {**DAY, "temperature": TEMPERATURE, "medication": ["a", "b"]})
    header, row = alice.get("/period/user/me?format=csv").content.decode().splitlines()
    cells = dict(zip(header.split(","), row.split(","), strict=False))
    assert cells['"temperature.celsius"'] == '"36.45"'
    assert cells['"temperature.time"'] == '"06:40"'
    assert '"true"' in row
    assert '"a, b"' in row
