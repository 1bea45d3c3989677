"""Sentences that she reads: English text that still knows its template, so it can be translated.

`glowcycle.api.languages` translates them. `make messages` collects the templates, so each call
writes them out as literals.
"""

from collections.abc import Mapping
from typing import Any, Final

# The one member of the JSON object that stands for a Sentence.
SENTENCE: Final = "%sentence"


class Sentence(str):
    """An English text, which for every program is just that, and what a translation needs.

    template  the text with {names} for the values
    plural    the template for any count but 1; None if the sentence counts nothing
    values    the values by name; those that are a Sentence are translated too
    """

    template: str
    plural: str | None
    values: Mapping[str, Any]


def sentence(template: str, /, **values: object) -> Sentence:
    """Return the template, filled with the values."""
    return _filled(template, None, template, values)


def counted(one: str, many: str, /, *, count: int, **values: object) -> Sentence:
    """Return the template for that count, filled with the count and the values.

    The two may be the same in English where other languages have two.
    """
    return _filled(one, many, one if count == 1 else many, {"count": count, **values})


def percent(share: float) -> str:
    """Return a share as "22 %". Only exact shares of 0 and 1 give 0 % and 100 %."""
    whole = str(round(100 * share))
    written = {"0": "<1", "100": ">99"}.get(whole, whole) if 0 < share < 1 else whole
    return f"{written}\N{NO-BREAK SPACE}%"


def _filled(template: str, plural: str | None, chosen: str, values: Mapping[str, Any]) -> Sentence:
    text = Sentence(chosen.format(**values))
    text.template, text.plural, text.values = template, plural, values
    return text


def to_json(value: Any) -> Any:
    """Return JSON values in which each Sentence, at any depth, keeps its template and values."""
    if isinstance(value, Sentence):
        return {SENTENCE: [value.template, value.plural, to_json(value.values)]}
    if isinstance(value, Mapping):
        return {name: to_json(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [to_json(each) for each in value]
    return value


def from_json(value: Any) -> Any:
    """Return what `to_json` was given, with lists in place of tuples."""
    if isinstance(value, dict):
        if value.keys() == {SENTENCE}:
            template, plural, values = value[SENTENCE]
            values = from_json(values)
            is_many = plural is not None and values["count"] != 1
            return _filled(template, plural, plural if is_many else template, values)
        return {name: from_json(each) for name, each in value.items()}
    if isinstance(value, list):
        return [from_json(each) for each in value]
    return value
