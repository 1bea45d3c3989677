"""The person of the sandbox who brought her history from another app, by the flow of everybody."""

from datetime import UTC, date, datetime
from pathlib import Path

from glowcycle.sandbox import seeding
from glowcycle.sandbox.people import PEOPLE

SAMPLE = Path("docs/sample-drip.csv")
DAY = date(2026, 6, 30)
IMPORTED = PEOPLE["imported"]


def listed(phone):
    return phone.get("/me/imports").json()["imports"]


def test_her_history_came_from_another_app_and_can_be_undone(phone_of):
    phone = phone_of("imported")
    [brought] = listed(phone)
    assert (brought["app"], brought["status"]) == ("drip", "applied")
    assert brought["counts"]["period"]["conflicting"] == 2  # what she logged herself stays
    address = f"/me/imports/{brought['importId']}"
    told = phone.get(address).json()
    assert told["questions"][0]["id"] == "spotting"
    assert told["cycles"]["count"] == 12
    before = phone.get("/period/cycles/imported").json()["results"]
    assert len(before) == 12
    for _ in range(50):  # a share with each call, and 503 where the machine is busy
        if phone.delete(address).status_code == 200:
            break
    assert phone.get(address).json()["status"] == "undone"
    assert len(phone.get("/period/cycles/imported").json()["results"]) == 2
    assert phone.get("/journal/user/imported").json()["results"] == []


def test_a_reset_brings_it_again(phone_of):
    first = listed(phone_of("imported"))
    again = listed(phone_of("imported"))
    assert [each["status"] for each in again] == ["applied"]
    assert again[0]["importId"] != first[0]["importId"]


def test_choosing_her_twice_brings_it_once(phone_of):
    phone = phone_of("imported")
    assert seeding.write_history(IMPORTED) == 0
    assert len(listed(phone)) == 1


def test_the_others_brought_nothing(phone_of):
    assert listed(phone_of("demo")) == []


def test_the_sample_of_the_docs_is_her_file():
    file = IMPORTED.history.file(DAY)
    assert SAMPLE.read_bytes() == file, "write it again: it is the file of that day"
    assert IMPORTED.history.file(datetime.now(UTC).date()) != file
