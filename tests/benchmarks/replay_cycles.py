"""Log real women's cycles day by day into a sandbox over HTTP, and compare the cycles it returns.

    python -m tests.benchmarks.replay_cycles cycles.csv [--women 20]

The file has one row per cycle: client_id, cycle, length and menses (days). Exit with 1 if any cycle
differs.
"""

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from tqdm import tqdm

from tests.support.sandbox_process import ROOT, environment, sandbox

FIRST_DAY = date(2021, 1, 1)
USUAL_MENSES = 5
Cycles = list[tuple[int, int]]


def read_women(path: Path, count: int) -> dict[str, Cycles]:
    """Return length and days of menses of each cycle of the first women, oldest first."""
    women: dict[str, Cycles] = defaultdict(list)
    with path.open(newline="") as file:
        for row in csv.DictReader(file):
            menses = int(row["menses"] or USUAL_MENSES)
            women[row["client_id"]].append((int(row["length"]), menses))
    return dict(list(women.items())[:count])


def day_logs(cycles: Cycles) -> list[date]:
    """Return each day of bleeding, with the first day after the last cycle."""
    days, start = [], FIRST_DAY
    for length, menses in cycles:
        days += [start + timedelta(days=offset) for offset in range(menses)]
        start += timedelta(days=length)
    return [*days, start]


def call(address: str, token: str, path: str, body: Any = None) -> Any:
    request = Request(
        address + path,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
    )
    with urlopen(request, timeout=60) as answer:
        return json.load(answer)


def token_for(person: str, folder: Path) -> str:
    command = [sys.executable, "manage.py", "issue_token", person]
    issued = subprocess.run(
        command, cwd=ROOT, env=environment(folder), capture_output=True, text=True, check=True
    )
    return issued.stdout.strip()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=Path)
    options.add_argument("--women", type=int, default=20)
    arguments = options.parse_args()
    women = read_women(arguments.file, arguments.women)
    folder = Path(tempfile.mkdtemp(prefix="glowcycle-replay-"))
    wrong, compared = [], 0
    with sandbox(folder, "--empty") as running:
        for person, cycles in (bar := tqdm(women.items(), unit="woman")):
            bar.set_postfix_str(person)
            token = token_for(person, folder)
            for day in day_logs(cycles):
                call(running.address, token, "/period", {"date": str(day), "flow": "medium"})
            last = FIRST_DAY + timedelta(days=sum(length for length, _ in cycles))
            results = call(
                running.address,
                token,
                f"/period/cycles/{person}?from={FIRST_DAY}&to={last}",
            )["results"]
            completed = [c for c in reversed(results) if c["length"] is not None]
            read = [(c["length"], c["period"]["bleedingDays"]) for c in completed]
            compared += len(cycles)
            if read != cycles:
                wrong.append(f"{person}: {cycles} was read back as {read}")
    print(f"{compared} cycles of {len(women)} women: {len(wrong)} women differ", *wrong, sep="\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
