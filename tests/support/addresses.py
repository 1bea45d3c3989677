"""Where the records of a kind are."""

from glowcycle.records import record_kinds


def at(kind: str, key: str = "") -> str:
    """Return the address of the record, or of all of its kind."""
    return f"/{record_kinds()[kind].address(key)}"
