"""Whether several photos of one person get the same scores."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from tests.benchmarks.skin_photos.agreement import intraclass_correlation
from tests.benchmarks.skin_photos.trials import MEASURED, Trial
from tests.benchmarks.targets import Target

WANTED: Final = {"texture": 0.7, "pores": 0.5}
SIMULATED: Final = ("white balance, warmer", "crop 12 %", "flip", "5 degrees", "JPEG 60", "-0.3 EV")


def repeat_rows(trials: Sequence[Trial]) -> Iterator[Target]:
    """Print how photos of one person agree, and yield the targets.

    The real repeats are few: frames of a video, and photos of years apart. The simulated repeats
    are the changed photos of each face: another day and another expression are not in them.
    """
    print("\nThe same person, several photos: scores, and ICC(1,1)")
    for metric in MEASURED:
        real = _by_person(trials, metric)
        simulated = [_simulated(trial, metric) for trial in trials if trial.changed]
        several = {person: scores for person, scores in real.items() if len(scores) > 1}
        for person, scores in several.items():
            print(f"{metric:14}{person:5}" + "".join(f"{score:4}" for score in scores))
        wanted = {"at_least": WANTED[metric]} if metric in WANTED else {}
        agreement = intraclass_correlation([*real.values()])
        name = f"{metric}, several photos of a person ({len(several)}): ICC"
        yield Target(name, agreement, **wanted)
        agreement = intraclass_correlation([scores for scores in simulated if len(scores) > 1])
        yield Target(f"{metric}, simulated repeats of each face: ICC", agreement)


def _by_person(trials: Sequence[Trial], metric: str) -> dict[str, list[int]]:
    """Return the scores of each person; who has only one photo counts between the persons."""
    scores = defaultdict(list)
    for trial in trials:
        if metric in trial.answer.scores:
            scores[trial.photo.person or trial.photo.id].append(trial.answer.scores[metric])
    return scores


def _simulated(trial: Trial, metric: str) -> list[int]:
    answers = (trial.answer, *(trial.changed[change] for change in SIMULATED))
    return [answer.scores[metric] for answer in answers if metric in answer.scores]
