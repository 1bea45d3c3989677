"""Signs of ovulation that she logged: tests, temperatures, mucus. Never a prediction."""

from collections.abc import Iterator, Sequence

from glowcycle.api.languages import say, say_counted
from glowcycle.charts.layout import long_date
from glowcycle.report.domain.facts import OvulationEvidence
from glowcycle.report.texts.amounts import cycles, joined, labelled, listed


def cycle_text(evidence: OvulationEvidence) -> str:
    """Return what she measured in one cycle."""
    label = say("Cycle from {day}", day=long_date(day=evidence.cycle_start, year=True))
    return labelled(label, f"{'; '.join(_parts(evidence))}.")


def ovulation_text(found: Sequence[OvulationEvidence]) -> str:
    """Return in how many cycles each sign was logged."""
    if not found:
        return say("No signs of ovulation are logged: no tests, temperatures or mucus.")
    return joined(
        say("Signs of ovulation are logged in {cycles}.", cycles=cycles(len(found))),
        say(
            "A positive test in {tests}, higher temperatures in {shifts}, a mucus peak in {peaks} "
            "of them.",
            tests=sum(bool(each.positive_tests) for each in found),
            shifts=sum(each.shift is not None for each in found),
            peaks=sum(each.mucus_peak is not None for each in found),
        ),
    )


def _parts(evidence: OvulationEvidence) -> Iterator[str]:
    if evidence.positive_tests:
        told = listed([long_date(day=day) for day in evidence.positive_tests])
        yield say("ovulation test positive on {days}", days=told)
    if evidence.negative_tests:
        yield say_counted(
            "{count} ovulation test negative",
            "{count} ovulation tests negative",
            count=evidence.negative_tests,
        )
    if evidence.temperatures:
        yield say_counted(
            "{count} temperature", "{count} temperatures", count=evidence.temperatures
        )
    if evidence.shift:
        yield say("higher temperatures from {day} on", day=long_date(day=evidence.shift))
    elif evidence.temperatures:
        yield say("no confirmed rise")
    if evidence.mucus_peak:
        yield say("mucus peak on {day}", day=long_date(day=evidence.mucus_peak))
