"""The ids of imports, and of the records that an import makes."""

import json
import secrets
import uuid

from django.utils import timezone

from glowcycle.encryption import sealing
from glowcycle.formats.history import ParsedRecord

# The bits of a UUID that say its version and its variant.
_VERSION_7 = 7 << 76
_VERSION_8 = 8 << 76
_VARIANT = 2 << 62
_FREE = ~(0xF << 76 | 3 << 62) & (1 << 128) - 1


def new_import_id() -> str:
    """Return a new UUID that begins with the time, so that her imports lie in their order."""
    milliseconds = int(timezone.now().timestamp() * 1000)
    number = milliseconds << 80 | secrets.randbits(80)
    return str(uuid.UUID(int=number & _FREE | _VERSION_7 | _VARIANT))


def record_id(parsed: ParsedRecord, *, user_id: str) -> str:
    """Return the id of a record that the file gives none: equal values have equal ids.

    An HMAC under her key makes it, since a plain digest would let a thief check guesses. So the
    same file twice, or a newer file of the same app, adds only what is new. Raise Erased,
    Unavailable.
    """
    values = json.dumps([parsed.kind, parsed.values], sort_keys=True, separators=(",", ":"))
    digest = sealing.digest(values.encode(), user_id=user_id)
    number = int.from_bytes(digest[:16], "big")
    return str(uuid.UUID(int=number & _FREE | _VERSION_8 | _VARIANT))
