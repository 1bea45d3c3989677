"""A phone follows docs/sync.md, and does two things to one record before it can send them."""

from tests.support.faults import failing, none, store_faults
from tests.support.sync_phone import Device

DAY = "2026-03-01"


def offline(phone):
    """Return her device, on which two changes of an entry wait, and the entry's address."""
    path = phone.post("/journal", {"date": DAY}).headers["Location"]
    device = Device(phone)
    device.sync()
    for energy in (1, 2):
        device.note("change", "journal", path.rpartition("/")[2], energy=energy)
    return device, path


def names(operations):
    return [operation["operationId"] for operation in operations]


def test_what_has_to_be_sent_again_does_not_conflict_with_what_was_done_before_it(alice):
    device, path = offline(alice)
    _, second = names(device.outbox)
    with store_faults(none, failing, failing, operation="PutItem"):
        device.send()
    assert names(device.outbox) == [second]
    assert alice.get(path).json()["energy"] == 1
    device.send()
    assert (device.outbox, alice.get(path).json()["energy"]) == ([], 2)


def test_nor_does_a_late_copy_of_both_have_it_done_twice(alice):
    device, path = offline(alice)
    both = {"operations": [*device.outbox]}
    with store_faults(none, failing, failing, operation="PutItem"):
        device.send()
    alice.post("/sync", both)
    device.send()
    found = alice.get(path).json()
    assert (device.outbox, found["energy"], found["version"]) == ([], 2, 3)


def test_what_somebody_else_wrote_between_the_two_is_a_conflict_all_the_same(alice):
    device, path = offline(alice)
    _, second = names(device.outbox)
    with store_faults(none, failing, failing, operation="PutItem"):
        device.send()
    alice.patch(path, {"energy": 7})
    results = alice.post("/sync", {"operations": device.outbox}).json()["results"]
    assert [(each["operationId"], each["status"]) for each in results] == [(second, "conflict")]
    assert results[0]["etag"] is None
    assert alice.get(path).json()["energy"] == 7
