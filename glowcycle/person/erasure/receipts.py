"""The signed receipt of an erasure. It is kept in a partition that belongs to no person."""

import base64
import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from pynamodb.attributes import UnicodeAttribute

from glowcycle.aws import request_context
from glowcycle.aws.dynamodb import PersonItem
from glowcycle.encryption.cipher import derive
from glowcycle.errors import NotFound

Receipt = dict[str, Any]
ITEM = "receipt"


class ReceiptItem(PersonItem):
    """A receipt in a partition of its own, which does not show whose data was erased."""

    body = UnicodeAttribute()


def sign(content: Mapping[str, Any]) -> Receipt:
    """Return the content with its signature: Ed25519 over the JSON of the rest, keys sorted."""
    key = Ed25519PrivateKey.from_private_bytes(
        derive(settings.SECRET_KEY.encode(), purpose="sign receipts")
    )
    content = {**content, "publicKey": _base64(key.public_key().public_bytes_raw())}
    return {**content, "signature": _base64(key.sign(_signed_bytes(content)))}


def is_genuine(receipt: Mapping[str, Any], *, public_key: str) -> bool:
    """Return whether the owner of the public key signed the receipt, and nobody altered it."""
    content = {name: value for name, value in receipt.items() if name != "signature"}
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(public_key))
        key.verify(base64.urlsafe_b64decode(receipt["signature"]), _signed_bytes(content))
    except (InvalidSignature, KeyError, TypeError, ValueError):
        return False
    return bool(content.get("publicKey") == public_key)


def public_key() -> str:
    """Return the public key of this stage's receipts."""
    return str(sign({})["publicKey"])


def issue(content: Mapping[str, Any]) -> Receipt:
    """Sign and store a receipt; return it, or the one stored before. Raise Unavailable."""
    item = ReceiptItem(_partition(content["receiptId"]), ITEM, body=json.dumps(sign(content)))
    with request_context.in_partition(item.user_id):
        item = item.save_or_get(ReceiptItem.user_id.does_not_exist())
    return _read(item)


def find(receipt_id: str) -> Receipt | None:
    """Return the receipt, None if it is not issued yet. Raise Unavailable."""
    partition = _partition(receipt_id)
    with request_context.in_partition(partition):
        item = ReceiptItem.find(partition, ITEM)
    return None if item is None else _read(item)


def get(receipt_id: str) -> Receipt:
    """Return the receipt. Raise NotFound, Unavailable."""
    receipt = find(receipt_id)
    if receipt is None:
        raise NotFound("There is no receipt with this id, or the erasure is not finished yet.")
    return receipt


def _read(item: ReceiptItem) -> Receipt:
    receipt: Receipt = json.loads(item.body)
    return receipt


def _partition(receipt_id: str) -> str:
    return f"receipt/{UUID(receipt_id)}"


def _signed_bytes(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode()
