"""The files that pages load, served by the service itself: no bucket need be public for them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CONTENT_TYPES = {
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file, and the digest that makes its address new whenever it changes."""

    content: bytes
    content_type: str
    digest: str


@cache
def files() -> Mapping[str, Asset]:
    """Return the files by name."""
    return {name: _read(name, content_type) for name, content_type in CONTENT_TYPES.items()}


def _read(name: str, content_type: str) -> Asset:
    content = (Path(__file__).parent / name).read_bytes()
    return Asset(content, content_type, hashlib.sha256(content).hexdigest()[:12])
