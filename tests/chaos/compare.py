"""Compare the stored records with the expected ones: by the lists, by sync, and in the tables."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from glowcycle.records import record_kinds
from tests.chaos.store import KEYS
from tests.support.phone import Phone
from tests.support.phone_store import Key
from tests.support.sync_phone import Device

# Every answer but a sync derives it from the period log.
DERIVED = "cycleDay"


@dataclass
class Held:
    """A record: its content in wire names, None when deleted; its etag, None when not known."""

    content: dict[str, Any] | None
    version: int
    etag: str | None


@dataclass
class Differences:
    """Differences found, each as text.

    lost     a record is missing, has an older version, or other content
    doubled  a record was never written, or has a newer version than expected
    """

    lost: list[str]
    doubled: list[str]


def compare(phone: Phone, *, expected: dict[Key, Held], into: Differences) -> None:
    """Add the differences between stored and expected records to `into`."""
    device = Device(phone)
    device.sync()
    by_sync = {
        key: Held(change["record"], change["version"], change["etag"])
        for key, change in device.store.base.items()
    }
    # A first round lists no deleted record.
    living = {key: held for key, held in expected.items() if held.content is not None}
    _add(into, "sync", living, by_sync, ignored=())
    _add(into, "table", expected, _by_table(phone.user_id), ignored=())
    _add(into, "lists", living, _by_lists(phone), ignored=(DERIVED,))
    for kind, name in expected.keys() - living.keys():
        if phone.get(f"/{kind}/{name}").status_code != 404:
            into.doubled.append(f"by its address: {kind}")


def _add(
    differences: Differences,
    where: str,
    expected: dict[Key, Held],
    actual: dict[Key, Held],
    *,
    ignored: tuple[str, ...],
) -> None:
    differences.doubled += [
        f"{where}: {kind}, never written" for kind, _ in actual.keys() - expected.keys()
    ]
    for key, held in expected.items():
        stored = actual.get(key)
        if stored is None or stored.version < held.version:
            differences.lost.append(
                f"{where}: {key[0]} {stored and stored.version} of {held.version}"
            )
        elif stored.version > held.version:
            differences.doubled.append(f"{where}: {key[0]} {stored.version} of {held.version}")
        elif _differs(held, stored, ignored):
            differences.lost.append(f"{where}: {key[0]} with other content")


def _differs(held: Held, stored: Held, ignored: tuple[str, ...]) -> bool:
    if held.content is None or stored.content is None:
        return held.content is not stored.content
    compared = {name: value for name, value in held.content.items() if name not in ignored}
    return any(stored.content[name] != value for name, value in compared.items()) or (
        None not in (held.etag, stored.etag) and held.etag != stored.etag
    )


def _by_table(user_id: str) -> dict[Key, Held]:
    records = {}
    for kind in record_kinds().values():
        for record in kind.model.query(user_id, consistent_read=True):
            content = None if record.deleted_at is not None else kind.serializer.of(record)
            records[kind.name, record.key] = Held(content, int(record.version), record.write_id)
    return records


def _by_lists(phone: Phone) -> dict[Key, Held]:
    records: dict[Key, Held] = {}
    for kind, key in KEYS.items():
        path: Any = f"/{kind}/user/{phone.user_id}?limit=100"
        while path:
            page = phone.get(path).json()
            for record in page["results"]:
                assert (kind, record[key]) not in records
                records[kind, record[key]] = Held(record, record["version"], record["etag"])
            parts = urlsplit(page["next"] or "")
            path = page["next"] and f"{parts.path}?{parts.query}"
    return records
