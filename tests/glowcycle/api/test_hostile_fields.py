"""Fields of the wrong type or format are refused and never converted."""

from datetime import UTC, datetime
from urllib.parse import quote

import pytest
import time_machine

from tests.support.people import someone
from tests.support.problems import assert_problem, assert_refused
from tests.support.record_samples import KINDS, METRICS, every_kind

JOURNAL, PERIOD, SKIN, STAGE = KINDS
LAST_DAY = "9999-12-31"  # not allowed in a record, but a list may end there
NO_DAYS = [
    "2023-02-29",
    "0000-01-01",
    "0001-01-01",
    "1899-12-31",
    LAST_DAY,
    "2024-W01-1",
    "20240101",
    "2024-1-1",
    "2024-13-01",
    "2024-02-30",
    "2024-001",
    "24-01-01",
    "+2024-01-01",
    "-2024-01-01",
    "2024/01/01",
    "01-02-2024",
    "２０２４-01-01",
    "٢٠٢٤-01-01",
    "2024-01-01\n",
    " 2024-01-01",
    "2024-01-01 ",
    "2024-01-01T",
    "2024\u201301\u201301",
    "today",
    "",
    None,
    True,
    20240101,
    1704067200.5,
    ["2024-01-01"],
    {"date": "2024-01-01"},
]
NO_TIMES = [
    "2024-01-01T10:00:00",
    "2024-03-31T02:30:00",
    "2024-01-01T10:00",
    "2024-01-01T10Z",
    "2024-01-01T10:00.5Z",
    "2024-01-01T10:00:Z",
    "2024-01-01T24:00Z",
    "2024-01-01T10:60Z",
    "2024-01-01T10:00+24:00",
    "2024-01-01T10:00+0100",
    "2024-01-01 10:00:00Z",
    "2024-01-01T10:00:00z",
    "2024-01-01t10:00:00Z",
    "2024-01-01T10:00:00+0100",
    "2024-01-01T10:00:00+01",
    "2024-01-01T10:00:00 +01:00",
    "2024-01-01T10:00:00+24:00",
    "2024-01-01T10:00:00+01:60",
    "2024-01-01T10:00:00+01:00[Europe/Berlin]",
    "2024-01-01T10:00:00Europe/Berlin",
    "2024-01-01T25:00:00Z",
    "2024-01-01T10:60:00Z",
    "2024-01-01T10:00:60Z",
    "2024-01-01T10:00:00.Z",
    "2024-01-01T10:00:00.1234567890Z",
    "2024-01-01T10:00:00,5Z",
    "2024-01-01T10:00:00\u221201:00",
    "2024-01-01T10:00:00Z\n",
    "2024-01-01T١٠:00:00Z",
    "2023-02-29T10:00:00Z",
    "1899-12-31T23:59:59-12:00",
    "9999-12-31T23:59:59Z",
]


def assert_field_refused(kind, name, value, *, error=None):
    """Assert that only this field is refused."""
    for problem in assert_refused([kind], lambda kind: {**kind.body, name: value}, 400, "invalid"):
        assert list(problem["errors"]) == [error or name]


@pytest.mark.parametrize("date", NO_DAYS + NO_TIMES, ids=repr)
def test_an_invalid_date_is_refused(date):
    # The address of a logged day names it, so null in the body is there as if left out.
    for kind in KINDS if date is not None else (JOURNAL, SKIN, STAGE):
        assert_field_refused(kind, kind.day, date)


@every_kind
@pytest.mark.parametrize("parameter", ["from", "to"])
def test_an_invalid_day_as_a_list_limit_is_refused(kind, alice, parameter):
    for text in {text for text in NO_DAYS if isinstance(text, str)} - {LAST_DAY} | {*NO_TIMES}:
        answer = alice.get(f"{kind.path}/user/{alice.user_id}?{parameter}={quote(text)}")
        assert list(assert_problem(answer, 400, "invalid")["errors"]) == [parameter], text


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_an_invalid_day_in_an_address_is_refused(alice, method):
    for text in NO_DAYS:
        if isinstance(text, str) and text and "/" not in text:
            answer = alice.send(method, f"/period/{quote(text)}", {"flow": "light"})
            assert list(assert_problem(answer, 400, "invalid")["errors"]) == ["date"], text
    assert alice.get(f"/period/user/{alice.user_id}").json()["results"] == []


@every_kind
@pytest.mark.parametrize("date", ["2024-02-29", "1900-01-01", "2000-02-29"])
def test_a_past_day_is_accepted(kind, alice, date):
    answer = alice.post(kind.path, {**kind.body, kind.day: date})
    assert (answer.status_code, answer.json()[kind.day]) == (201, date)


@every_kind
@pytest.mark.parametrize(
    ("tomorrow", "day_after"),
    [
        ("2026-03-02", "2026-03-03"),
        ("2026-03-02T23:59:59+14:00", "2026-03-03T00:00:00+14:00"),
        ("2026-03-02T00:00:00-12:00", "2026-03-03T00:00:00-12:00"),
    ],
)
def test_the_last_allowed_day_is_tomorrow(kind, tomorrow, day_after):
    if "T" in tomorrow and kind.name in ("period", "stage"):
        pytest.skip("it has a day, and no time")
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC)):
        phone = someone()
        assert phone.post(kind.path, {**kind.body, kind.day: tomorrow}).status_code == 201
        refused = phone.post(kind.path, {**kind.body, kind.day: day_after})
        assert list(assert_problem(refused, 400, "invalid")["errors"]) == [kind.day]
        assert [record[kind.day] for record in kind.listed(phone)] == [tomorrow]


NO_NUMBERS = [50.5, True, False, "50", "", "1_0", "٣", [], [50], {}, 10**30, -(10**30), -1]


@pytest.mark.parametrize("number", NO_NUMBERS, ids=repr)
def test_a_value_that_is_not_a_whole_number_is_refused(number):
    for kind in KINDS:
        for name in kind.numbers:
            assert_field_refused(kind, name, number)


@every_kind
def test_a_whole_number_is_accepted_in_every_json_notation(kind):
    for name, (least, _most) in kind.numbers.items():
        phone = someone()
        sent = {**kind.body, name: float(least)}
        kept = phone.post(kind.path, sent).json()[name]
        assert (kept, type(kept)) == (least, int)
        assert phone.post(kind.path, {**kind.body, name: least + 0.5}).status_code == 400


@every_kind
def test_a_number_outside_its_limits_is_refused(kind):
    for name, (least, most) in kind.numbers.items():
        for number in (least - 1, most + 1):
            assert_field_refused(kind, name, number)
        for number in (least, most):
            answer = someone().post(kind.path, {**kind.body, name: number})
            assert (answer.status_code, answer.json()[name]) == (201, number)


@pytest.mark.parametrize("metrics", [None, [], "x", 5, True], ids=repr)
def test_scores_that_are_not_an_object_are_refused(metrics):
    assert_field_refused(SKIN, "metrics", metrics)


def test_an_unknown_score_is_refused_by_name():
    assert_field_refused(SKIN, "metrics", {**METRICS, "glow": 5}, error="metrics.glow")


NO_LISTS = {
    "a string": "sleep",
    "an object": {"0": "sleep"},
    "a number": 5,
    "a number in it": ["sleep", 5],
    "null in it": [None],
    "a list in it": [["sleep"]],
    "true in it": [True],
    "nothing in it": [""],
    "51 of them": ["sleep"] * 51,
    "65 characters": ["x" * 65],
    "thousands of wrong ones": [0] * 80_000,
}


@pytest.mark.parametrize("value", NO_LISTS.values(), ids=NO_LISTS)
def test_an_invalid_list_of_texts_is_refused(value):
    for kind, name in ((JOURNAL, "tags"), (PERIOD, "symptoms")):
        for problem in assert_refused([kind], lambda kind: {**kind.body, name: value}, 400, None):  # noqa: B023
            assert {error.split(".")[0] for error in problem["errors"]} == {name}
            assert len(problem["errors"]) == 1


def test_text_limits_count_characters(alice):
    longest = {"text": "é" * 20_000, "mood": "😌" * 64, "tags": ["😌" * 64] * 50}
    answer = alice.post("/journal", {**KINDS[0].body, **longest})
    assert answer.status_code == 201
    assert {name: answer.json()[name] for name in longest} == longest
    for name, value in (("text", "x" * 20_001), ("mood", "x" * 65), ("mood", "")):
        assert_field_refused(JOURNAL, name, value)


@pytest.mark.parametrize("value", [5, True, ["x"], {"a": "b"}, 1.5], ids=repr)
def test_a_value_that_is_not_text_is_refused(value):
    for kind, name in (
        (JOURNAL, "text"),
        (JOURNAL, "mood"),
        (PERIOD, "flow"),
        (PERIOD, "ovulationTest"),
    ):
        assert_field_refused(kind, name, value)


UNKNOWN = [
    "entryid",
    "Date",
    "image_url",
    "user_id",
    "__class__",
    "date ",
    ".",
    "deletedAt",
    "$set",
]


@pytest.mark.parametrize("name", UNKNOWN)
def test_an_unknown_field_is_refused_by_name(name):
    for problem in assert_refused(KINDS, lambda kind: {**kind.body, name: "x"}, 400, "invalid"):
        assert problem["errors"] == {name: ["Unknown field."]}


def test_of_thousands_of_unknown_fields_only_some_are_named():
    many = {f"{n}{'x' * 100}": n for n in range(1_500)}
    for problem in assert_refused(KINDS, lambda kind: {**kind.body, **many}, 400, "invalid"):
        assert 0 < len(problem["errors"]) <= 20
        assert max(map(len, problem["errors"])) == 64


NO_IDS = ["x", "", 5, "../../etc", "00000000-0000-0000-0000-00000000000g", "0" * 32, ["a"]]


@pytest.mark.parametrize("value", NO_IDS, ids=repr)
def test_an_id_that_is_not_a_uuid_is_refused(value):
    assert_field_refused(JOURNAL, "entryId", value)
    assert_field_refused(SKIN, "scanId", value)
