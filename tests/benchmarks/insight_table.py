"""Print how honest "does it follow my cycle?" is, beside the rules of public apps.

    python -m tests.benchmarks.insight_table [--women 400] [--seed 1] [--only alarms power ...]

Invented women live in invented worlds, and what they log goes through the method that is shipped.
Most worlds hold no effect at all: what is found there is false. The default takes ten minutes on
two processors.
"""

import argparse
import sys
from collections.abc import Callable, Iterable
from typing import TypeAlias

from tqdm import tqdm

from tests.benchmarks import insight_alarms, insight_power, insight_women
from tests.benchmarks.insight_cost import cost_targets
from tests.benchmarks.insight_crowd import Crowd
from tests.benchmarks.insight_lift import lift_targets
from tests.benchmarks.insight_words import word_targets
from tests.benchmarks.targets import HEADING

WOMEN, SEED = 400, 1

Part: TypeAlias = Callable[..., Iterable[object]]
PARTS: dict[str, tuple[str, Part]] = {
    "cost": (HEADING, cost_targets),
    "words": (HEADING, word_targets),
    "alarms": (insight_alarms.HEADING, insight_alarms.alarm_rows),
    "lift": (HEADING, lift_targets),
    "women": (HEADING, insight_women.women_targets),
    "power": (HEADING, insight_power.power_targets),
    "coverage": (HEADING, insight_power.coverage_targets),
    "studies": (HEADING, insight_women.study_targets),
}
WOMEN_FOR_ONE = {"women": 5.0, "studies": 0.5}
"""How many women a part takes for one woman of a world: 2,000 by default are asked if they are told
anything."""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--women", type=int, default=WOMEN, help="women of each world")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--only", nargs="*", choices=PARTS, default=PARTS, help="parts to measure")
    arguments = parser.parse_args()
    with Crowd() as crowd:
        for part in arguments.only:
            heading, rows = PARTS[part]
            print(f"\n{heading}", flush=True)
            women = max(round(arguments.women * WOMEN_FOR_ONE.get(part, 1.0)), 1)
            for row in rows(crowd, women=women, seed=arguments.seed):
                tqdm.write(str(row), file=sys.stdout)
                sys.stdout.flush()


if __name__ == "__main__":
    main()
