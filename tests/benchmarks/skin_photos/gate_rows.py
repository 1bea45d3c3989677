"""What the gate lets pass, and what it refuses."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tests.benchmarks.skin_photos.manifest import TONES, photos
from tests.benchmarks.skin_photos.trials import Trial, try_gate
from tests.benchmarks.targets import Target


def gate_rows(trials: Sequence[Trial]) -> Iterator[Target]:
    """Print what happens to each kind of photo, and yield its targets."""
    things, bodies, groups = photos("thing"), photos("body"), photos("group")
    tried = (*things, *bodies, *groups)
    refused = dict(zip(tried, try_gate(tried), strict=True))
    print("\nThe gate: photos that pass, and reasons of those that do not")
    for kind, every in (("things", things), ("bodies without a face", bodies)):
        passed = [photo for photo in every if not refused[photo]]
        _print_reasons(kind, every, [refused[photo] for photo in every])
        limit = 3 if kind == "things" else 0
        yield Target(f"{kind} accepted, %", _percent(len(passed), len(every)), at_most=limit)
        if passed:
            print("    passed:", *(photo.id for photo in passed))
    said = [refused[photo] for photo in groups]
    _print_reasons("groups", groups, said)
    not_said = [photo.id for photo, why in zip(groups, said, strict=True) if not _several(why)]
    if not_said:
        print("    not said to be several faces:", *not_said)
    share = _percent(sum(map(_several, said)), len(said))
    yield Target("groups said as several faces, %", share, at_least=100)
    for tone in TONES:
        same = [trial for trial in trials if trial.photo.tone == tone]
        why = [trial.answer.refused for trial in same]
        _print_reasons(f"faces, {tone} skin", [trial.photo for trial in same], why)
        if any(why):
            print("    refused:", *(trial.photo.id for trial in same if trial.answer.refused))
        limit = 0 if tone == "dark" else 1
        share = _percent(sum(map(bool, why)), len(why))
        yield Target(f"faces refused, {tone} skin, %", share, at_most=limit)
    dark = [trial.very_dark.refused for trial in trials if trial.very_dark]
    _print_reasons("faces at -2 EV", dark, dark)
    share = _percent(sum("too_dark" in why for why in dark), len(dark))
    yield Target("faces at -2 EV said as too dark, %", share, at_least=95)


def _several(reasons: Sequence[str]) -> bool:
    return "several_faces" in reasons


def _print_reasons(kind: str, every: Sequence[object], said: Sequence[Sequence[str]]) -> None:
    counts = Counter(reason for reasons in said for reason in reasons)
    passed = sum(not reasons for reasons in said)
    told = ", ".join(f"{reason} {count}" for reason, count in counts.most_common())
    print(f"{kind:26}{len(every):4} photos, {passed:3} pass; {told}")


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else float("nan")
