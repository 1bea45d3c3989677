"""Print how well and how fast the model predicts, compared with the rules of period trackers.

    python -m tests.benchmarks.score_table --data FILE --scorer FILE

Every prediction for a woman uses only her earlier cycles. If the constants were fitted to this
file, take the honest figures from `python -m tests.benchmarks.refit_population --folds 5`: it
prints the same table, and scores each woman with constants that were fitted without her.
"""

import argparse
from pathlib import Path

from tests.benchmarks.bench import ENOUGH, Bench, Rows
from tests.benchmarks.predictions import predict
from tests.benchmarks.scorer import Predictor, load_scorer
from tests.benchmarks.simple_rules import RULES, as_predictor
from tests.benchmarks.targets import HEADING, accuracy_targets, speed_targets

MODEL = "this model"


def print_table(*, bench: Bench) -> None:
    """Print the scores of all methods, then the targets."""
    cycles = sum(map(len, bench.women.values()))
    constants = "as shipped" if bench.fitted is None else "fitted without the women scored"
    print(f"{cycles} cycles of {len(bench.women)} women; constants {constants}")
    print(f"In days, for cycles after at least {ENOUGH} others. missed: MAE if 10 % of the periods")
    print("are not logged; extra: MAE if spotting cuts 5 % of the cycles; last column: CRPS minus")
    print("this model's CRPS (95 % interval)\n")
    print(f"{'':40}{'MAE':>6}{'CRPS':>7}{'log':>7}{'<=2 d':>6}{'missed':>7}{'extra':>6}")
    tasks = bench.tasks("next")
    ours = _print_row(bench, MODEL, predict, None)
    for name, rule in RULES.items():
        _print_row(bench, name, as_predictor(rule=rule, tasks=tasks), ours)
    print("\nGiven that the cycle has reached a day:")
    _print_ongoing(bench)
    print(f"\n{HEADING}")
    for target in accuracy_targets(bench=bench):
        print(target)


def _print_row(bench: Bench, name: str, predictor: Predictor, ours: Rows | None) -> Rows:
    rows = bench.rows("next", predictor)
    clean = bench.summary(rows)
    missed = bench.summary(bench.rows("missed", predictor))
    extra = bench.summary(bench.rows("extra", predictor, p=0.05))
    scores = f"{clean['mae']:6.2f}{clean['crps']:7.3f}{clean['nll']:7.3f}{clean['w2']:6.0%}"
    print(f"{name:40}{scores}{missed['mae']:7.2f}{extra['mae']:6.2f}", end="")
    if ours is not None:
        print("  {:+.3f} ({:+.3f} to {:+.3f})".format(*bench.crps_difference(rows, ours)), end="")
    print()
    return rows


def _print_ongoing(bench: Bench) -> None:
    rows = bench.rows("ongoing", predict)
    for day in bench.scorer.ONGOING_DAYS:
        scores = bench.summary([row for row in rows if row["today"] == day])
        covered = "/".join(f"{scores[share]:.0%}" for share in ("pit50", "pit80", "pit95"))
        print(
            f"  day {day}: {scores['n']} cycles, MAE {scores['mae']:.2f}, "
            f"CRPS {scores['crps']:.3f}, inside the 50/80/95 % ranges {covered}"
        )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options for the file of cycles and the scorer's file."""
    parser.add_argument("--data", type=Path, required=True, help="a file of cycles (CSV)")
    parser.add_argument("--scorer", type=Path, required=True, help="the scorer (Python)")


def main() -> None:
    """Print the table and the timings."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_arguments(parser)
    arguments = parser.parse_args()
    scorer = load_scorer(arguments.scorer)
    print_table(bench=Bench(scorer, scorer.load(arguments.data)))
    for target in speed_targets():
        print(target)


if __name__ == "__main__":
    main()
