"""JSON as RFC 8259 and RFC 7493 (I-JSON) mean it. What Python would accept beyond them is refused.

One rule each, for every field of every body, read or not: a limit on depth and digits, UTF-8
without a byte order mark, no duplicate names, no lone surrogates or NUL, no NaN or infinity.
"""

import json
import math
import re
from typing import Any

MAX_DEPTH = 20
# DynamoDB keeps 38 significant digits of a number; one more would be lost in silence.
MAX_DIGITS = 38

# A string that never closes reaches to the end: else each quote inside it would be tried in turn.
STRINGS = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
UNUSABLE = re.compile("[\x00\ud800-\udfff]")


def loads(body: bytes) -> Any:
    """Return the value. Raise ValueError for anything that is not such JSON."""
    _check_depth(body)
    return json.loads(
        body.decode("utf-8"),  # a byte order mark stays, and is no JSON
        object_pairs_hook=unique,
        parse_int=_integer,
        parse_float=_float,
        parse_constant=_refuse,
    )


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the members as a dict. Raise ValueError for a repeated name, and for unusable text."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("duplicate names")
    for name, value in pairs:
        _check_text(name)
        _check_text(value)
    return found


def _check_depth(body: bytes) -> None:
    """Refuse deep nesting before the recursive parser meets it."""
    if body.count(b"[") + body.count(b"{") <= MAX_DEPTH:
        return
    depth = 0
    for bracket in re.finditer(rb"[\[{\]}]", STRINGS.sub(b"", body)):
        depth += 1 if bracket.group() in b"[{" else -1
        if depth > MAX_DEPTH:
            raise ValueError("nested too deep")


def _check_text(value: Any) -> None:
    if isinstance(value, str) and UNUSABLE.search(value):
        raise ValueError("a character that no text has")
    if isinstance(value, list):
        for inner in value:
            _check_text(inner)


def _integer(digits: str) -> int:
    if len(digits.lstrip("-")) > MAX_DIGITS:
        raise ValueError("too many digits")
    return int(digits)


def _float(digits: str) -> float:
    mantissa = re.split("[eE]", digits)[0]
    if len(re.sub(r"\D", "", mantissa).strip("0")) > MAX_DIGITS or not math.isfinite(float(digits)):
        raise ValueError("too many digits")
    return float(digits)


def _refuse(_constant: str) -> None:
    raise ValueError("not a JSON number")
