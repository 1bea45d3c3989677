"""A device on a line that may break, and what it does offline."""

from collections import Counter
from typing import Any
from uuid import uuid4

from tests.support.bad_gateway import Line
from tests.support.phone import Phone
from tests.support.phone_habits import KINDS, Habits
from tests.support.sync_phone import Device

DAY = "2026-03-01"
NEW = Habits(limit=1000, kinds=KINDS, minimal=True)


class OfflineDevice(Device):
    """A device that notes its pauses, and the status of each result."""

    pauses: list[float]
    statuses: list[str]


def device_of(phone: Phone, habits: Habits = NEW) -> OfflineDevice:
    """Return a new device of the person, on a line of its own."""
    statuses: list[str] = []

    def heard(_operations: Any, results: Any) -> None:
        statuses.extend(result["status"] for result in results)

    line = Line(phone, met=Counter(), before=lambda: None, heard=heard)
    device = OfflineDevice(line, habits)
    device.pauses, device.statuses = [], statuses
    device.pause = device.pauses.append
    return device


def shows(phone: Phone) -> dict[tuple[str, str], Any]:
    """Return the records of the server, by a device that begins anew."""
    device = Device(phone, Habits(kinds=KINDS))
    device.sync()
    return device.store.records()


def busy(device: Device) -> list[str]:
    """Write three entries and a day of the period; return the ids of the entries."""
    names = [str(uuid4()) for _ in range(3)]
    device.note("create", "journal", names[0], date=DAY, energy=1)
    device.note("change", "journal", names[0], energy=2)
    device.note("create", "period", DAY, flow="light")
    device.note("delete", "period", DAY)
    device.note("create", "period", DAY, flow="heavy")
    for name in names[1:]:
        device.note("create", "journal", name, date=DAY, text=name)
    return names
