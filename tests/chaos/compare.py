"""What the service holds in the end beside what it has to hold: by its lists, by sync, by table."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from glowcycle.records import record_kinds
from tests.chaos.store import KEYS
from tests.support.phone import Phone
from tests.support.sync_phone import Device, Key

# Derived from the period log wherever a record is answered but in a sync.
DERIVED = "cycleDay"


@dataclass
class Held:
    """A record by its content in wire names, None once deleted; the etag None where not known."""

    content: dict[str, Any] | None
    version: int
    etag: str | None


@dataclass
class Differences:
    """Records, by where they were looked for.

    lost     missing there, of an older version, or with other content
    doubled  there and never written, or written more often than asked for
    """

    lost: list[str]
    doubled: list[str]


def compare(phone: Phone, *, due: dict[Key, Held], into: Differences) -> None:
    """Add where what the service has differs from what is due, seen in each way that there is."""
    device = Device(phone)
    device.sync()
    by_sync = {
        key: Held(told["record"], told["version"], told["etag"])
        for key, told in device.base.items()
    }
    _add(into, "sync", due, by_sync, passed_over=())
    _add(into, "table", due, _by_table(phone.user_id), passed_over=())
    there = {key: held for key, held in due.items() if held.content is not None}
    _add(into, "lists", there, _by_lists(phone), passed_over=(DERIVED,))
    for kind, name in due.keys() - there.keys():
        if phone.get(f"/{kind}/{name}").status_code != 404:
            into.doubled.append(f"by its address: {kind}")


def _add(
    found: Differences,
    where: str,
    due: dict[Key, Held],
    there: dict[Key, Held],
    *,
    passed_over: tuple[str, ...],
) -> None:
    found.doubled += [f"{where}: {kind}, never written" for kind, _ in there.keys() - due.keys()]
    for key, held in due.items():
        has = there.get(key)
        if has is None or has.version < held.version:
            found.lost.append(f"{where}: {key[0]} {has and has.version} of {held.version}")
        elif has.version > held.version:
            found.doubled.append(f"{where}: {key[0]} {has.version} of {held.version}")
        elif _differs(held, has, passed_over):
            found.lost.append(f"{where}: {key[0]} with other content")


def _differs(held: Held, has: Held, passed_over: tuple[str, ...]) -> bool:
    if held.content is None or has.content is None:
        return held.content is not has.content
    said = {name: value for name, value in held.content.items() if name not in passed_over}
    return any(has.content[name] != value for name, value in said.items()) or (
        None not in (held.etag, has.etag) and held.etag != has.etag
    )


def _by_table(user_id: str) -> dict[Key, Held]:
    found = {}
    for kind in record_kinds().values():
        for record in kind.model.query(user_id, consistent_read=True):
            content = None if record.deleted_at is not None else kind.serializer.of(record)
            found[kind.name, record.key] = Held(content, int(record.version), record.write_id)
    return found


def _by_lists(phone: Phone) -> dict[Key, Held]:
    found: dict[Key, Held] = {}
    for kind, key in KEYS.items():
        path: Any = f"/{kind}/user/{phone.user_id}?limit=100"
        while path:
            page = phone.get(path).json()
            for record in page["results"]:
                assert (kind, record[key]) not in found
                found[kind, record[key]] = Held(record, record["version"], None)
            parts = urlsplit(page["next"] or "")
            path = page["next"] and f"{parts.path}?{parts.query}"
    return found
