"""What botocore knows of AWS, as far as the function needs it: the services that it calls.

The `zip` callback runs this file, which Zappa knows nothing of. It leans on the standard library.
"""

import gzip
import json
import re
from pathlib import Path
from typing import Any

# Every service that a client is made for: botocore describes 400 more.
SERVICES = (
    "bedrock-runtime",
    "cloudwatch",
    "dynamodb",
    "kms",
    "s3",
    "secretsmanager",
    "ssm",
    "sts",
)
_OF_SERVICE = re.compile(r"boto(?:core|3)/data/([^/]+)/")


def is_needed(name: str) -> bool:
    """Return whether a file of that name in the archive is about such a service, or about none."""
    service = _OF_SERVICE.match(name)
    return not service or service[1] in SERVICES


def trim(folder: Path) -> None:
    """Take out what is only read: manuals, and the addresses of all other services.

    Each start reads it, and longer than anything else that a client needs: 1.3 MB of addresses, and
    half a MB of DynamoDB, four fifths of them prose.
    """
    data = folder / "botocore" / "data"
    prefixes = set()
    for packed in data.rglob("*.json.gz"):
        text = gzip.decompress(packed.read_bytes())
        described = json.loads(text, object_hook=_without_prose)
        prefixes.add(described.get("metadata", {}).get("endpointPrefix"))
        _write(packed.with_suffix(""), described)
        packed.unlink()
    addresses = json.loads((data / "endpoints.json").read_bytes())
    for partition in addresses["partitions"]:
        known = partition["services"]
        partition["services"] = {n: s for n, s in known.items() if n in prefixes}
    _write(data / "endpoints.json", addresses)


def _without_prose(members: dict[str, Any]) -> dict[str, Any]:
    """Return the members with an empty manual, which some must have; a shape's member stays."""
    if isinstance(members.get("documentation"), str):
        members["documentation"] = ""
    return members


def _write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, separators=(",", ":")), encoding="utf-8")
