"""Whether a score follows the tone of the skin."""

from collections.abc import Iterator, Sequence
from statistics import fmean
from typing import Final

from scipy.stats import spearmanr

from tests.benchmarks.skin_photos.agreement import furthest_apart, standard_error
from tests.benchmarks.skin_photos.manifest import TONES
from tests.benchmarks.skin_photos.trials import MEASURED, Trial
from tests.benchmarks.targets import Target

FEWEST: Final = 6  # faces with a score: fewer correlate by chance
BEYOND_NOISE: Final = 2.5  # standard errors: the largest of three differences exceeds 2 too often


def tone_rows(trials: Sequence[Trial]) -> Iterator[Target]:
    """Print scores by group of tone, and yield what they owe to the tone."""
    print(
        "\nScores by tone: mean, standard error, number; rank correlation with ITA, with the group"
    )
    for metric in MEASURED:
        told = [trial for trial in trials if metric in trial.answer.scores]
        groups = [
            [trial.answer.scores[metric] for trial in told if trial.photo.tone == tone]
            for tone in TONES
        ]
        angle = _correlation([(t.angle, t.answer.scores[metric]) for t in told])
        by_eye = _correlation([(-TONES.index(t.photo.tone), t.answer.scores[metric]) for t in told])
        cells = "".join(f"{_summary(group):>20}" for group in groups)
        print(f"{metric:14}{cells}{angle:9.2f}{by_eye:9.2f}")
        if metric == "texture":
            yield Target("texture by ITA, size of rank correlation", abs(angle), at_most=0.2)
            yield Target(
                "texture: means of groups apart, standard errors",
                furthest_apart(groups),
                at_most=BEYOND_NOISE,
            )
        elif told:
            yield Target(f"{metric} by ITA, size of rank correlation", abs(angle))
    print(f"{'':14}" + "".join(f"{tone:>20}" for tone in TONES))


def _correlation(pairs: Sequence[tuple[float | None, float]]) -> float:
    if len(pairs) < FEWEST:
        return float("nan")
    return float(spearmanr(*zip(*pairs, strict=True)).statistic)


def _summary(scores: Sequence[float]) -> str:
    if not scores:
        return "none"
    return f"{fmean(scores):.1f} +-{standard_error(scores):.1f} ({len(scores)})"
