"""An erasure removes every version of every object, also in a bucket that is or was versioned."""

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from glowcycle.aws import clients
from glowcycle.person.erasure import services
from glowcycle.storage import objects
from tests.support import faults
from tests.support.erasures import erase
from tests.support.faults import store_faults
from tests.support.people import someone
from tests.support.stored_life import left

FOLDERS = ("uploads", "pending", "kept", "exports")
PAST = {
    "versioned": ["Enabled"],
    "once versioned": ["Enabled", "Suspended"],
    "versioned again": ["Suspended", "Enabled"],
}


def set_versioning(status):
    clients.s3().put_bucket_versioning(
        Bucket=settings.S3_BUCKET_NAME, VersioningConfiguration={"Status": status}
    )


@pytest.fixture(autouse=True)
def suspended_again():
    yield
    set_versioning("Suspended")


def versions(phone):
    """Return all versions of her objects, and marks of deleted ones, as S3 lists them."""
    listed = clients.s3().list_object_versions(Bucket=settings.S3_BUCKET_NAME)
    found = [*listed.get("Versions", []), *listed.get("DeleteMarkers", [])]
    return [each["Key"] for each in found if f"/{phone.user_id}/" in each["Key"]]


def fill(phone):
    """Store a replaced and a deleted object in each of her folders of a versioned bucket."""
    for kind in FOLDERS:
        key = objects.folder(user_id=phone.user_id, kind=kind) + "one"
        for content in (b"first", b"second", b"third"):
            objects.put(key=key, content=content)
        deleted = objects.folder(user_id=phone.user_id, kind=kind) + "deleted"
        objects.put(key=deleted, content=b"deleted")
        objects.delete(key=deleted)


@pytest.mark.parametrize("past", PAST.values(), ids=PAST)
@pytest.mark.parametrize("page_size", [1, 250])
def test_no_version_outlives_the_receipt(past, page_size, monkeypatch):
    monkeypatch.setattr(services, "PAGE_SIZE", page_size)
    phone = someone()
    for status in past:
        set_versioning(status)
        if status == "Enabled":
            fill(phone)
    if past[-1] == "Suspended":  # moto cannot delete a mark then; S3 can
        marks = clients.s3().list_object_versions(Bucket=settings.S3_BUCKET_NAME)["DeleteMarkers"]
        set_versioning("Enabled")
        for mark in marks:
            clients.s3().delete_object(
                Bucket=settings.S3_BUCKET_NAME, Key=mark["Key"], VersionId=mark["VersionId"]
            )
        set_versioning("Suspended")
    assert len(versions(phone)) >= 4 * len(FOLDERS)
    removed = erase(phone)["removed"]
    assert versions(phone) == left(phone.user_id) == []
    # Each object counts once, whatever the number of its versions.
    names = ("pendingUploads", "waitingPhotos", "photos", "exports")
    assert [removed[name] for name in names] == [2, 2, 2, 2]


@pytest.mark.one_engine
@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize("fault", [faults.unreachable, faults.lost])
def test_an_interruption_at_any_call_leaves_no_version(fault, monkeypatch):
    monkeypatch.setattr(services, "PAGE_SIZE", 3)
    set_versioning("Enabled")
    for index in range(60):
        phone = someone()
        fill(phone)
        plan = [faults.none] * index + [fault, fault]
        with store_faults(*plan, client=clients.s3()) as calls:
            phone.delete("/me")
        removed = erase(phone)["removed"]
        assert versions(phone) == []
        assert (removed["photos"], removed["exports"]) == (2, 2)
        if len(calls) <= index:
            break
    assert index > 5


def test_a_version_that_may_not_be_deleted_leaves_no_receipt(alice):
    """As under an object lock: S3 answers 200, and names the error in the body."""
    fill(alice)

    def refuse(parsed, **_):
        parsed["Errors"] = [{"Key": "kept/x", "Code": "AccessDenied"}]

    events = clients.s3().meta.events
    events.register("after-call.s3.DeleteObjects", refuse)
    try:
        with time_machine.travel(timezone.now() + services.SETTLE, tick=False):
            assert alice.delete("/me").status_code == 503
    finally:
        events.unregister("after-call.s3.DeleteObjects", refuse)


def test_a_strangers_versions_stay(alice, stranger):
    set_versioning("Enabled")
    fill(stranger)
    before = versions(stranger)
    erase(alice)
    assert versions(stranger) == before
