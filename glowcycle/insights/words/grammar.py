"""Recognises the sentences of a closed grammar, token by token."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

# A placeholder, a word, a number, or a mark. Nothing else is part of any sentence.
_TOKEN: Final = re.compile(
    r"\{\{TAG_[1-9]\}\}|[A-Za-z]+(?:-[A-Za-z]+)*|[0-9]+(?:\.[0-9]+)?|[,;:.()%]", re.ASCII
)
_NOTATION: Final = re.compile(r"\{\{TAG_[1-9]\}\}|<[a-z_]+>|[\[\]{}|]|[^\s\[\]{}|<>]+", re.ASCII)
_CLOSING: Final = {"{": "}", "[": "]"}


@dataclass(frozen=True, slots=True)
class Rule:
    """The name of another rule."""

    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several."""

    options: "tuple[Node, ...]"


Node: TypeAlias = "str | Rule | Choice | tuple[Node, ...]"


def tokens(text: str) -> Sequence[str]:
    """Return the tokens of a sentence in lower case, but for placeholders.

    Raise ValueError unless its first word has a capital and it is spaced as we space it, so that no
    two texts have the same tokens. Rules have no capitals.
    """
    found = _TOKEN.findall(text)
    if not found or text != spaced(found):
        raise ValueError("not a plain sentence")
    first, *rest = found
    if not first[0].isalpha():  # a placeholder or a number
        return found
    if first != first.capitalize():
        raise ValueError("the sentence does not begin with a capital")
    return [first.lower(), *rest]


def is_sentence(found: Sequence[str], *, rules: Mapping[str, str], start: str) -> bool:
    """Return whether the tokens are what the rule `start` says, from the first to the last one."""
    return len(found) in _ends(parsed(f"<{start}>"), 0, found, rules)


def spaced(found: Sequence[str]) -> str:
    """Return the tokens as a text."""
    text = " ".join(found)
    return re.sub(r" (?=[,;:.)%])", "", text).replace("( ", "(")


def _ends(node: Node, at: int, found: Sequence[str], rules: Mapping[str, str]) -> set[int]:
    """Return each place where what begins at `at` may end."""
    match node:
        case str():
            return {at + 1} if at < len(found) and found[at] == node else set()
        case Rule(name):
            return _ends(parsed(rules[name]), at, found, rules)
        case Choice(options):
            return {end for option in options for end in _ends(option, at, found, rules)}
        case _:
            places = {at}
            for part in node:
                places = {end for place in places for end in _ends(part, place, found, rules)}
            return places


@cache
def parsed(rule: str) -> Node:
    """Return the rule as a tree."""
    return _read(iter(_NOTATION.findall(rule)), "")


def _read(marks: Iterator[str], closing: str) -> Node:
    """Read up to the closing mark: a sequence, or a choice of them."""
    options: list[list[Node]] = [[]]
    for mark in marks:
        if mark == closing:
            break
        if mark == "|":
            options.append([])
        elif mark in _CLOSING:
            inner = _read(marks, _CLOSING[mark])
            options[-1].append(Choice((inner, ())) if mark == "[" else inner)
        else:
            options[-1].append(Rule(mark[1:-1]) if mark.startswith("<") else mark)
    nodes = tuple(tuple(option) for option in options)
    return nodes[0] if len(nodes) == 1 else Choice(nodes)
