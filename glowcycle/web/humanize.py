"""Values of the API in words."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

NOT_SAID = "–"
SAYS_NOTHING: tuple[Any, ...] = (None, "", [])
# What is nested deeper is for programs.
DEPTH = 2
# What the service keeps about a record is there to be read further down, in the answer itself.
KEPT = frozenset({"userId", "createdAt", "updatedAt", "version"})
# An id that a person is to keep.
TO_KEEP = "receiptId"


def words(name: str) -> str:
    """Return "darkCircles" as "Dark circles"."""
    said = re.sub("([A-Z])", r" \1", name).lower().strip()
    return said[:1].upper() + said[1:]


def in_words(value: Any) -> str:
    """Return a value as a person would write it."""
    if isinstance(value, Mapping):
        said = {name: inner for name, inner in value.items() if inner not in SAYS_NOTHING}
        return ", ".join(f"{words(n)} {in_words(v)}" for n, v in said.items()) or NOT_SAID
    if isinstance(value, list):
        return ", ".join(map(in_words, value)) or NOT_SAID
    if isinstance(value, bool):
        return "yes" if value else "no"
    return NOT_SAID if value in (None, "") else str(value)


def member(answer: Any, path: str) -> Any:
    """Return what stands at the path, "metrics.radiance" within another; None for nothing."""
    for name in path.split("."):
        answer = answer.get(name) if isinstance(answer, Mapping) else None
    return answer


def facts(answer: Any, paths: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """Return what the answer says, as names and values: what it has at the paths, by their names.

    Without paths it is all that is not nested too deep.
    """
    if paths is None:
        return [*_facts(answer)] if isinstance(answer, Mapping) else []
    found = ((name, member(answer, path)) for name, path in paths.items())
    return [(name, in_words(value)) for name, value in found if value not in SAYS_NOTHING]


def _facts(answer: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in answer.items():
        is_said = name == TO_KEEP or not (name in KEPT or name.endswith("Id"))
        if is_said and _depth(value) <= DEPTH:
            yield words(name), in_words(value)


def _depth(value: Any) -> int:
    if isinstance(value, Mapping):
        value = [*value.values()]
    return 1 + max(map(_depth, value), default=0) if isinstance(value, list) else 0
