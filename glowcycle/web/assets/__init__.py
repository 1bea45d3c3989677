"""The files that pages load. The service itself serves them, so no bucket has to be public."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files as files_of

# The names of files by package and folder; those of Swagger UI are for /docs.
FILES = {
    ("glowcycle.web", "assets"): ("page.css", "page.js", "icon.svg"),
    ("glowcycle.charts", ""): ("charts.css",),
    ("glowcycle.openapi", "assets"): ("docs.css", "docs.js"),
    ("drf_spectacular_sidecar", "static/drf_spectacular_sidecar/swagger-ui-dist"): (
        "swagger-ui.css",
        "swagger-ui-bundle.js",
    ),
}
CONTENT_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file, and the digest that gives it a new address after each change."""

    content: bytes
    content_type: str
    digest: str


@cache
def files() -> Mapping[str, Asset]:
    """Return the files by name."""
    return {
        name: _asset(name, files_of(package).joinpath(folder, name).read_bytes())
        for (package, folder), names in FILES.items()
        for name in names
    }


def _asset(name: str, content: bytes) -> Asset:
    content_type = CONTENT_TYPES[name.rpartition(".")[2]]
    return Asset(content, content_type, hashlib.sha256(content).hexdigest()[:12])
