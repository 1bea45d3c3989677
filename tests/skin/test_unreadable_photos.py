"""A kept photo that does not open, and the photo of a scan that cannot be read."""

import pytest

from glowcycle.aws import clients
from tests.support import faults
from tests.support.broken_records import BREAKS, break_photo, lose_key
from tests.support.export_zips import METRICS, keep_photo
from tests.support.photo_bucket import bucket_faults, bucket_names
from tests.support.sealed_items import raw


@pytest.fixture
def scan(alice):
    """Return the address of a scan with a photo."""
    return f"/skin/{keep_photo(alice, 500)}"


def photo_of(phone, scan):
    return phone.get(f"{scan}/photo")


def assert_unreadable(answer):
    assert (answer.status_code, answer.json()["code"]) == (409, "unreadable")


def alter(phone, scan):
    break_photo(phone, scan.rpartition("/")[2])


def remove_key(phone, _scan):
    lose_key(phone.user_id, 0)


@pytest.mark.parametrize("spoil", [alter, remove_key])
def test_it_is_answered_as_such_and_goes_with_its_scan(alice, scan, log, spoil):
    spoil(alice, scan)
    before = log()
    assert_unreadable(photo_of(alice, scan))
    lines = log().removeprefix(before)
    assert '"message": "broken seal", "kind": ' in lines
    assert alice.user_id not in lines
    assert scan.rpartition("/")[2] not in lines
    assert alice.delete(scan).status_code == 204
    assert bucket_names(alice) == []


def test_the_scan_of_such_a_photo_stays_readable(alice, scan):
    before = alice.get(scan).json()
    alter(alice, scan)
    assert alice.get(scan).json() == before
    page = alice.get(f"/skin/user/{alice.user_id}").json()
    assert (page["results"], page["unreadable"]) == ([before], [])


@pytest.mark.parametrize("how", sorted(BREAKS))
def test_the_photo_of_an_unreadable_scan_goes_with_it(alice, scan, how):
    if how != "moved":  # its photo is asked for under the scan's own id
        BREAKS[how](alice, scan)
        assert_unreadable(photo_of(alice, scan))
    assert alice.delete(scan).status_code == 204
    assert bucket_names(alice) == []


@pytest.mark.parametrize("photo", [None, {"N": "5"}])
def test_the_photo_goes_even_if_the_scan_does_not_say_that_it_has_one(alice, scan, photo):
    BREAKS["altered"](alice, scan)
    table, item = raw(alice, scan)
    del item["photo"]
    clients.dynamodb().put_item(
        TableName=table, Item={**item, **({"photo": photo} if photo else {})}
    )
    assert alice.delete(scan).status_code == 204
    assert bucket_names(alice) == []


def test_a_scan_that_is_replaced_keeps_its_photo_and_says_who_stated_its_scores(alice, scan):
    before = photo_of(alice, scan).content
    BREAKS["altered"](alice, scan)
    replaced = alice.put(scan, {"date": "2026-03-01", "metrics": METRICS})
    assert replaced.status_code == 200
    assert replaced.json()["hasPhoto"] is True
    assert replaced.json()["provenance"]["source"] == "manual"
    assert photo_of(alice, scan).content == before


@pytest.mark.usefixtures("no_waiting")
def test_a_bucket_that_does_not_answer_keeps_the_unreadable_scan(alice, scan):
    BREAKS["altered"](alice, scan)
    with bucket_faults(*[faults.unreachable] * 9):
        assert alice.delete(scan).status_code == 503
    assert_unreadable(alice.get(scan))
    assert alice.delete(scan).status_code == 204
    assert bucket_names(alice) == []
