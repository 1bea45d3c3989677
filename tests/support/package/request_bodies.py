"""Bodies of requests: JSON, and a form with a photo."""

import json
from typing import Any


def json_body(**fields: Any) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode()


def photo_form(photo: bytes, **fields: str) -> tuple[bytes, str]:
    """Return a multipart form with the photo and these fields, and its content type."""
    parts = [(f'name="{name}"', value.encode()) for name, value in fields.items()]
    parts.append(('name="photo"; filename="é.jpg"\r\nContent-Type: image/jpeg', photo))
    lines = b"".join(
        f"--limit\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + content + b"\r\n"
        for head, content in parts
    )
    return lines + b"--limit--\r\n", "multipart/form-data; boundary=limit"
