"""Whether something follows her cycle, in the sentences that she reads herself."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils.module_loading import import_string

from glowcycle.api.languages import translated
from glowcycle.records import InsightService, record_kinds
from glowcycle.sentences import sentence
from glowcycle.sharing.sections.section import Part, Section, Shown

if TYPE_CHECKING:
    from glowcycle.insights.reading import InsightsReading

_SILENT: Final = sentence("Nothing to tell.")
_TO_HER: Final = sentence("As the app tells it to her:")


def _read(*, user_id: str, first: date, last: date, today: date) -> Shown:
    """Return the sentences of her journal's and her skin's insights. Raise Unavailable.

    There are none where nothing is found yet, whatever the reason: a pause, a pregnancy, an empty
    log. Her tags are not read: they are texts of her journal.
    """
    from glowcycle.sharing.sections.insight_contents import read_contents

    until = min(last, today)
    if first > until:
        return Shown([])
    read = read_contents(user_id=user_id, first=first, last=until, today=today)
    if read is None:
        return Shown([])
    texts: list[str] = []
    for kind in record_kinds().values():
        if kind.insights:
            find: InsightService = import_string(kind.insights)
            reading = find(
                contents=read.records,
                profile=read.profile,
                moods=read.moods,
                first=max(first, read.since),
                last=until,
                today=today,
            )
            texts += _told(reading)
    return Shown(texts, since=read.since if read.since > first else None)


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
    return Part(texts=[translated(_TO_HER), *texts] if texts else [translated(_SILENT)])


INSIGHTS: Final = Section(sentence("What follows her cycle"), _draw, _read)
