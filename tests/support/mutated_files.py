"""Makes damaged and hostile files of a good one: the same ones for the same seed."""

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tests.support.forged_zips import forged, is_zip, with_content

Mutation = Callable[[bytes, random.Random], bytes]

NUMBER = re.compile(rb"[0-9]+")
QUOTED = re.compile(rb'"[^"\n]{0,200}"')
LONG = 70_000
# Values that hardly any reader expects: in a cell, an attribute or a JSON string.
ODD_TEXTS = (
    *("", " ", "0", "-1", "NaN", "Infinity", "1e400", "1_0", "٣", "null", "true"),
    *("2023-02-29", "0000-00-00", "0001-01-01", "9999-12-31", "1900-01-01", "2025-01-06T25:61:00"),
    *("=1+1", "'", "''=1", "\\", "\\ud800", "\\u0000", "<br>", "&amp;", "&lol;", "|||", "; ; ;"),
    *("\x00", "\ufeff", "\u202e", "😌" * 40, "9" * 400, "-" + "9" * 5_000, "x" * LONG),
)
ODD_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 0.5, 1e308, float("nan"), float("inf"), 10**400, -(2**63)),
    *([], {}, [[]], [None], {"": None}, "\ud800", "\x00", *ODD_TEXTS),
)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed file, and what was done to it, so that a failure can be told and repeated."""

    name: str
    data: bytes


def mutants(
    data: bytes, *, count: int, seed: int, others: Sequence[bytes] = ()
) -> Iterator[Mutant]:
    """Yield as many changed files; `others` are files of which parts may be put in."""
    mutations = {each.__name__: each for each in (*_BYTES, *_TEXTS)}
    weights = [_WEIGHTS.get(name, 1) for name in (*mutations, "splice")]
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        names = chance.choices([*mutations, "splice"], weights, k=chance.choice((1, 1, 2, 3)))
        if is_zip(data) and chance.random() < 0.4:
            yield Mutant(f"{seed} {number}: forged zip", forged(data, chance))
            continue

        def change(content: bytes, names: list[str] = names, chance: Any = chance) -> bytes:
            for name in names:
                if name == "splice":
                    content = _splice(content, chance.choice([content, *others]), chance)
                else:
                    content = mutations[name](content, chance)
            return content

        inside = is_zip(data) and chance.random() < 0.8
        changed = with_content(data, change, chance) if inside else change(data)
        yield Mutant(f"{seed} {number}: {', '.join(names)}{' inside' if inside else ''}", changed)


def flip(data: bytes, chance: random.Random) -> bytes:
    """Change some bytes."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 4, 64)) if data else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut_end(data: bytes, chance: random.Random) -> bytes:
    """Leave the end out."""
    return data[: chance.randrange(len(data) + 1)]


def cut_middle(data: bytes, chance: random.Random) -> bytes:
    """Leave a part out."""
    first, last = _part(data, chance)
    return data[:first] + data[last:]


def repeat(data: bytes, chance: random.Random) -> bytes:
    """Repeat a part, once or many times."""
    first, last = _part(data, chance)
    times = min(chance.choice((2, 50, 2_000)), 1 + 2_000_000 // (last - first + 1))
    return data[:first] + data[first:last] * times + data[last:]


def enlarge(data: bytes, chance: random.Random) -> bytes:
    """Make a number absurd."""
    odd = chance.choice((b"9" * 30, b"9" * 6_000, b"1e400", b"-1", b"0", b"1.5", b"4294967296"))
    return _replace_one(NUMBER, data, odd, chance)


def nest(data: bytes, chance: random.Random) -> bytes:
    """Put a deep nest somewhere."""
    opening = chance.choice((b"[", b'{"a":', b'[{"date":', b"<a>", b'"', b"("))
    at = chance.randrange(len(data) + 1)
    return data[:at] + opening * chance.choice((30, 3_000, 200_000)) + data[at:]


def odd_text(data: bytes, chance: random.Random) -> bytes:
    """Put an odd value between two quotation marks, or into a cell."""
    odd = chance.choice(ODD_TEXTS).encode(errors="surrogatepass")
    if chance.random() < 0.5:
        return _replace_one(QUOTED, data, b'"' + odd + b'"', chance)
    return _replace_one(re.compile(rb"(?<=,)[^,\n]{0,200}"), data, odd, chance)


def odd_value(data: bytes, chance: random.Random) -> bytes:
    """Put an odd value into a JSON document, or take a member or element out of it."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return odd_text(data, chance)
    for _ in range(chance.choice((1, 1, 5))):
        _change_somewhere(document, chance)
    return json.dumps(document, ensure_ascii=chance.random() < 0.5).encode(errors="surrogatepass")


def move_columns(data: bytes, chance: random.Random) -> bytes:
    """Take a column of the first line out, write it twice, or rename it."""
    first, end, rest = data.partition(b"\n")
    names = first.split(b",")
    at = chance.randrange(len(names))
    change = chance.choice(([], [names[at]] * 2, [b"x"], [names[at].upper()], [names[0]]))
    return b",".join([*names[:at], *change, *names[at + 1 :]]) + end + rest


_BYTES: tuple[Mutation, ...] = (flip, cut_end, cut_middle, repeat)
_TEXTS: tuple[Mutation, ...] = (enlarge, odd_text, odd_value, nest, move_columns)
# Those that leave most files well-formed get furthest, so they are the most frequent.
_WEIGHTS = {"enlarge": 4, "odd_text": 6, "odd_value": 6}


def _splice(data: bytes, other: bytes, chance: random.Random) -> bytes:
    first, last = _part(other, chance)
    at = chance.randrange(len(data) + 1)
    return data[:at] + other[first:last] + data[at:]


def _part(data: bytes, chance: random.Random) -> tuple[int, int]:
    first = chance.randrange(len(data) + 1)
    return first, min(len(data), first + chance.choice((1, 40, 4_000)))


def _replace_one(
    pattern: re.Pattern[bytes], data: bytes, value: bytes, chance: random.Random
) -> bytes:
    found = list(pattern.finditer(data))
    if not found:
        return data
    first, last = chance.choice(found).span()
    return data[:first] + value + data[last:]


def _change_somewhere(document: Any, chance: random.Random) -> None:
    """Walk down at random, and change what lies there."""
    while isinstance(document, dict | list) and document:
        key: Any = chance.choice(
            list(document) if isinstance(document, dict) else range(len(document))
        )
        below = document[key]
        if isinstance(below, dict | list) and below and chance.random() < 0.8:
            document = below
            continue
        if chance.random() < 0.3:
            del document[key]
        elif isinstance(document, dict) and chance.random() < 0.3:
            document[chance.choice(ODD_TEXTS)[:100]] = document.pop(key)
        else:
            document[key] = chance.choice(ODD_VALUES)
        return
