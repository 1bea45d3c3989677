"""Labels and values of the API in words."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

NO_VALUE = "–"
EMPTY: tuple[Any, ...] = (None, "", [])
# Values nested more deeply than this are for programs.
MAX_DEPTH = 2
# The service keeps these about each record; the page shows them only in the JSON.
BOOKKEEPING = frozenset({"userId", "createdAt", "updatedAt", "version", "etag"})
# The only id that a person has to keep.
RECEIPT_ID = "receiptId"


def label(name: str) -> str:
    """Return "darkCircles" as "Dark circles"."""
    words = re.sub("([A-Z])", r" \1", name).lower().strip()
    return words[:1].upper() + words[1:]


def humanize(value: Any) -> str:
    """Return a JSON value as a person would write it."""
    if isinstance(value, Mapping):
        members = [(name, member) for name, member in value.items() if member not in EMPTY]
        return (
            ", ".join(f"{label(name)} {humanize(member)}" for name, member in members) or NO_VALUE
        )
    if isinstance(value, list):
        return ", ".join(map(humanize, value)) or NO_VALUE
    if isinstance(value, bool):
        return "yes" if value else "no"
    return NO_VALUE if value in (None, "") else str(value)


def value_at(data: Any, path: str) -> Any:
    """Return the value at a path such as "metrics.radiance"; None where there is none."""
    for name in path.split("."):
        data = data.get(name) if isinstance(data, Mapping) else None
    return data


def summarize(data: Any, paths: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """Return labels and values in words.

    `paths` holds the path of a value by its label. Without it, return every value except ids,
    bookkeeping and values that are nested deeply.
    """
    if paths is None:
        return [*_summarize_all(data)] if isinstance(data, Mapping) else []
    values = ((name, value_at(data, path)) for name, path in paths.items())
    return [(name, humanize(value)) for name, value in values if value not in EMPTY]


def _summarize_all(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in data.items():
        is_hidden = name in BOOKKEEPING or (name.endswith("Id") and name != RECEIPT_ID)
        if not is_hidden and _depth(value) <= MAX_DEPTH:
            yield label(name), humanize(value)


def _depth(value: Any) -> int:
    if isinstance(value, Mapping):
        value = [*value.values()]
    return 1 + max(map(_depth, value), default=0) if isinstance(value, list) else 0
