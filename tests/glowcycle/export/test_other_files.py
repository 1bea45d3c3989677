"""The files of an export besides records and photos, and what an import makes of them."""

import io
import json

import pytest
from django.core.management import call_command

from glowcycle.aws import request_context
from glowcycle.person.export import other_files
from glowcycle.person.imports import ids, import_job
from glowcycle.person.imports.import_content import ImportContent
from tests.support.altered_exports import import_zip, unzip, zip_with_manifest
from tests.support.export_zips import DAY, download_export, unpack
from tests.support.photo_bucket import send
from tests.support.shares import body

RESTRICTION, ACCESS_LOG = "/me/restriction", "/me/access-log"
CONSENT = "/me/consents/photo-analysis"


def contents(phone):
    files = unpack(download_export(phone))
    assert files.keys() >= other_files.NAMES
    assert all(name in files["index.html"].decode() for name in other_files.NAMES)
    return {name: json.loads(files[name]) for name in other_files.NAMES}


def test_each_file_equals_the_answer_of_its_address(alice):
    alice.delete(CONSENT)
    alice.put(CONSENT, {"version": "1"})
    alice.put("/me/retention", {"journal": 30, "period": None, "skin": 365})
    call_command("rotate_key", alice.user_id, stdout=io.StringIO())
    alice.put(RESTRICTION, {"restricted": True})
    found = contents(alice)
    assert found["consents.json"] == alice.get("/me/consents").json()
    assert found["consent-history.json"]["photo-analysis"] == alice.get(CONSENT).json()["history"]
    assert found["retention.json"] == alice.get("/me/retention").json()
    assert found["restriction.json"] == alice.get(RESTRICTION).json()
    assert found["restriction.json"]["restricted"] is True
    assert found["access-log.json"] == alice.get(ACCESS_LOG).json()
    assert [entry["command"] for entry in found["access-log.json"]["entries"]] == ["rotate_key"]


@pytest.mark.calm  # a lost answer may count twice
def test_the_counts_of_each_day_are_exported(alice, face):
    for _ in range(2):
        assert send(alice, face).status_code == 201
    counts = {each["resource"]: each for each in contents(alice)["daily-counts.json"]["counts"]}
    assert counts["analyses"]["count"] == 1  # the second request is the first one again
    assert counts["exports"]["count"] == 1
    assert all(each["day"][:2] == "20" for each in counts.values())
    counts = {each["resource"]: each for each in contents(alice)["daily-counts.json"]["counts"]}
    assert counts["exports"]["count"] == 2


def test_nothing_of_another_person_is_exported(alice, stranger):
    call_command("rotate_key", stranger.user_id, stdout=io.StringIO())
    stranger.put(RESTRICTION, {"restricted": True})
    found = contents(alice)
    assert found["access-log.json"] == {"entries": []}
    assert found["restriction.json"] == {"restricted": False, "since": None}


def test_her_imports_are_exported_with_their_counts(alice, stranger):
    counts = {"period": {"new": 3, "same": 0, "conflicting": 1, "skipped": 0}}
    with request_context.act_for_user(alice.user_id):
        for app in ("Clue", "drip"):
            content = ImportContent(format=app.lower(), app=app, first=DAY, counts=counts)
            import_id = ids.new_import_id()
            job = import_job.new(user_id=alice.user_id, import_id=import_id, content=content)
            import_job.store(job)
    found = contents(alice)["imports.json"]["imports"]
    assert {each["app"] for each in found} == {"Clue", "drip"}
    for each in found:
        assert (each["status"], each["from"], each["counts"]) == ("previewed", DAY, counts)
    assert contents(stranger)["imports.json"] == {"imports": []}


def test_her_shares_are_exported_without_their_links(alice, stranger):
    open_one, ended = (
        alice.post("/me/shares", body(name=name, passphrase="blue teapot")).json()
        for name in ("Sam", "Dr. Moreau")
    )
    alice.delete(f"/me/shares/{ended['shareId']}")
    file = contents(alice)["shares.json"]
    found = {each["name"]: each for each in file["shares"]}
    assert {name: each["state"] for name, each in found.items()} == {
        "Sam": "open",
        "Dr. Moreau": "revoked",
    }
    assert found["Sam"] == {**open_one, "url": None}
    assert open_one["url"].rpartition("/")[2] not in json.dumps(file)
    assert contents(stranger)["shares.json"] == {"shares": []}


NEW = {
    *("access-log.json", "calendar.json", "consent-history.json", "daily-counts.json"),
    *("imports.json", "restriction.json", "shares.json"),
}


@pytest.mark.parametrize("missing", [set(), NEW, *({name} for name in sorted(NEW))])
def test_an_import_takes_exports_with_and_without_them(alice, stranger, missing):
    alice.post("/journal", {"date": DAY})
    alice.put(RESTRICTION, {"restricted": True})
    files = {
        name: data for name, data in unzip(download_export(alice)).items() if name not in missing
    }
    assert import_zip(stranger, zip_with_manifest(files)).records == 1
    # Only she can consent and choose, and the log is that of another account.
    assert stranger.get(RESTRICTION).json() == {"restricted": False, "since": None}
    assert stranger.get(ACCESS_LOG).json() == {"entries": []}
    assert len(stranger.get(CONSENT).json()["history"]) == 1
