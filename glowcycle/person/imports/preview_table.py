"""A preview as lines of text, for the terminal of a command."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from glowcycle.formats.reasons import SENTENCES
from glowcycle.management.terminal import draw_table, printable
from glowcycle.person.imports.import_content import FATES, ImportContent
from glowcycle.person.imports.import_job import HistoryImport

# A terminal shows no more; the API has all.
MAX_LINES: Final = 40


def draw_preview(job: HistoryImport) -> str:
    """Return what the file holds, what is not taken and why, and the questions with defaults."""
    content = job.content
    version = f", version {content.format_version}" if content.format_version else ""
    days = f"{content.first} to {content.last}" if content.first else "no days"
    lines = [f"{content.app} ({content.format}{version}): {days}", ""]
    lines += draw_table(["", *FATES], _counts(content))
    lines += ["", *outlook] if (outlook := [*_outlook(content.outlook or {})]) else []
    if content.not_taken:
        lines += ["", f"Not taken: {content.not_taken_count:,}"]
        lines += draw_table(["count", "what", "value", "rows", "why"], _not_taken(content))
        lines += _more(len(content.not_taken))
    for question in content.questions:
        lines += ["", *_question(question)]
    return "\n".join(printable(line).rstrip() for line in lines)


def total(content: ImportContent) -> int:
    """Return the number of records in the file."""
    return sum(sum(counts.values()) for counts in content.counts.values())


def _counts(content: ImportContent) -> Iterator[list[str]]:
    for kind, counts in content.counts.items():
        yield [kind, *(f"{counts[name]:,}" for name in FATES)]


def _outlook(outlook: Mapping[str, Any]) -> Iterator[str]:
    if cycles := outlook.get("cycles"):
        median = f", {cycles['medianLength']} days" if cycles["medianLength"] else ""
        yield f"Cycles: {cycles['count']} from {cycles['firstStart']} on{median}"
    if forecast := outlook.get("forecast"):
        yield f"Next period: {forecast['date']} ({forecast['earliest']} to {forecast['latest']})"
    elif reason := outlook.get("forecastReason"):
        yield f"Next period: {reason['text']}"


def _not_taken(content: ImportContent) -> Iterator[list[str]]:
    for each in content.not_taken[:MAX_LINES]:
        rows = ", ".join(map(str, each["firstRows"]))
        value = each["value"] or ""
        yield [f"{each['count']:,}", each["what"], value, rows, SENTENCES[each["reason"]]]


def _question(question: Mapping[str, Any]) -> Iterator[str]:
    yield f"{question['id']} ({question['count']:,}): {question['text']}"
    for option in question["options"]:
        mark = "*" if option["value"] == question["assumed"] else " "
        yield f"  {mark} {option['value']}: {option['label']}"


def _more(count: int) -> list[str]:
    return [f"and {count - MAX_LINES:,} more"] if count > MAX_LINES else []
