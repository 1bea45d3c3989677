"""The day of ovulation from the signs of a cycle: temperatures, mucus and ovulation tests.

The probability of each cycle day is that of the forecast, times the likelihood of each kind of
sign. Neighbouring days err together, so the likelihoods are tempered where they are made.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import exp
from operator import mul

from period.domain.log.not_used import NotUsed, NotUsedCode
from period.domain.model.distribution import Distribution, normalised
from period.domain.signs import mucus_signs, ovulation_tests, temperature_signs
from period.domain.signs.cycle_signs import CycleSigns, SignKind, not_used
from period.domain.signs.ovulation_tests import FALSE_SURGE, POSITIVE, runs, surge_likelihoods

EARLIEST_PREGNANCY_TEST = 7
"""A pregnancy test turns positive this many days after ovulation or later: the embryo implants 6 to
12 days after it (Wilcox, Baird, Weinberg: Time of implantation of the conceptus and loss of
pregnancy, N Engl J Med 340, 1999)."""

BELIEVED_FROM = 0.5
"""A surge or a rise is believed from this probability, given all other evidence."""


LEAST = -30.0
"""The least log likelihood beside the highest: no sign, however odd, rules a day out for good."""


@dataclass(frozen=True, slots=True)
class OvulationEvidence:
    """The signs of a cycle, weighed by the forecast of its ovulation.

    `ovulation` is the distribution of the cycle day of ovulation, and `without[kind]` the same
    without that kind of sign. On the days of `ovulation`, `likelihood` is that of all signs, and
    `confirmed` the probability that a surge or a rise of temperature shows the ovulation of that
    day. `days` counts the logged days of each kind that were used. `main` is the kind that tells
    most of the day of ovulation, None if none tells more than when it did not happen.
    """

    ovulation: Distribution
    without: Mapping[SignKind, Distribution]
    likelihood: Sequence[float]
    confirmed: Sequence[float]
    days: Mapping[SignKind, int]
    main: SignKind | None
    not_used: tuple[NotUsed, ...]


def weigh_signs(*, expected: Distribution, signs: CycleSigns, late_from: int) -> OvulationEvidence:
    """Return what the signs say of the cycle day of ovulation.

    `expected` is its distribution by her cycle lengths and past ovulations.

    Surges that a pregnancy explains, those on cycle day `late_from` or later, when the period is
    late, and those that probably led to no ovulation are not believed.
    """
    signs = _without_surges(signs, "pregnancy_test", lambda surge: _may_be_pregnancy(signs, surge))
    signs = _without_surges(signs, "period_late", lambda surge: surge >= late_from)
    ovulations = range(expected.first, expected.last + 1)
    logs = log_likelihoods(signs=signs, ovulations=ovulations)
    ovulation, likelihood = _posterior(expected, logs)
    led = _led_probabilities(ovulation, signs)
    believed = _without_surges(signs, "unlikely_day", lambda surge: led[surge] < BELIEVED_FROM)
    if believed is not signs:
        signs = believed
        logs = log_likelihoods(signs=signs, ovulations=ovulations)
        ovulation, likelihood = _posterior(expected, logs)
    risen = _risen(signs, ovulations, logs)
    surged = [
        sum(led) / (sum(led) + FALSE_SURGE)
        for led in zip(
            [0.0] * len(ovulations),
            *surge_likelihoods(tests=signs.tests, ovulations=ovulations).values(),
            strict=True,
        )
    ]
    return OvulationEvidence(
        ovulation=ovulation,
        without={
            kind: _posterior(expected, {other: logs[other] for other in logs if other != kind})[0]
            for kind in logs
        },
        likelihood=likelihood,
        confirmed=[1 - (1 - rise) * (1 - surge) for rise, surge in zip(risen, surged, strict=True)],
        days={
            kind: len(logged)
            for kind, logged in (
                ("temperature", signs.temperatures),
                ("mucus", signs.mucus),
                ("ovulationTest", signs.tests),
            )
            if kind in logs
        },
        main=_main(signs, sum(map(mul, ovulation.probabilities, risen))),
        not_used=tuple(sorted(signs.not_used, key=lambda log: (log.date, log.kind, log.code))),
    )


def log_likelihoods(*, signs: CycleSigns, ovulations: Sequence[int]) -> dict[SignKind, list[float]]:
    """Return the log likelihood of each kind of logged sign, for consecutive cycle days."""
    logs: dict[SignKind, list[float]] = {}
    if signs.temperatures:
        logs["temperature"] = temperature_signs.log_likelihood(
            readings=signs.temperatures, ovulations=ovulations
        )
    if signs.mucus:
        logs["mucus"] = mucus_signs.log_likelihood(mucus=signs.mucus, ovulations=ovulations)
    if signs.tests:
        logs["ovulationTest"] = ovulation_tests.log_likelihood(
            tests=signs.tests, ovulations=ovulations
        )
    return logs


def _posterior(
    expected: Distribution, logs: Mapping[SignKind, Sequence[float]]
) -> tuple[Distribution, Sequence[float]]:
    """Return the distribution, and the likelihood relative to its highest."""
    nothing = [0.0] * len(expected.probabilities)
    totals = [sum(values) for values in zip(nothing, *logs.values(), strict=True)]
    highest = max(totals)
    likelihood = [exp(max(total - highest, LEAST)) for total in totals]
    weights = list(map(mul, expected.probabilities, likelihood))
    return normalised(first=expected.first, weights=weights), likelihood


def _may_be_pregnancy(signs: CycleSigns, surge: int) -> bool:
    """Return whether the surge is too near a pregnancy test to have led to the pregnancy."""
    return signs.pregnant_from is not None and (
        surge + 1 > signs.pregnant_from - EARLIEST_PREGNANCY_TEST
    )


def _led_probabilities(ovulation: Distribution, signs: CycleSigns) -> dict[int, float]:
    """Return for each surge the probability that it led to ovulation, given all signs."""
    led = surge_likelihoods(
        tests=signs.tests, ovulations=range(ovulation.first, ovulation.last + 1)
    )
    totals = [sum(shares) + FALSE_SURGE for shares in zip(*led.values(), strict=True)]
    return {
        surge: sum(
            probability * share / total
            for probability, share, total in zip(
                ovulation.probabilities, shares, totals, strict=True
            )
        )
        for surge, shares in led.items()
    }


def _without_surges(
    signs: CycleSigns, code: NotUsedCode, is_doubtful: Callable[[int], bool]
) -> CycleSigns:
    """Return the signs without the positive tests of the surges that are doubtful."""
    positive = (day for day, result in signs.tests.items() if result in POSITIVE)
    dropped = {day for run in runs(positive) if is_doubtful(run[0]) for day in run}
    if not dropped:
        return signs
    return replace(
        signs,
        tests={day: result for day, result in signs.tests.items() if day not in dropped},
        not_used=(
            *signs.not_used,
            *(
                not_used(on=signs.start + timedelta(day - 1), kind="ovulationTest", code=code)
                for day in dropped
            ),
        ),
    )


def _risen(
    signs: CycleSigns, ovulations: Sequence[int], logs: Mapping[SignKind, Sequence[float]]
) -> list[float]:
    """Return for each day of ovulation the probability that the temperatures show its rise."""
    if not signs.temperatures:
        return [0.0] * len(ovulations)
    last = max(signs.temperatures)
    [not_risen] = temperature_signs.log_likelihood(
        readings=signs.temperatures, ovulations=range(last, last + 1)
    )
    return [max(1 - exp(not_risen - value), 0.0) for value in logs["temperature"]]


def _main(signs: CycleSigns, risen: float) -> SignKind | None:
    if any(result in POSITIVE for result in signs.tests.values()):
        return "ovulationTest"
    if risen >= BELIEVED_FROM:
        return "temperature"
    return "mucus" if any(kind in mucus_signs.FERTILE for kind in signs.mucus.values()) else None
