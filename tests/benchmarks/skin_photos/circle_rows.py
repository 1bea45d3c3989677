"""Whether dark circles are followed: the under-eyes are darkened by known steps."""

from collections.abc import Iterator, Sequence
from typing import Final

from scipy.stats import spearmanr

from tests.benchmarks.skin_photos.manifest import TONES
from tests.benchmarks.skin_photos.trials import UNDER_EYE_STEPS, Trial
from tests.benchmarks.targets import Target

METRIC: Final = "dark_circles"
FOLLOWED: Final = 0.95  # rank correlation of a face


def circle_rows(trials: Sequence[Trial]) -> Iterator[Target]:
    """Print how the score follows in each group, and yield the targets.

    The steps darken the skin below the eyes, where the analyzer measures as well: partly this only
    shows that it measures what it says.
    """
    print(f"\nUnder-eyes darkened by {', '.join(map(str, UNDER_EYE_STEPS))} EV, frontal faces")
    for tone in TONES:
        frontal = [t for t in trials if t.photo.tone == tone and t.under_eyes]
        followed = [_follows(trial) for trial in frontal]
        told = [one for one in followed if one is not None]
        well = sum(one >= FOLLOWED for one in told)
        print(f"{tone:8}{len(frontal):3} faces, {len(told):3} with scores, {well:3} followed")
        share = 100 * well / len(told) if told else float("nan")
        yield Target(f"dark circles followed, {tone} skin, % of scored", share, at_least=90)
        share = 100 * len(told) / len(frontal) if frontal else float("nan")
        yield Target(f"dark circles told, {tone} skin, % of frontal", share)


def _follows(trial: Trial) -> float | None:
    """Return the rank correlation with the steps, None where fewer than four steps are told."""
    pairs = [
        (-ev, answer.scores[METRIC])
        for ev, answer in zip(UNDER_EYE_STEPS, trial.under_eyes, strict=True)
        if METRIC in answer.scores
    ]
    if len(pairs) < 4:
        return None
    scores = [score for _, score in pairs]
    if len(set(scores)) == 1:
        return 0.0
    return float(spearmanr([step for step, _ in pairs], scores).statistic)
