"""How far the scores of a photo move when something changes that is not the skin."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tests.benchmarks.skin_photos.agreement import share_to
from tests.benchmarks.skin_photos.disturbances import CHANGES
from tests.benchmarks.skin_photos.trials import MEASURED, Trial
from tests.benchmarks.targets import Target

BALANCE: Final = ("white balance, warmer", "white balance, colder")
FRAMING: Final = ("crop 12 %", "flip", "5 degrees")
CAMERA: Final = ("noise", "blur 2 px")
A_LITTLE_LIGHT: Final = ("-0.3 EV", "+0.3 EV")
MORE_LIGHT: Final = ("-0.7 EV", "+0.7 EV")
SHARE: Final = 90  # percent of the moves


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """What a change does to one metric.

    moves     the differences, of the photos that have a score before and after
    lost      the photos whose score becomes null, or that are then refused
    measured  the photos that have a score before
    """

    moves: tuple[int, ...]
    lost: int
    measured: int

    @property
    def largest(self) -> float:
        return share_to(self.moves, percent=SHARE)


def drift(trials: Sequence[Trial], *, change: str, metric: str) -> Drift:
    """Return what the change does to the scores of a metric."""
    before = [trial for trial in trials if metric in trial.answer.scores]
    pairs = [
        (trial.answer.scores[metric], trial.changed[change].scores[metric])
        for trial in before
        if metric in trial.changed[change].scores
    ]
    return Drift(
        moves=tuple(abs(after - score) for score, after in pairs),
        lost=len(before) - len(pairs),
        measured=len(before),
    )


def drift_rows(trials: Sequence[Trial]) -> Iterator[Target]:
    """Print the moves after each change, and yield their targets."""
    seen = [trial for trial in trials if trial.changed]
    print(f"\n{SHARE} % of the scores move at most so far (and % that become null or are refused)")
    print(f"{'':24}" + "".join(f"{name:>18}" for name in MEASURED))
    found = {}
    for change in CHANGES:
        line = f"{change:24}"
        for metric in MEASURED:
            found[change, metric] = one = drift(seen, change=change, metric=metric)
            lost = 100 * one.lost / one.measured if one.measured else 0
            line += f"{one.largest:11.0f} ({lost:3.0f}%)"
        print(line)
    counts = (found["flip", metric].measured for metric in MEASURED)
    print(f"{'faces with a score':24}" + "".join(f"{count:18}" for count in counts))
    for name, changes, limits in _LIMITS:
        for metric, limit in limits.items():
            moves = [found[change, metric].largest for change in changes]
            if all(found[change, metric].moves for change in changes):
                yield Target(f"{name}: {metric} moves", max(moves), at_most=limit)
            else:
                print(f"{name}: {metric} has no scores to compare")


_LIMITS: Final = (
    ("white balance", BALANCE, {"texture": 2, "pores": 3, "radiance": 3, "dark_circles": 3}),
    ("crop, flip, 5 degrees", FRAMING, {"texture": 2, "pores": 3, "radiance": 3}),
    ("crop, flip", FRAMING[:2], {"dark_circles": 5}),
    ("noise, blur", CAMERA, {"texture": 4, "pores": 4, "radiance": 4, "dark_circles": 4}),
    ("+-0.7 EV", MORE_LIGHT, {"radiance": 3}),
    ("+-0.3 EV", A_LITTLE_LIGHT, {"dark_circles": 3}),
)
