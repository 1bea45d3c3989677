"""Labels and values of the API in words.

A page names a value by its path, such as "metrics.pores", or by its path and a function that
writes it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.html import format_html_join
from django.utils.text import Truncator

from glowcycle.api.today import today
from glowcycle.sentences import percent
from glowcycle.storage.dated_record import DAY_OR_TIME

Writer = Callable[[Any], str]
Path = str | tuple[str, Writer]

NO_VALUE = "–"
EMPTY: tuple[Any, ...] = (None, "", [], {})
NOTE_LENGTH = 90
# The service keeps these about each record; the page shows them only in the JSON.
BOOKKEEPING = frozenset({"userId", "createdAt", "updatedAt", "version", "etag", "unreadable"})
# What most records do not have is told only of those that have it.
RARE = frozenset({"origin"})
# The only id that a person has to keep.
RECEIPT_ID = "receiptId"


def label(name: str) -> str:
    """Return "darkCircles" as "Dark circles", and "health-data" as "Health data"."""
    words = re.sub("([A-Z])|[-_]", r" \1", name).lower().strip()
    return words[:1].upper() + words[1:]


def humanize(value: Any, write: Writer | None = None) -> str:
    """Return a JSON value as a person would, or as `write` does: text or safe HTML."""
    if value in EMPTY:
        return NO_VALUE
    if isinstance(value, list):
        separator = " " if all(map(_is_sentence, value)) else ", "
        # A text in a list is hers, even where it looks like a day.
        each = ((v, write or (str if isinstance(v, str) else None)) for v in value)
        return format_html_join(separator, "<bdi>{}</bdi>", ((humanize(*pair),) for pair in each))
    if write:
        return write(value)
    if isinstance(value, Mapping):
        return _object(value)
    if isinstance(value, str):
        return _time(value) if DAY_OR_TIME.fullmatch(value) else value
    return _number(value)


def _is_sentence(value: Any) -> bool:
    return "text" in value if isinstance(value, Mapping) else str(value).endswith(".")


def value_at(data: Any, path: str) -> Any:
    """Return the value at a path such as "metrics.radiance"; None where there is none."""
    for name in path.split("."):
        data = data.get(name) if isinstance(data, Mapping) else None
    return data


def read(data: Any, path: Path) -> tuple[Any, str]:
    """Return the value at the path, and the value in words."""
    name, write = (path, None) if isinstance(path, str) else path
    value = value_at(data, name) if name else data
    return value, humanize(value, write)


def summarize(data: Any, paths: Mapping[str, Path] | None = None) -> list[tuple[str, str]]:
    """Return labels and values in words.

    `paths` holds the path of a value by its label. Without it, return every value except ids,
    bookkeeping and lists of objects.
    """
    if paths is None:
        return [*_summarize_all(data)] if isinstance(data, Mapping) else []
    values = ((name, *read(data, path)) for name, path in paths.items())
    return [*_once((name, value, text) for name, value, text in values if value not in EMPTY)]


def day_text(day: date, *, weekday: bool = False) -> str:
    """Return "10 Jan"; with its year unless that is this year."""
    year = "" if day.year == today().year else f" {day.year}"
    return f"{day:%a} {day.day} {day:%b}{year}" if weekday else f"{day.day} {day:%b}{year}"


def days_text(first: date, last: date) -> str:
    """Return the days from first to last as "7–14 Jan", or "28 Jan – 3 Feb"."""
    if first == last:
        return day_text(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_text(last)}"
    return f"{day_text(first)} – {day_text(last)}"


def count_days(count: int) -> str:
    """Return a number of days as "28 days"."""
    return f"{count:,} {'day' if count == 1 else 'days'}"


def shorten(text: str) -> str:
    """Return the beginning of a text, on one line."""
    return Truncator(" ".join(text.split())).chars(NOTE_LENGTH)


def _once(values: Iterable[tuple[str, Any, str]]) -> Iterator[tuple[str, str]]:
    """Yield each value, but of objects with one sentence for her only the first."""
    told: set[str] = set()
    for name, value, text in values:
        has_sentence = isinstance(value, Mapping) and "text" in value
        if not (has_sentence and text in told):
            yield name, text
        if has_sentence:
            told.add(text)


def _summarize_all(data: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in data.items():
        words = f"{prefix} {label(name).lower()}" if prefix else label(name)
        is_id = name.endswith("Id") and name != RECEIPT_ID
        if name in BOOKKEEPING or is_id or (name in RARE and value is None):
            continue
        if isinstance(value, Mapping) and not _shape(value):
            yield from _summarize_all(value, words)
        elif not (isinstance(value, list) and any(isinstance(v, Mapping) for v in value)):
            yield words, humanize(value)


def _number(value: bool | float) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}".rstrip("0").rstrip(".")


def _time(text: str) -> str:
    """Return "Mon 30 Nov" for a day, and "20 Nov, 21:30" for a time, in the offset it has."""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:  # 31 February
        return text
    if "T" not in text:
        return day_text(day, weekday=True)
    return f"{day_text(day)}, {text[11:16]}{' UTC' * text.endswith('Z')}"


def _range(value: Mapping[str, Any]) -> str:
    """Return a day and its range as "10 Jan (7–14)"."""
    day, first, last = (_day(value[name]) for name in ("date", "earliest", "latest"))
    days = days_text(first, last)
    is_one_month = {(d.year, d.month) for d in (first, last)} == {(day.year, day.month)}
    return f"{day_text(day)} ({days.partition(' ')[0] if is_one_month else days})"


def _object(value: Mapping[str, Any]) -> str:
    if write := _shape(value):
        return write(value)
    members = ((label(name), humanize(member)) for name, member in value.items())
    return format_html_join(", ", "{} {}", (pair for pair in members if pair[1] != NO_VALUE))


def _shape(value: Mapping[str, Any]) -> Writer | None:
    """Return the way to write an object with such members, None for any other."""
    return next((write for names, write in SHAPES if names <= value.keys()), None)


def _day(text: str) -> date:
    return datetime.fromisoformat(text).date()


SHAPES: tuple[tuple[frozenset[str], Writer], ...] = (
    (frozenset({"date", "earliest", "latest"}), _range),
    (frozenset({"first", "last"}), lambda v: days_text(_day(v["first"]), _day(v["last"]))),
    (frozenset({"name", "probability"}), lambda v: f"{v['name']} ({percent(v['probability'])})"),
    (frozenset({"text"}), lambda v: str(v["text"])),
)
