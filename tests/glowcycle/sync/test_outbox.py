"""A phone that follows docs/sync.md makes two offline changes of one record."""

from tests.support.faults import failing, none, store_faults
from tests.support.sync_phone import Device

DAY = "2026-03-01"


def offline(phone):
    """Return her device with two waiting changes of an entry, and the entry's path."""
    path = phone.post("/journal", {"date": DAY}).headers["Location"]
    device = Device(phone)
    device.sync()
    for energy in (1, 2):
        device.note("change", "journal", path.rpartition("/")[2], energy=energy)
    return device, path


def names(operations):
    return [operation["operationId"] for operation in operations]


def test_a_repeated_operation_does_not_conflict_with_the_one_before(alice):
    device, path = offline(alice)
    _, second = names(device.store.outbox)
    with store_faults(none, failing, failing, operation="PutItem"):
        device.send()
    assert names(device.store.outbox) == [second]
    assert alice.get(path).json()["energy"] == 1
    device.send()
    assert (device.store.outbox, alice.get(path).json()["energy"]) == ([], 2)


def test_a_late_copy_of_both_operations_is_not_applied(alice):
    device, path = offline(alice)
    both = {"operations": [*device.store.outbox]}
    with store_faults(none, failing, failing, operation="PutItem"):
        device.send()
    alice.post("/sync", both)
    device.send()
    entry = alice.get(path).json()
    assert (device.store.outbox, entry["energy"], entry["version"]) == ([], 2, 3)


def test_another_write_between_the_two_is_a_conflict(alice):
    device, path = offline(alice)
    _, second = names(device.store.outbox)
    with store_faults(none, failing, failing, operation="PutItem"):
        device.send()
    alice.patch(path, {"energy": 7})
    results = alice.post("/sync", {"operations": device.store.outbox}).json()["results"]
    assert [(result["operationId"], result["status"]) for result in results] == [
        (second, "conflict")
    ]
    assert results[0]["etag"] is None
    assert alice.get(path).json()["energy"] == 7
