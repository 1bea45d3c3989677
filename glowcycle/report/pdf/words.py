"""Words of a PDF that the answer has as codes, and dates as its tables write them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from glowcycle.api.languages import say, translated
from glowcycle.charts.layout import parse_day, short_date
from glowcycle.report.texts import amounts
from glowcycle.sentences import sentence

NOTHING: Final = "–"
FINDINGS: Final = {
    "absent": sentence("absent"),
    "infrequent": sentence("infrequent"),
    "normal": sentence("normal"),
    "frequent": sentence("frequent"),
    "regular": sentence("regular"),
    "irregular": sentence("irregular"),
    "prolonged": sentence("prolonged"),
    "light": sentence("light flow"),
    "heavy": sentence("heavy flow"),
    "none": sentence("none"),
    "present": sentence("present"),
}
# The codes of a window of 90 days under contraception.
CODES: Final = {
    "frequent": FINDINGS["frequent"],
    "infrequent": FINDINGS["infrequent"],
    "prolonged": FINDINGS["prolonged"],
    "none": sentence("no bleeding"),
}


def finding(code: str | None) -> str:
    """Return the word for a finding of FIGO; a dash where the log is too thin to tell."""
    return NOTHING if code is None else translated(FINDINGS[code])


def window_finding(codes: Sequence[str], *, is_whole: bool) -> str:
    """Return what Belsey's terms say of a window; that it is not whole if it is not."""
    told = [translated(CODES[code]) for code in codes]
    if not is_whole:
        told.append(say("not a whole reference period"))
    return ", ".join(told) or NOTHING


def day(text: str | None) -> str:
    """Return an ISO date as "6 Aug 2026"; a dash for None."""
    return NOTHING if text is None else short_date(day=parse_day(text), year=True)


def month(text: str) -> date:
    """Return the first day of a month such as "2026-11"."""
    return date.fromisoformat(f"{text[:7]}-01")


def number(value: float | None) -> str:
    """Return a number, without a fraction where it has none; a dash for None."""
    return NOTHING if value is None else amounts.number(value)


def of_spread(spread: Mapping[str, Any]) -> str:
    """Return the range of a spread, as "26 to 31", or one number where all are equal."""
    least, most = number(spread["least"]), number(spread["most"])
    return least if least == most else f"{least}–{most}"
