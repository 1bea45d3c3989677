"""Whether something follows her cycle, in the sentences that she reads herself."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from glowcycle.api.languages import translated
from glowcycle.sentences import sentence
from glowcycle.sharing.sections.section import Part, Section, Shown, silent

if TYPE_CHECKING:
    from glowcycle.insights.reading import InsightsReading

_SILENT: Final = sentence("Nothing to tell.")
_TO_HER: Final = sentence("As the app tells it to her:")


def _read(*, user_id: str, first: date, last: date, today: date) -> Shown:
    """Return the sentences of her journal's and her skin's insights. Raise Unavailable.

    There are none where nothing is found yet, and while her forecast is silent, whatever the
    reason: in a pause nothing is told to her, and a share must not tell a pause from other
    silences. They rest on what a report reads, so they name no tag.
    """
    from glowcycle.report import contents
    from glowcycle.report.services import find_insights
    from glowcycle.sharing.forecast_reading import read_forecast

    until = min(last, today)
    if first > until or read_forecast(user_id=user_id, today=today) is None:
        return Shown([])
    read = contents.read(user_id=user_id, first=first, last=until, today=today)
    if read.unreadable:
        return Shown([])
    readings = find_insights(read, last=until, today=today).values()
    texts = [text for reading in readings for text in _told(reading)]
    since = max(read.since, *read.read_later.values(), first)
    return Shown(texts, since=since if texts and since > first else None)


def _told(reading: "InsightsReading") -> list[str]:
    """Return the sentences; none before something is found, for those give reasons."""
    from glowcycle.insights import summary
    from glowcycle.insights.answer import in_order
    from glowcycle.insights.domain.window_examination import LEAST_CYCLES

    results = in_order(reading)
    is_early = all(result.verdict == "too_early" for result in results)
    if is_early or len(reading.cycles.complete) < LEAST_CYCLES:
        return []
    return summary.sentences(reading, results)


def _draw(texts: Sequence[str]) -> Part:
    return Part(texts=[translated(_TO_HER), *texts]) if texts else silent(_SILENT)


INSIGHTS: Final = Section(sentence("What follows her cycle"), _draw, _read)
