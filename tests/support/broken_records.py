"""The ways in which one stored record can become unreadable, and the data keys behind it."""

import copy
from collections.abc import Callable
from typing import Any

from django.conf import settings

from glowcycle.aws import clients
from glowcycle.encryption import keyring
from glowcycle.encryption.data_keys import KeyItem
from glowcycle.records import kind_at, record_kinds
from glowcycle.storage import objects
from tests.support.sealed_items import plant, raw, write

CANARIES = (b"canary", b"spotting", b"positive", b"radiance", b"emergency")
Break = Callable[[Any, str], None]


def _with(**attributes: Any) -> Break:
    """Return a break that stores these attributes, and removes those that are None."""

    def change(phone: Any, address: str) -> None:
        table, item = raw(phone, address)
        plant(table, {n: v for n, v in {**item, **attributes}.items() if v is not None})

    return change


def _altered(phone: Any, address: str) -> None:
    table, item = raw(phone, address)
    sealed = item["sealed"]["B"]
    plant(table, {**item, "sealed": {"B": sealed[:-1] + bytes([sealed[-1] ^ 1])}})


def _unknown_key(phone: Any, address: str) -> None:
    table, item = raw(phone, address)
    sealed = item["sealed"]["B"]
    plant(table, {**item, "sealed": {"B": sealed[:1] + b"\x07" + sealed[2:]}})


def _moved(phone: Any, address: str) -> None:
    """Store the content of another record, which is then deleted."""
    kind = named(address)["kind"]
    other = write(phone, kind)
    table, item = raw(phone, address)
    plant(table, {**item, "sealed": copy.deepcopy(raw(phone, other)[1]["sealed"])})
    assert phone.delete(other).status_code == 204


SEALS: dict[str, Break] = {
    "altered": _altered,
    "moved": _moved,
    "missing": _with(sealed=None),
    "of another type": _with(sealed={"S": "x"}),
    "empty": _with(sealed={"B": b""}),
    "cut off": _with(sealed={"B": b"\x01\x00"}),
    "under an unknown key": _unknown_key,
    "of another version": _with(version={"N": "2"}),
}
METADATA: dict[str, Break] = {
    "version that is text": _with(version={"S": "1"}),
    "version with a fraction": _with(version={"N": "1.5"}),
    "no version": _with(version=None),
    "updatedAt that is no time": _with(updatedAt={"S": "yesterday"}),
    "updatedAt without an offset": _with(updatedAt={"S": "2026-02-01T00:00:00"}),
    "createdAt that is a number": _with(createdAt={"N": "5"}),
    "no createdAt": _with(createdAt=None),
    "no write id": _with(writeId=None),
    "write id that is a number": _with(writeId={"N": "5"}),
    "earlier writes that are none": _with(earlierWrites={"NULL": True}, sealed=None),
    "expiry that is text": _with(expiresAt={"S": "soon"}),
    "expiry out of range": _with(expiresAt={"N": "1" + "0" * 30}),
    "deletedAt that is no time": _with(deletedAt={"S": "never"}),
    "deletedAt of another type": _with(deletedAt={"BOOL": True}),
    "expiry that the platform cannot tell": _with(expiresAt={"N": "1" + "0" * 17}),
    "version of many digits": _with(version={"N": "9.9E+125"}),
    "createdAt in the last year": _with(createdAt={"S": "9999-12-31T23:59:59.999999+0000"}),
    "createdAt before the calendar": _with(createdAt={"S": "0001-01-01T00:00:00.000000+1400"}),
    "updatedAt in the last year": _with(updatedAt={"S": "9999-12-31T23:59:59.999999+0000"}),
    "updatedAt of another offset": _with(updatedAt={"S": "2026-02-01T00:00:00.000000+0500"}),
    "write id that is empty": _with(writeId={"S": ""}),
    "write id with a line break": _with(writeId={"S": "a\nX-Header: b"}),
    "write id with a quote": _with(writeId={"S": 'a", "b'}),
}
DATES: dict[str, Break] = {
    "date that is no day": _with(date={"S": "someday"}),
    "date of another type": _with(date={"N": "20260201"}),
    "no date": _with(date=None),
    "date in the first year": _with(date={"S": "0001-01-01"}),
    "date in the last year": _with(date={"S": "9999-12-31"}),
    "date with more behind it": _with(date={"S": "2026-02-01T<script>"}),
    "date without hyphens": _with(date={"S": "20260201"}),
    "date of a week": _with(date={"S": "2026-W05-7"}),
    "time without an offset": _with(date={"S": "2026-02-01T10:00:00"}),
}
BREAKS = SEALS | METADATA | DATES


def every_break() -> list[tuple[str, str]]:
    """Return each kind of record with each way to break one; some have no date to break."""
    return [(kind, how) for kind in record_kinds() for how in BREAKS if _has(kind, how)]


def breaks_in_turn(first: int) -> list[tuple[str, str]]:
    """Return each way to break a record with one kind, in turn, from the `first` kind on.

    For what reads all kinds by the same code: `storage/test_unreadable_records.py` reads, changes
    and deletes every kind broken in every way.
    """
    kinds = {how: [kind for kind in record_kinds() if _has(kind, how)] for how in BREAKS}
    return [(fit[(n + first) % len(fit)], how) for n, (how, fit) in enumerate(kinds.items())]


def _has(kind: str, how: str) -> bool:
    return how not in DATES or kind in ("journal", "skin")


def named(address: str) -> dict[str, str]:
    """Return how an answer names the unreadable record at that address."""
    path, _, key = address.strip("/").rpartition("/")
    return {"kind": kind_at(path).name, "id": key}


def lose_key(user_id: str, number: int, entry: Any = None) -> None:
    """Replace her wrapped key with that number by another entry, one that KMS never made."""
    stored = clients.dynamodb().get_item(
        TableName=KeyItem.Meta.table_name, Key={"userId": {"S": user_id}, "item": {"S": "key"}}
    )["Item"]
    stored["wrapped"]["L"][number] = entry or {"S": "bm90IGEga2V5IG9mIGhlcnMsIG5ldmVyIG1hZGU="}
    plant(KeyItem.Meta.table_name, stored)
    keyring.forget()


def break_photo(phone: Any, scan_id: str) -> None:
    """Alter the photo that is kept with the scan."""
    place = {
        "Bucket": settings.S3_BUCKET_NAME,
        "Key": objects.kept_key(user_id=phone.user_id, scan_id=scan_id),
    }
    sealed = clients.s3().get_object(**place)["Body"].read()
    clients.s3().put_object(**place, Body=sealed[:-1] + bytes([sealed[-1] ^ 1]))
