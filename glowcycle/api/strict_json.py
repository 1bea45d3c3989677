"""Strict JSON by RFC 8259 and RFC 7493 (I-JSON); Python's own parser accepts more.

The rules hold for every field of every body: a limit on depth and digits, UTF-8 without a byte
order mark, no duplicate names, no lone surrogates or NUL, no NaN or infinity.
"""

import json
import math
import re
from decimal import Decimal
from typing import Any

MAX_DEPTH = 20
# DynamoDB keeps 38 significant digits of a number, and drops further digits silently.
MAX_DIGITS = 38
# An exponent beyond that makes numbers that take long to judge.
MAX_EXPONENT = 999

# A string without its closing quote matches to the end, so that the search stays linear.
STRINGS = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
UNUSABLE = re.compile("[\x00\ud800-\udfff]")


class Number(float):
    """A number with a fraction or an exponent; `exact` is what its digits say, never rounded."""

    exact: Decimal


def loads(body: bytes) -> Any:
    """Return the value. Raise ValueError for anything but strict JSON."""
    _check_depth(body)
    return json.loads(
        body.decode("utf-8"),  # keeps a byte order mark, which is not JSON
        object_pairs_hook=unique,
        parse_int=_integer,
        parse_float=_number,
        parse_constant=_refuse,
    )


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the members as a dict. Raise ValueError for a repeated name or unusable text."""
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("duplicate names")
    for name, value in pairs:
        _check_text(name)
        _check_text(value)
    return members


def check_number(digits: str) -> bool:
    """Return whether a number with these digits is accepted."""
    try:
        (_number if set(digits) & set(".eE") else _integer)(digits)
    except ValueError:
        return False
    return True


def _check_depth(body: bytes) -> None:
    """Refuse deep nesting before the recursive parser runs."""
    if body.count(b"[") + body.count(b"{") <= MAX_DEPTH:
        return
    depth = 0
    for bracket in re.finditer(rb"[\[{\]}]", STRINGS.sub(b"", body)):
        depth += 1 if bracket.group() in b"[{" else -1
        if depth > MAX_DEPTH:
            raise ValueError("nested too deeply")


def _check_text(value: Any) -> None:
    if isinstance(value, str) and UNUSABLE.search(value):
        raise ValueError("NUL or a lone surrogate")
    if isinstance(value, list):
        for inner in value:
            _check_text(inner)


def _integer(digits: str) -> int:
    if len(digits.lstrip("-")) > MAX_DIGITS:
        raise ValueError("too many digits")
    return int(digits)


def _number(digits: str) -> Number:
    mantissa, _, exponent = digits.lower().partition("e")
    if len(re.sub(r"\D", "", mantissa).strip("0")) > MAX_DIGITS:
        raise ValueError("too many digits")
    if abs(int(exponent or 0)) > MAX_EXPONENT:
        raise ValueError("too large an exponent")
    number = Number(digits)
    if not math.isfinite(number):
        raise ValueError("too large")
    number.exact = Decimal(digits)
    return number


def _refuse(_constant: str) -> None:
    raise ValueError("not a JSON number")
