"""Bodies of requests: JSON, and a form with a photo or a file."""

import json
from collections.abc import Mapping
from typing import Any


def json_body(**fields: Any) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode()


def photo_form(photo: bytes, **fields: str) -> tuple[bytes, str]:
    """Return a multipart form with the photo and these fields, and its content type."""
    head = 'name="photo"; filename="é.jpg"\r\nContent-Type: image/jpeg'
    return _form(head, photo, fields)


def file_form(file: bytes, **fields: str) -> tuple[bytes, str]:
    """Return a multipart form with the file of another app, and its content type."""
    head = 'name="file"; filename="é"\r\nContent-Type: application/octet-stream'
    return _form(head, file, fields)


def _form(head: str, content: bytes, fields: Mapping[str, str]) -> tuple[bytes, str]:
    parts = [(f'name="{name}"', value.encode()) for name, value in fields.items()]
    parts.append((head, content))
    lines = b"".join(
        f"--limit\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + content + b"\r\n"
        for head, content in parts
    )
    return lines + b"--limit--\r\n", "multipart/form-data; boundary=limit"
