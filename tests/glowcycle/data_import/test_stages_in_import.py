"""Her life stages come back with an import; an export from before they existed still does."""

import json
from uuid import uuid4

import pytest
from django.utils import timezone

from glowcycle.storage.restoring import restore
from period.models import StageLog
from tests.support.altered_exports import alter_file, import_zip, unzip, zip_with_manifest
from tests.support.export_zips import DAY, answered_records, download_export
from tests.support.life_stages import STAGES, add, stage


def without_stages(archive):
    """Return the export as the service made it before it had stages."""
    files = {name: data for name, data in unzip(archive).items() if not name.startswith("stage.")}
    records = json.loads(files["manifest.json"])["records"]
    del records["stage"]
    return zip_with_manifest(files, records=records)


def test_every_stage_comes_back(alice, stranger):
    for year, kind in enumerate(STAGES, start=2010):
        days = f"{year}-01-10", f"{year}-11-10"
        add(alice, stage(kind, *days, **({"dueDate": None} if kind == "pregnancy" else {})))
    result = import_zip(stranger, download_export(alice))
    assert (result.records, result.existing) == (len(STAGES), 0)
    hers, theirs = (answered_records(phone)["stage"] for phone in (alice, stranger))
    for name, record in hers.items():
        kept = record.keys() - {"userId", "updatedAt"}
        assert {member: theirs[name][member] for member in kept} == {
            member: record[member] for member in kept
        }


def test_an_export_without_stages_is_imported(alice, stranger):
    alice.post("/journal", {"date": DAY, "text": "hers"})
    assert import_zip(stranger, without_stages(download_export(alice))).records == 1
    assert answered_records(stranger)["stage"] == {}


def test_stages_that_overlap_are_imported_as_they_are(alice, stranger):
    add(alice, stage("pause"))
    twin = StageLog(
        alice.user_id, str(uuid4()), stage_kind="pause", start=DAY, created_at=timezone.now()
    )
    twin.version = 1
    assert restore(twin)
    assert import_zip(stranger, download_export(alice)).records == 2


@pytest.mark.parametrize(
    "change",
    [
        {"reason": "pcos"},
        {"hormones": "none"},
        {"end": "2025-01-01"},
        {"kind": "postpartum"},
        {"start": None},
    ],
)
def test_a_stage_that_breaks_a_rule_is_refused_before_anything_is_stored(refuse, alice, change):
    add(alice, stage("pause"))
    archive = download_export(alice)
    message = refuse(
        alter_file(archive, "stage.json", lambda content: content["records"][0].update(change))
    )
    assert message.startswith("stage.json, record 1 is invalid")
