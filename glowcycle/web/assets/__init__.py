"""The files that pages load, served by the service itself: no bucket need be public for them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file, and the digest that makes its address new whenever it changes."""

    content: bytes
    content_type: str
    digest: str


@cache
def files() -> Mapping[str, Asset]:
    """Return the files by name: ours, and those of Swagger UI that /docs loads."""
    ours, swagger = Path(__file__).parent, _swagger()
    paths = [
        *(ours / name for name in ("page.css", "page.js", "icon.svg", "docs.css", "docs.js")),
        *(swagger / name for name in ("swagger-ui.css", "swagger-ui-bundle.js")),
    ]
    return {path.name: _read(path) for path in paths}


def _swagger() -> Path:
    """Return where the library keeps it. Raise LookupError without the library."""
    found = find_spec("drf_spectacular_sidecar")
    if found is None or found.origin is None:
        raise LookupError("drf-spectacular-sidecar is not installed.")
    library = Path(found.origin).parent
    return library / "static" / library.name / "swagger-ui-dist"


def _read(path: Path) -> Asset:
    content = path.read_bytes()
    return Asset(content, CONTENT_TYPES[path.suffix], hashlib.sha256(content).hexdigest()[:12])
