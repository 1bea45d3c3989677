"""Trimming of botocore's data about AWS to the services that the function calls.

The `zip` callback runs this file alone, so it imports only the standard library.
"""

import gzip
import json
import re
from pathlib import Path
from typing import Any

# The services that the function calls. botocore has data about 400 more.
SERVICES = (
    "bedrock-runtime",
    "dynamodb",
    "kms",
    "s3",
    "secretsmanager",
    "ssm",
    "sts",
)
_SERVICE_FILE = re.compile(r"boto(?:core|3)/data/([^/]+)/")


def is_needed(name: str) -> bool:
    """Return whether the archive needs the file: all but the data of other services."""
    service = _SERVICE_FILE.match(name)
    return not service or service[1] in SERVICES


def trim(folder: Path) -> None:
    """Remove the documentation, and the endpoints of all other services.

    Each start reads these files: 1.3 MB of endpoints, and 0.5 MB about DynamoDB, of which four
    fifths are documentation. No other part of making a client takes longer.
    """
    data = folder / "botocore" / "data"
    prefixes = set()
    for packed in data.rglob("*.json.gz"):
        text = gzip.decompress(packed.read_bytes())
        described = json.loads(text, object_hook=_without_documentation)
        prefixes.add(described.get("metadata", {}).get("endpointPrefix"))
        _write(packed.with_suffix(""), described)
        packed.unlink()
    endpoints = json.loads((data / "endpoints.json").read_bytes())
    for partition in endpoints["partitions"]:
        services = partition["services"]
        partition["services"] = {n: s for n, s in services.items() if n in prefixes}
    _write(data / "endpoints.json", endpoints)


def _without_documentation(members: dict[str, Any]) -> dict[str, Any]:
    """Return the members with empty documentation; shapes may have a member of that name."""
    if isinstance(members.get("documentation"), str):
        members["documentation"] = ""
    return members


def _write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, separators=(",", ":")), encoding="utf-8")
