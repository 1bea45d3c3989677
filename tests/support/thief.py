"""A thief: the data that he copies (tables, bucket, AWS requests, log) and how he searches it."""

import base64
import hashlib
import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from glowcycle.api.log_formatters import JSONLines
from glowcycle.aws import clients
from glowcycle.infrastructure.tables import table_models

HEAD, NONCE = 2, 12


Dump = dict[str, list[dict[str, Any]]]


def tables() -> Dump:
    """Return every item of every table, by the table's name."""
    return {model.Meta.table_name: table(model.Meta.table_name) for model in table_models()}


def table(name: str) -> list[dict[str, Any]]:
    """Return every item of one table."""
    pages = clients.dynamodb().get_paginator("scan").paginate(TableName=name)
    return [item for page in pages for item in page["Items"]]


def bucket() -> dict[str, bytes]:
    """Return every object of the bucket, by its key."""
    name, found = settings.S3_BUCKET_NAME, {}
    for page in clients.s3().get_paginator("list_objects_v2").paginate(Bucket=name):
        for entry in page.get("Contents", []):
            stored = clients.s3().get_object(Bucket=name, Key=entry["Key"])
            found[entry["Key"]] = stored["Body"].read()
    return found


def since(before: Dump, after: Dump) -> Dump:
    """Return the items that are new since then, of any person."""
    return {
        table: [item for item in items if item not in before[table]]
        for table, items in after.items()
    }


def restore(dump: Dump, objects: dict[str, bytes]) -> None:
    """Put back these items and objects."""
    for table, items in dump.items():
        for item in items:
            clients.dynamodb().put_item(TableName=table, Item=item)
    for key, content in objects.items():
        clients.s3().put_object(Bucket=settings.S3_BUCKET_NAME, Key=key, Body=content)


def raw(item: dict[str, Any]) -> bytes:
    """Return an item as JSON, as DynamoDB exports it, followed by its binary values."""
    binary = [value["B"] for value in item.values() if "B" in value]
    text = json.dumps(item, default=lambda value: base64.b64encode(value).decode())
    return b"\n".join([text.encode(), *binary])


@contextmanager
def listening() -> Iterator[dict[str, bytes]]:
    """Copy each AWS request and each log line, with metrics, until the block ends."""
    sent, lines, taken = io.BytesIO(), io.StringIO(), {}

    def take(request: Any, **_: Any) -> None:
        body = request.body
        if hasattr(body, "read"):
            body = body.read()
            request.body.seek(0)
        head = f"{request.method} {request.url} {dict(request.headers)}"
        sent.write(head.encode() + (body.encode() if isinstance(body, str) else body or b""))

    stages = [clients.dynamodb(), clients.s3(), clients.kms()]
    handler = logging.StreamHandler(lines)
    handler.setFormatter(JSONLines(stage="test"))
    logging.root.addHandler(handler)
    for client in stages:
        client.meta.events.register("before-send", take)
    try:
        yield taken
    finally:
        for client in stages:
            client.meta.events.unregister("before-send", take)
        logging.root.removeHandler(handler)
        taken |= {"requests to AWS": sent.getvalue(), "log": lines.getvalue().encode()}


def forms(needle: str | bytes) -> Iterator[bytes]:
    """Yield every form that the needle may have: encoded, escaped, or as a digest."""
    if isinstance(needle, bytes):
        encodings = [needle]
    else:
        encodings = [needle.encode(), needle.encode("utf-16-le"), needle.encode("utf-16-be")]
        yield json.dumps(needle)[1:-1].encode()
        yield ascii(needle)[1:-1].encode()
        yield quote(needle).encode()
        for name in ("md5", "sha1", "sha256"):
            digest = hashlib.new(name, needle.encode(), usedforsecurity=False)
            encodings.append(digest.digest())
            yield digest.hexdigest().encode()
    for form in encodings:
        yield form
        yield form[::-1]
        yield form.hex().encode()
        for lead in range(3):  # base64 text depends on the offset
            encoded = base64.b64encode(bytes(lead) + form)
            core = encoded[4 if lead else 0 : len(encoded) // 4 * 4 - 4]
            yield core
            yield core.translate(bytes.maketrans(b"+/", b"-_"))


def found(needle: str | bytes, taken: dict[str, bytes]) -> list[str]:
    """Return the places that contain the needle in any form."""
    return [where for where, content in taken.items() if any(f in content for f in forms(needle))]


def opened(sealed: bytes, *, place: Any, keys: list[bytes]) -> bytes | None:
    """Return the value that one of the keys decrypts, without the service's code."""
    associated_data = json.dumps([sealed[0], sealed[1], *place]).encode()
    nonce, rest = sealed[HEAD:][:NONCE], sealed[HEAD + NONCE :]
    for key in keys:
        try:
            return AESGCM(key).decrypt(nonce, rest, associated_data)
        except InvalidTag:
            continue
    return None
