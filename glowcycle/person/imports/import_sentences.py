"""Describes in sentences what an import would do, what it did, and what was taken back.

The sentences are made for each answer, so they are in the language of the request.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from glowcycle.charts.layout import long_date, parse_day
from glowcycle.person.imports.import_content import FATES, ImportContent
from glowcycle.sentences import Sentence, counted, sentence

if TYPE_CHECKING:
    from glowcycle.person.imports.import_job import HistoryImport


def describe(job: "HistoryImport") -> list[Sentence]:
    """Return what a person wants to know before she says yes; later what became of it."""
    if job.status in ("undoing", "undone"):
        return [*_taken_back(job.content.undone)]
    if job.status == "applied":
        return [*_brought(job.content.result)]
    return [*_would_do(job.content), *_left_out(job.content), *_would_know(job.content)]


def _would_do(content: ImportContent) -> Iterator[Sentence]:
    """Yield what of the file would come in, and what of hers stays."""
    counts = {fate: sum(each[fate] for each in content.counts.values()) for fate in FATES}
    if content.first and content.last:
        first, last = (_day(day) for day in (content.first, content.last))
        yield sentence("The file reaches from {first} to {last}.", first=first, last=last)
    if number := counts["new"]:
        yield counted(
            "{count} new record would come in.", "{count} new records would come in.", count=number
        )
    else:
        yield sentence("Nothing new would come in.")
    if number := counts["same"]:
        yield counted(
            "{count} record is there already.", "{count} records are there already.", count=number
        )
    yield from _stay_hers(counts["conflicting"])
    yield from _stay_deleted(counts["skipped"])


def _left_out(content: ImportContent) -> Iterator[Sentence]:
    if number := content.not_taken_count:
        yield counted(
            "{count} value of the file is left out.",
            "{count} values of the file are left out.",
            count=number,
        )


def _would_know(content: ImportContent) -> Iterator[Sentence]:
    """Yield what her history would tell with that of the file."""
    outlook = content.outlook or {}
    if cycles := outlook.get("cycles"):
        yield counted(
            "Your history would then have {count} period.",
            "Your history would then have {count} periods.",
            count=cycles["count"],
        )
    if forecast := outlook.get("forecast"):
        yield sentence(
            "Your next period would then be expected about {day}.", day=_day(forecast["date"])
        )
    elif reason := outlook.get("forecastReason"):
        yield reason["text"]  # a stage of the file may end her forecasts


def _brought(result: dict[str, Any]) -> Iterator[Sentence]:
    if number := sum(result["made"].values()):
        yield counted("{count} record came in.", "{count} records came in.", count=number)
    else:
        yield sentence("Nothing new came in.")
    if number := result["filled"]:
        yield counted(
            "{count} day of your own has more in it now.",
            "{count} days of your own have more in them now.",
            count=number,
        )
    yield from _stay_hers(result["kept"])
    yield from _stay_deleted(result["deleted"])


def _taken_back(undone: dict[str, Any]) -> Iterator[Sentence]:
    yield counted(
        "{count} record was taken back.",
        "{count} records were taken back.",
        count=sum(undone["removed"].values()),
    )
    if number := undone["emptied"]:
        yield counted(
            "{count} day of your own is as it was before.",
            "{count} days of your own are as they were before.",
            count=number,
        )
    if number := undone["keptCount"]:
        yield counted(
            "{count} record stays, since you changed it.",
            "{count} records stay, since you changed them.",
            count=number,
        )


def _stay_hers(number: int) -> Iterator[Sentence]:
    if number:
        yield counted(
            "{count} day or stage of your own stays.",
            "{count} days and stages of your own stay.",
            count=number,
        )


def _stay_deleted(number: int) -> Iterator[Sentence]:
    if number:
        yield counted(
            "{count} record that you deleted stays deleted.",
            "{count} records that you deleted stay deleted.",
            count=number,
        )


def _day(day: str | date) -> str:
    """Return the day in words, with its year."""
    return long_date(day=parse_day(str(day)), year=True)
