"""Cursors, each signed together with the person, the address and the filters."""

import base64
import hashlib
import hmac
import json
import os
import time
from typing import Any
from urllib.parse import urlencode

import boto3
from botocore.config import Config

from tests.benchmarks.peers.wire import Problem

_secrets = boto3.client(
    "secretsmanager",
    endpoint_url=os.environ.get("AWS_ENDPOINT_URL") or None,
    config=Config(connect_timeout=1, read_timeout=2, retries={"total_max_attempts": 3}),
)
_secret = _secrets.get_secret_value(SecretId=f"glowcycle/{os.environ['STAGE']}")["SecretString"]
SECRET = json.loads(_secret)["SECRET_KEY"].encode()
CURSOR_SECONDS = 24 * 3600


def cursor(salt: str, direction: str, to: Any) -> str | None:
    """Return the cursor of the next page in that direction, or None."""
    if to is None:
        return None
    payload = base64.urlsafe_b64encode(
        json.dumps([direction, to, int(time.time())]).encode()
    ).decode()
    return f"{payload}.{_sign(payload, salt)}"


def link(base: str, given: dict[str, str], cursor: str | None) -> str | None:
    """Return the address of the page at the cursor, or None."""
    if cursor is None:
        return None
    kept = {name: value for name, value in given.items() if name not in ("cursor", "limit")}
    limit = {"limit": given["limit"]} if "limit" in given else {}
    return f"{base}?{urlencode({**kept, 'cursor': cursor, **limit})}"


def follow(cursor: str | None, salt: str) -> tuple[str, dict[str, str] | None]:
    """Check the cursor's signature, and return its direction and place."""
    if cursor is None:
        return "older", None
    payload, _, signature = cursor.partition(".")
    if not hmac.compare_digest(signature.encode(), _sign(payload, salt).encode()):
        raise Problem(400, "invalid", {"cursor": ["Not a cursor of this list, or expired."]})
    direction, to, when = json.loads(base64.urlsafe_b64decode(payload))
    if time.time() - when > CURSOR_SECONDS:
        raise Problem(400, "invalid", {"cursor": ["Not a cursor of this list, or expired."]})
    return direction, to


def salt(path: str, user_id: str, given: dict[str, str]) -> str:
    kept = sorted((name, v) for name, v in given.items() if name not in ("cursor", "limit"))
    return f"cursor {path} {user_id} {kept}"


def _sign(payload: str, salt: str) -> str:
    key = hashlib.sha256(salt.encode() + SECRET).digest()
    signature = hmac.digest(key, payload.encode(), "sha256")
    return base64.urlsafe_b64encode(signature).decode().rstrip("=")
