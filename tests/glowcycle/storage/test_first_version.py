"""A store and an export as the service of the first version wrote them, before days had signs.

`first_version/store.json` has the requests that it got (commit a8554ac), its answers, and the items
that were stored then, under a master key that nothing else uses.
"""

import base64
import json
from datetime import timedelta
from pathlib import Path

import pytest

from glowcycle.encryption import keyring
from glowcycle.infrastructure.tables import table_models
from glowcycle.records import record_kinds
from glowcycle.sandbox.identity import issue_token
from tests.support.altered_exports import import_zip
from tests.support.export_zips import answered_records
from tests.support.last_years_phone import LastYearsPhone
from tests.support.phone import Phone
from tests.support.sealed_items import plant
from tests.support.stored_data import put_back, stored
from tests.support.sync_operations import operation, send

FOLDER = Path(__file__).parent / "first_version"
STORE = json.loads((FOLDER / "store.json").read_text())
DELETED = "2026-03-16"
CREATES = [
    each
    for each in STORE["requests"]
    if each["method"] == "POST" and each["body"].get("date") != DELETED
]
SIGNS = {
    "startsPeriod": False,
    "temperature": {"celsius": 36.45, "time": "06:40", "excluded": False},
    "mucus": "dry",
    "pregnancyTest": "negative",
    "pain": 2,
    "sex": "none",
    "medication": ["hers"],
    "note": "hers",
}
FIRST_DAY = CREATES[0]["body"]


def answered():
    """Return what the first version answered about each record at last, by address."""
    found = {}
    for request in STORE["requests"]:
        if answer := request["answer"]:
            name = request["path"].split("/")[1]
            found[f"/{name}/{answer[record_kinds()[name].key]}"] = answer
        else:
            del found[request["path"]]
    return found


def with_missing(record):
    """Return the record with the member that its provenance has since."""
    if "provenance" not in record:
        return record
    return {**record, "provenance": {**record["provenance"], "missing": None}}


def plain(item):
    """Return the item as DynamoDB's client takes it: JSON holds bytes as base64."""
    return {
        name: {"B": base64.b64decode(value["B"])} if "B" in value else value
        for name, value in item.items()
    }


def again(phone, request):
    headers = {"Idempotency-Key": request["key"]} if request["key"] else {}
    return phone.send(request["method"], request["path"], request["body"], headers=headers)


@pytest.fixture
def her(settings, tmp_path):
    """Return the phone of the person whose store it is."""
    settings.MASTER_KEY_FILE = str(tmp_path / "master-key")
    Path(settings.MASTER_KEY_FILE).write_text(STORE["masterKey"])
    user_id = STORE["userId"]
    put_back(user_id, {}, now=stored(user_id))  # another test may have left hers
    for model in table_models():
        table = model.Meta.table_name
        for item in STORE["tables"].get(table.rpartition("-")[2], ()):
            plant(table, plain(item))
    keyring.forget()
    yield Phone(user_id, issue_token(user_id=user_id, lifetime=timedelta(hours=1)))
    keyring.forget()


def test_each_record_reads_as_before_and_says_nothing_of_what_was_added(her):
    for address, before in answered().items():
        answer = her.get(address)
        added = dict.fromkeys([*SIGNS, "origin"] if address.startswith("/period") else ["origin"])
        assert answer.json() == {**with_missing(before), **added}
        assert answer.headers["ETag"] == f'"{before["etag"]}"'
    assert her.get(f"/period/{DELETED}").status_code == 404


def test_a_phone_of_that_time_gets_the_same_records(her):
    phone = LastYearsPhone(her)
    phone.round()
    held = {
        f"/{name}/{key}": {n: value for n, value in record.items() if n not in (*SIGNS, "origin")}
        for (name, key), record in phone.records().items()
    }
    assert held.keys() == answered().keys()
    for address, before in answered().items():
        assert {**held[address], "cycleDay": None} == {**with_missing(before), "cycleDay": None}


def test_its_cycles_are_found(her):
    cycles = her.get("/period/cycles/me?today=2026-03-17").json()["results"]
    assert [cycle["start"] for cycle in cycles] == ["2026-03-01"]
    forecast = her.get("/period/predictions/me?today=2026-03-17").json()
    assert forecast["currentCycle"]["day"] == 17
    assert forecast["basedOn"]["statedCycleLength"] == 29


@pytest.mark.parametrize("request_of_then", CREATES, ids=lambda each: each["path"])
def test_a_repeated_create_is_recognised(her, request_of_then):
    before = request_of_then["answer"]
    repeated = again(her, request_of_then)
    name = request_of_then["path"].strip("/")
    assert repeated.status_code == (200 if name == "period" else 201)
    assert repeated.json()["etag"] == before["etag"]
    assert repeated.json()["version"] == 1


def test_a_create_with_other_content_is_not_taken_for_it(her):
    for sign, value in SIGNS.items():
        assert her.post("/period", {**FIRST_DAY, sign: value}).status_code == 409
    assert her.post("/period", {**FIRST_DAY, **dict.fromkeys(SIGNS)}).status_code == 200


def test_a_put_that_changes_nothing_stores_nothing(her):
    before = answered()["/period/2026-03-01"]
    assert her.put("/period/2026-03-01", FIRST_DAY).json()["etag"] == before["etag"]


def test_an_old_phone_leaves_what_a_new_one_said(her):
    address = "/period/2026-03-01"
    assert her.patch(address, SIGNS).json().items() >= SIGNS.items()
    body = {"flow": "heavy", "symptoms": []}
    put = her.put(address, body).json()
    assert put.items() >= {**body, **SIGNS, "cycleLength": None}.items()
    replaced = operation("period", "create", "2026-03-01", {"flow": "light"}, ifMatch=put["etag"])
    [result] = send(her, replaced)
    assert result["change"]["record"].items() >= {**SIGNS, "flow": "light"}.items()


def test_a_deleted_day_begins_again_without_signs(her):
    body = {"date": DELETED, "flow": "light"}
    revived = her.post("/period", body)
    assert revived.status_code == 201
    assert revived.json().items() >= {**body, **dict.fromkeys(SIGNS), "version": 3}.items()


def test_its_export_is_imported(stranger):
    result = import_zip(stranger, (FOLDER / "export.zip").read_bytes())
    assert (result.records, result.existing) == (len(answered()), 0)
    brought = {
        f"/{name}/{key}": record
        for name, of_kind in answered_records(stranger).items()
        for key, record in of_kind.items()
    }
    kept = ("createdAt", "version", "date", "flow", "symptoms", "text", "tags", "metrics")
    for address, before in answered().items():
        assert brought[address].items() >= {n: before[n] for n in kept if n in before}.items()
    assert stranger.get("/me/profile").json()["updatedAt"] is None
