"""Where the first fault in a JSON file is, and JSON that an app wrote into a text of its JSON."""

import json
from dataclasses import dataclass
from typing import IO, Any, Final

# The whole text is needed to count its lines, so a larger file is not searched.
MAX_SEARCHED_BYTES: Final = 4_000_000
MAX_INNER_LENGTH: Final = 10_000


@dataclass(frozen=True, slots=True)
class Fault:
    """The line and the character in it, both from 1 on."""

    line: int
    character: int


def find_fault(file: IO[bytes]) -> Fault | None:
    """Return the first fault, None if the file is too large to search, or has none."""
    content = file.read(MAX_SEARCHED_BYTES + 1)
    if len(content) > MAX_SEARCHED_BYTES:
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", "replace")
        return Fault(before.count("\n") + 1, len(before) - before.rfind("\n"))
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return Fault(error.lineno, error.colno)
    except (ValueError, RecursionError):
        return None
    return None


def read_inner_object(value: Any) -> dict[str, Any]:
    """Return an object that stands there as such or as a text; {} for anything else."""
    value = _read_inner(value)
    return value if isinstance(value, dict) else {}


def read_inner_list(value: Any) -> list[Any]:
    """Return an array that stands there as such or as a text; [] for anything else."""
    value = _read_inner(value)
    return value if isinstance(value, list) else []


def _read_inner(value: Any) -> Any:
    if not isinstance(value, str) or len(value) > MAX_INNER_LENGTH:
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None
