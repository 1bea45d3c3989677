"""The files that pages load. The service itself serves them, so no bucket has to be public."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from glowcycle import charts, openapi

CHARTS = Path(charts.__file__).parent
DOCS = Path(openapi.__file__).with_name("assets")
CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file, and the digest that gives it a new address after each change."""

    content: bytes
    content_type: str
    digest: str


@cache
def files() -> Mapping[str, Asset]:
    """Return the files by name: our own, and those of Swagger UI for /docs."""
    ours, swagger_ui = Path(__file__).parent, _swagger_ui_folder()
    paths = [
        *(ours / name for name in ("page.css", "page.js", "icon.svg")),
        CHARTS / "charts.css",
        *(DOCS / name for name in ("docs.css", "docs.js")),
        *(swagger_ui / name for name in ("swagger-ui.css", "swagger-ui-bundle.js")),
    ]
    return {path.name: _read(path) for path in paths}


def _swagger_ui_folder() -> Path:
    """Return the folder of Swagger UI. Raise LookupError where its library is not installed."""
    spec = find_spec("drf_spectacular_sidecar")
    if spec is None or spec.origin is None:
        raise LookupError("drf-spectacular-sidecar is not installed.")
    library = Path(spec.origin).parent
    return library / "static" / library.name / "swagger-ui-dist"


def _read(path: Path) -> Asset:
    content = path.read_bytes()
    return Asset(content, CONTENT_TYPES[path.suffix], hashlib.sha256(content).hexdigest()[:12])
