"""A conflict on a page: both versions, field by field, and a way to keep either."""

import json
import re

import pytest

from tests.support.broken_records import BREAKS
from tests.support.markup import ParsedPage
from tests.support.single_fault import FOR_EVER, Day

ID = "5f2b7c1e-3d4a-4c6b-9e8f-0a1b2c3d4e5f"


def text(page):
    return page.content.decode()


def fields(page):
    """Return both versions by field, and whether they differ."""
    row = r'<tr( class="differs")?><th scope="row">(.*?)(?: <b>differs</b>)?</th>(.*?)</tr>'
    return {
        name: (*re.findall(r'<td dir="auto">(.*?)</td>', cells), bool(differs))
        for differs, name, cells in re.findall(row, text(page))
    }


@pytest.fixture
def entry(alice):
    """Return the address of an entry."""
    body = {"date": "2026-03-01T21:30+01:00", "mood": "😌", "energy": 50, "tags": ["sleep"]}
    return alice.post("/journal", body).headers["Location"]


def lose(signed_in, alice, address, **change):
    """Change the record on the phone while the page is open, then send the page's form."""
    page = signed_in.get(address)
    alice.patch(address, {"energy": 20, "text": "From the phone."})
    body = json.dumps(change)
    return signed_in.submit(page, address, method="JSON", _method="PATCH", _json=body)


def test_412_shows_both_versions_and_marks_what_differs(signed_in, alice, entry):
    refused = lose(signed_in, alice, entry, energy=75.5, mood="😌")
    assert refused.status_code == 412
    found = fields(refused)
    assert found["Energy"] == ("75.5", "20", True)
    assert found["Mood"] == ("😌", "😌", False)
    assert found["Text"] == ("From the phone.", "From the phone.", False)
    assert found["Tags"] == ("<bdi>sleep</bdi>", "<bdi>sleep</bdi>", False)
    assert found["Date"] == ("1 Mar, 21:30", "1 Mar, 21:30", False)
    assert not {"Entry id", "Cycle day", "User id", "Etag"} & found.keys()
    assert "Load the current version" not in text(refused)


def test_keep_mine_changes_the_stored_version_and_no_later_one(signed_in, alice, entry):
    refused = lose(signed_in, alice, entry, energy=75.5)
    alice.patch(entry, {"mood": "😢"})
    again = signed_in.submit(refused, entry, method="JSON")
    assert again.status_code == 412
    assert alice.get(entry).json()["energy"] == 20
    kept = signed_in.submit(again, entry, method="JSON")
    assert kept.status_code == 200
    stored = alice.get(entry).json()
    assert (stored["energy"], stored["mood"], stored["text"]) == (75.5, "😢", "From the phone.")


def test_keep_the_stored_one_opens_it(signed_in, alice, entry):
    refused = lose(signed_in, alice, entry, energy=75)
    assert f'<a href="{entry}">Keep the stored one</a>' in text(refused)


def test_a_delete_of_what_has_changed_shows_what_is_stored(signed_in, alice, entry):
    page = signed_in.get(entry)
    alice.patch(entry, {"energy": 20})
    refused = signed_in.submit(page, entry, method="DELETE")
    assert refused.status_code == 412
    assert f"You wanted to delete journal {entry.rpartition('/')[2]}, and it has" in text(refused)
    assert fields(refused)["Energy"] == ("20", False)
    signed_in.submit(refused, entry, method="DELETE")
    assert alice.get(entry).status_code == 404


def test_a_day_that_is_logged_already_shows_both_logs(signed_in, alice):
    alice.post("/period", {"date": "2026-03-01", "flow": "light", "symptoms": ["cramps"]})
    page = signed_in.get("/period")
    body = json.dumps({"date": "2026-03-01", "flow": "heavy"})
    refused = signed_in.submit(page, "/period", method="JSON", _method="POST", _json=body)
    assert refused.status_code == 409
    assert fields(refused)["Flow"] == ("heavy", "light", True)
    assert fields(refused)["Symptoms"] == ("–", "<bdi>cramps</bdi>", True)
    signed_in.submit(refused, "/period/2026-03-01", method="JSON")
    stored = alice.get("/period/2026-03-01").json()
    assert (stored["flow"], stored["symptoms"]) == ("heavy", [])


def test_scores_are_compared_one_by_one(signed_in, alice):
    scores = dict.fromkeys(("radiance", "moisture", "texture", "pores", "darkCircles"), 50)
    address = alice.post("/skin", {"date": "2026-03-01", "metrics": scores}).headers["Location"]
    page = signed_in.get(address)
    alice.patch(address, {"metrics": {**scores, "pores": 10}})
    body = json.dumps({"metrics": scores})
    refused = signed_in.submit(page, address, method="JSON", _method="PATCH", _json=body)
    assert fields(refused)["Pores"] == ("50", "10", True)
    assert fields(refused)["Radiance"] == ("50", "50", False)
    assert "Provenance" not in fields(refused)


def test_what_is_gone_or_cannot_be_read_is_not_compared(signed_in, alice, entry):
    key = entry.rpartition("/")[2]
    alice.delete(entry)
    body = json.dumps({"entryId": key, "date": "2026-03-01"})
    page = signed_in.get("/journal")
    refused = signed_in.submit(page, "/journal", method="JSON", _method="POST", _json=body)
    assert refused.status_code == 409
    assert "Both versions" not in text(refused)
    broken = alice.post("/journal", {"date": "2026-03-01"}).headers["Location"]
    opened = signed_in.get(broken)
    BREAKS["altered"](alice, broken)
    refused = signed_in.submit(opened, broken, method="JSON", _method="PATCH", _json="{}")
    assert refused.status_code in (409, 412)
    assert "Both versions" not in text(refused)


def test_while_her_data_is_only_stored_no_page_shows_the_stored_version(signed_in, alice, entry):
    page = signed_in.get(entry)
    alice.patch(entry, {"text": "secret"})
    alice.put("/me/restriction", {"restricted": True})
    refused = signed_in.submit(page, entry, method="JSON", _method="PATCH", _json='{"energy": 1}')
    assert refused.status_code == 412
    assert "secret" not in text(refused)


def sync(signed_in, *operations):
    page = signed_in.get("/sync")
    body = json.dumps({"operations": operations})
    return signed_in.submit(page, "/sync", method="JSON", _method="POST", _json=body)


def operation(**values):
    return {"operationId": "op-1", "kind": "journal", "action": "change", "id": ID, **values}


def test_a_batch_has_a_row_for_each_result(signed_in, alice):
    new = operation(action="create", record={"date": "2026-03-01", "energy": 1})
    wrong = operation(operationId="op-2", record={"energy": 101})
    page = sync(signed_in, new, new, wrong)
    row = r'<tr><th scope="row">(.*?)</th><td.*?>(.*?)</td><td.*?>(.*?)</td>'
    rows = re.findall(row, text(page))
    assert [(name, status) for name, status, _ in rows] == [
        ("op-1", "Applied"),
        ("op-1", "Duplicate"),
        ("op-2", "Invalid"),
    ]
    assert rows[0][2] == "Nothing: it is stored."
    assert rows[2][2].startswith("Correct it: sent again as it is, it fails again. energy: ")
    assert "Done" not in text(page).partition("<pre")[0]


def test_a_conflict_of_a_batch_shows_both_versions_and_keeps_either(signed_in, alice):
    alice.post("/journal", {"entryId": ID, "date": "2026-03-01", "energy": 20})
    page = sync(signed_in, 5, {}, operation(ifMatch="older", record={"energy": 75}))
    assert fields(page)["Energy"] == ("75", "20", True)
    assert f'<a href="/journal/{ID}">Keep the stored one</a>' in text(page)
    form = next(f for f in ParsedPage(text(page)).forms if '"ifMatch"' in str(f))
    kept = signed_in.post("/sync", form.inputs)
    assert kept.status_code == 200
    assert alice.get(f"/journal/{ID}").json()["energy"] == 75


def test_a_conflicting_delete_of_a_batch_can_be_sent_again(signed_in, alice):
    alice.post("/journal", {"entryId": ID, "date": "2026-03-01", "energy": 20})
    page = sync(signed_in, operation(action="delete", ifMatch="older"))
    form = next(f for f in ParsedPage(text(page)).forms if '"ifMatch"' in str(f))
    signed_in.post("/sync", form.inputs)
    assert alice.get(f"/journal/{ID}").status_code == 404


def test_while_a_store_is_away_the_page_of_a_conflict_shows_no_version(signed_in, alice, entry):
    page = signed_in.get(entry)
    alice.patch(entry, {"text": "secret"})
    alice.put("/me/restriction", {"restricted": True})
    alice.get("/health")
    for first in range(9):
        with Day("throttled", first=first, times=FOR_EVER).passes() as day:
            answer = signed_in.submit(page, entry, method="JSON", _method="PATCH", _json="{}")
        assert answer.status_code in (412, 503)
        if len(day.attempted) <= first:
            break
