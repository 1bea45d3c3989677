"""The whole answer in a heading and at most six sentences, in her words."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice
from typing import Final

from glowcycle.api.languages import say, translated
from glowcycle.charts.layout import date_range, first_upper
from glowcycle.insights.domain.outcomes import OutcomeResult, Verdict
from glowcycle.insights.domain.window_examination import LEAST_CYCLES
from glowcycle.insights.lacking import few_cycles, left_out
from glowcycle.insights.phrases import listed, subject
from glowcycle.insights.reading import InsightsReading
from glowcycle.insights.remarks import PAUSED, confounder_text
from glowcycle.insights.sentences import agreement, difference, noise
from glowcycle.sentences import sentence

MAX_SENTENCES: Final = 6
MAX_TOLD: Final = 2
"""At most as many outcomes that follow her cycle have a sentence each."""

MAX_NAMES: Final = 5
"""More names in one sentence are a list to search, not a sentence."""

_PAUSE = sentence("Your cycles are paused")
_TOO_EARLY = sentence("Too early to say")
_BELOW_NOISE = sentence("Nothing that one scan can tell")
_NO_PATTERN = sentence("No pattern along your cycle")
_USUAL = sentence("That is the commonest answer, and a full one.")


def heading(reading: InsightsReading, results: Sequence[OutcomeResult]) -> str:
    """Return the answer in a few words. `results` are in the order of the answer."""
    if reading.cycles.is_paused:
        return translated(_PAUSE)
    follows = _with(results, "follows")
    if len(follows) == 1:
        name = first_upper(text=subject(follows[0].outcome))
        return say("{what} follows your cycle", what=name)
    names = {subject(each.outcome): None for each in follows}
    if len(follows) == len(names) == MAX_TOLD:  # a tag and a symptom may be one word
        first, second = names
        both = say("{first} and {second} follow your cycle", first=first, second=second)
        return first_upper(text=both)
    if follows:
        return say("{count} things follow your cycle", count=len(follows))
    if _with(results, "below_noise"):
        return translated(_BELOW_NOISE)
    return translated(_NO_PATTERN if _with(results, "no_pattern") else _TOO_EARLY)


def sentences(reading: InsightsReading, results: Sequence[OutcomeResult]) -> list[str]:
    """Return what the answer tells, at most MAX_SENTENCES."""
    if reading.cycles.is_paused:
        return [translated(PAUSED)]
    return [*islice(_sentences(reading, results), MAX_SENTENCES)]


def _sentences(reading: InsightsReading, results: Sequence[OutcomeResult]) -> Iterator[str]:
    yield from _basis(reading, results)
    follows, small = _with(results, "follows"), _with(results, "below_noise")
    for result in follows[: 1 if len(follows) > MAX_TOLD else MAX_TOLD]:
        yield _told(result, agreement(result.strongest))
    if len(follows) > MAX_TOLD:
        yield say("These follow your cycle, too: {names}.", names=_names(follows[1:]))
    if len(small) == 1 and not follows:
        yield _told(small[0], noise(small[0].outcome))
    elif small:
        yield say("Less than one scan can tell: {names}.", names=_names(small))
    if reading.confounders:
        yield confounder_text(reading.confounders[0])
    if without := _with(results, "no_pattern"):
        told = say("No pattern: {names}.", names=_names(without))
        yield told if follows or small else f"{told} {translated(_USUAL)}"
    if early := _with(results, "too_early"):
        yield say("Too early to say: {names}.", names=_names(early))


def _basis(reading: InsightsReading, results: Sequence[OutcomeResult]) -> Iterator[str]:
    complete = reading.cycles.complete
    is_few = len(complete) < LEAST_CYCLES
    if is_few or (results and len(_with(results, "too_early")) == len(results)):
        is_skin = any(result.outcome.kind == "metric" for result in results)
        yield few_cycles(complete=len(complete), is_skin=is_skin)
        if is_few and (why := left_out(reading.cycles)):
            yield why
        return
    last = complete[-1].start + timedelta(days=complete[-1].length - 1)
    yield say(
        "This rests on {count} complete cycles of yours, {days}.",
        count=len(complete),
        days=date_range(first=complete[0].start, last=last, year=True),
    )


def _told(result: OutcomeResult, certainty: str) -> str:
    return f"{difference(result.outcome, result.strongest)} {certainty}"


def _with(results: Sequence[OutcomeResult], verdict: Verdict) -> list[OutcomeResult]:
    return [result for result in results if result.verdict == verdict]


def _names(results: Sequence[OutcomeResult]) -> str:
    """Return the names of outcomes, or how many there are where these are too many."""
    names = [listed(result.outcome) for result in results]
    if len(names) <= MAX_NAMES:
        return ", ".join(names)
    rest = len(names) - MAX_NAMES + 1
    return say("{names} and {count} more", names=", ".join(names[: MAX_NAMES - 1]), count=rest)
