"""An item about her that is malformed in the store blocks neither her records nor her rights."""

import json

import pytest
import time_machine
from django.utils import timezone

from glowcycle.aws import clients
from glowcycle.encryption import keyring
from glowcycle.encryption.data_keys import KeyItem
from glowcycle.person.erasure import services as erasure
from tests.support.export_zips import unpack
from tests.support.sealed_items import BODIES, plant, write

TABLE = KeyItem.Meta.table_name
CHOICES = {
    "expiry": {"expiresAt": {"S": "soon"}},
    "days of retention": {"terms": {"S": "{no"}},
    "days that are a list": {"terms": {"S": "[30]"}},
    "days beyond the calendar": {"terms": {"S": '{"journal": 99999999999}'}},
    "days that are text": {"terms": {"S": '{"journal": "30"}'}},
    "consent": {"consentedTo": {"N": "1"}},
}
KEYS = {
    "text": {"wrapped": {"S": "x"}},
    "numbers": {"wrapped": {"L": [{"N": "1"}]}},
    "of another type": {"wrapped": {"BOOL": True}},
    "none": {"wrapped": {"NULL": True}},
}
OTHERS = {
    "retention.json": ("retention", {"days": {"S": "{"}}),
    "consents.json": ("consent#photo-analysis", {"givenAt": {"S": "x"}}),
    "access-log.json": ("access#x", {"at": {"S": "x"}}),
    "daily-counts.json": ("count#x", {"spent": {"S": "x"}}),
}


def alter(phone, item, attributes):
    """Store these attributes of her item."""
    place = {"userId": {"S": phone.user_id}, "item": {"S": item}}
    stored = clients.dynamodb().get_item(TableName=TABLE, Key=place).get("Item", place)
    plant(TABLE, {**stored, **attributes})
    keyring.forget()


@pytest.mark.parametrize("how", CHOICES)
def test_a_malformed_choice_loses_no_key(alice, how):
    address = write(alice, "journal")
    entry = alice.get(address).json()
    alter(alice, "key", CHOICES[how])
    assert alice.get(address).json() == entry
    assert alice.patch(address, {"energy": 1}).status_code == 200


@pytest.mark.parametrize("how", KEYS)
def test_malformed_keys_are_lost_keys(alice, how):
    address = write(alice, "journal")
    alter(alice, "key", KEYS[how])
    page = alice.get(f"/journal/user/{alice.user_id}").json()
    assert (page["results"], len(page["unreadable"])) == ([], 1)
    assert alice.put("/me/retention", dict.fromkeys(BODIES)).status_code == 202
    again = write(alice, "journal")
    assert alice.get(again).status_code == 200
    assert alice.delete(address).status_code == 204


def test_a_malformed_restriction_is_one_until_she_ends_it(alice):
    address = write(alice, "journal")
    alter(alice, "key", {"restrictedSince": {"S": "x"}})
    assert alice.get(address).json()["code"] == "restricted"
    assert alice.put("/me/restriction", {"restricted": False}).status_code == 200
    assert alice.get(address).status_code == 200


def test_a_malformed_erasure_stays_one(alice):
    address = write(alice, "journal")
    alice.delete("/me")
    alter(alice, "key", {"destroyedAt": {"S": "x"}})
    assert alice.get(address).status_code == 500
    assert alice.post("/journal", {"date": "2026-03-01"}).status_code == 500


@pytest.mark.parametrize(
    ("item", "attributes"),
    [
        ("export", {"jobId": {"N": "1"}}),
        ("export", {"beganAt": {"S": "x"}}),
        ("erasure", {"step": {"S": "x"}}),
        ("erasure", {"removed": {"S": "{"}}),
        *OTHERS.values(),
    ],
)
def test_no_item_blocks_an_erasure(alice, item, attributes):
    write(alice, "journal")
    alter(alice, item, attributes)
    assert alice.delete("/me").status_code == 202
    with time_machine.travel(timezone.now() + erasure.SETTLE):
        assert alice.delete("/me").json()["removed"]["journal"] == 1


def test_a_malformed_export_begins_again(alice):
    alter(alice, "export", {"beganAt": {"S": "x"}})
    assert alice.get("/me/export").status_code == 200


@pytest.mark.parametrize("name", OTHERS)
def test_an_export_goes_on_without_it(alice, name):
    address = write(alice, "journal")
    alter(alice, *OTHERS[name])
    answer = alice.get("/me/export")
    assert answer.status_code == 200, answer.content
    files = unpack(answer.content)
    assert name in json.loads(files["manifest.json"])["missing"]
    assert name not in files
    assert address.rpartition("/")[2] in files["journal.json"].decode()
    assert {f"{kind}.json" for kind in BODIES} <= files.keys()
