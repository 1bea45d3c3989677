"""Print the targets of the forecast for women of every kind, with the former model beside this one.

    python -m tests.benchmarks.lives_table --shared FOLDER [--seeds 7 11] [--women 250]

FOLDER holds the files of cycles in data/, the scorer and the simulator in tools/; what is not there
is skipped. The constants are those that are shipped, not refitted:
`python -m tests.benchmarks.refit_population --folds 5` scores each woman with constants that were
fitted without her. Cycles count from three earlier ones on, unless a target says otherwise.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

from tqdm import tqdm

from tests.benchmarks.lives_targets import COHORTS, charting_targets, cohort_targets, life_targets
from tests.benchmarks.scorer import Women, load_scorer
from tests.benchmarks.targets import HEADING, Target

FILES = ("cycles-dev.csv", "cycles-creighton-dev.csv")
SEEDS = (7, 11)
WOMEN = 250


def simulated(simulator: Path, scorer: ModuleType, *, seed: int, count: int) -> dict[str, Women]:
    """Return the cohorts that the simulator draws with that seed, `count` women of each."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, str(simulator), folder, str(seed)], check=True, capture_output=True
        )
        loaded = {name: scorer.load(Path(folder) / f"sim_{name}.csv") for name in COHORTS}
    return {name: dict([*women.items()][:count]) for name, women in loaded.items()}


def print_targets(title: str, targets: Iterable[Target]) -> None:
    """Print a heading and each target as it is measured."""
    print(f"\n{title}\n{HEADING}", flush=True)
    for target in tqdm(targets, desc=title, leave=False):
        tqdm.write(str(target), file=sys.stdout)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, required=True, help="the folder of data and tools")
    parser.add_argument("--seeds", type=int, nargs="*", default=SEEDS)
    parser.add_argument("--women", type=int, default=WOMEN, help="women of each cohort")
    arguments = parser.parse_args()
    data, tools = arguments.shared / "data", arguments.shared / "tools"
    needed = [tools / "score_predictions.py", *(data / name for name in FILES)]
    if missing := [str(path) for path in needed if not path.exists()]:
        print(f"Skipped: {', '.join(missing)} is not there.")
        return
    scorer = load_scorer(needed[0])
    files = [scorer.load(data / name) for name in FILES]
    print_targets(f"Women who chart ({FILES[1]})", charting_targets(scorer, files[1]))
    print_targets("Lives (both files)", life_targets(scorer, files))
    simulator = tools / "simulate_cohorts.py"
    if not simulator.exists():
        print(f"Skipped: {simulator} is not there.")
        return
    for seed in arguments.seeds:
        cohorts = simulated(simulator, scorer, seed=seed, count=arguments.women)
        print_targets(f"Simulated cohorts, seed {seed}", cohort_targets(scorer, cohorts))


if __name__ == "__main__":
    main()
