"""Where a refused body stops being strict JSON. Only a refusal imports this module.

A fault names its line and column, and quotes nothing of the body.
"""

import json
import re
from collections.abc import Iterator

from glowcycle.api.strict_json import MAX_DEPTH, check_number
from glowcycle.sentences import Sentence, sentence

NOT_UTF8 = sentence("this is not UTF-8.")
NOT_JSON = sentence("this is not JSON.")
TOO_DEEP = sentence("lists and objects are nested more than {depth} deep.", depth=MAX_DEPTH)
REPEATED = sentence("this name is already in the same object.")
UNUSABLE = sentence("this escape stands for no character that a text may hold.")
TOO_EXACT = sentence("this number has too many digits, or is too large.")

# A text without its end matches up to there, so that the search stays linear.
TOKENS = re.compile(
    r'(?P<text>"[^"\\]*+(?:\\.[^"\\]*+)*+"?)(?P<colon>[ \t\r\n]*+:)?'
    r"|(?P<number>-?[0-9]++(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?)"
    r"|(?P<constant>NaN|-?Infinity)|(?P<bracket>[\[{\]}])",
    re.DOTALL,
)
# Any escape; in the group, NUL or a surrogate without the other half of its pair.
ESCAPES = re.compile(
    r"\\(?:u[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w|(u0000|u[dD][89a-fA-F]\w\w)|.)", re.DOTALL
)


def explain(body: bytes) -> Sentence:
    """Return the sentence about the first fault of a body that `strict_json` refused."""
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        text = body[: error.start].decode()
        return _at(text, len(text), NOT_UTF8)
    place, reason = next(_faults(text), (len(text), NOT_JSON))
    if reason != TOO_DEEP:  # Python's parser would recurse too deeply
        try:
            json.loads(text, parse_int=len, parse_float=len)  # no number is too long for `len`
        except json.JSONDecodeError as error:
            if error.pos <= place:
                place, reason = error.pos, NOT_JSON
    return _at(text, place, reason)


def _faults(text: str) -> Iterator[tuple[int, Sentence]]:
    """Yield the place and reason of each fault but those of the syntax, in the text's order."""
    names: list[set[str]] = []  # of each object and list around a token
    for token in TOKENS.finditer(text):
        if reason := _fault_of(token, names):
            yield token.start(), reason
        for escape in ESCAPES.finditer(token["text"] or ""):
            if escape[1]:
                yield token.start() + escape.start(), UNUSABLE


def _fault_of(token: re.Match[str], names: list[set[str]]) -> Sentence | None:
    """Return the fault of a whole token, and keep account of the names around the next one."""
    if token["constant"]:
        return NOT_JSON
    if token["number"]:
        return None if check_number(token["number"]) else TOO_EXACT
    if token["colon"]:
        return REPEATED if names and _is_repeated(token["text"], names[-1]) else None
    if token["bracket"] and token["bracket"] in "[{":
        names.append(set())
        return TOO_DEEP if len(names) > MAX_DEPTH else None
    if token["bracket"]:
        del names[-1:]
    return None


def _is_repeated(raw: str, names: set[str]) -> bool:
    try:
        name = json.loads(raw)
    except json.JSONDecodeError:
        return False  # a fault of the syntax
    is_repeated = name in names
    names.add(name)
    return is_repeated


def _at(text: str, place: int, reason: Sentence) -> Sentence:
    line, column = text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
    return sentence(
        "Line {line}, column {column}: {reason}", line=line, column=column, reason=reason
    )
