"""Many writers change one record: with If-Match no change is lost, without it the last one wins."""

import json
import random
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import uuid4

from tqdm import tqdm

from tests.chaos.fleet import Caller
from tests.support.phone_requests import insist
from tests.support.sandbox_process import Sandbox

# After 412 a writer waits a random time of up to MOMENT seconds, doubled up to DOUBLED times:
# without a pause twenty writers would refuse each other for ever.
MOMENT = 0.05
DOUBLED = 6


@dataclass
class Outcome:
    """The result of all writers.

    writes    the number of writes that were answered as done
    lost      the number of marks that are missing in the record in the end
    gaps      the number of missing and repeated versions
    last_won  whether the record equals the answer with the highest version
    met       the number of answers by status
    """

    writes: int
    lost: int = 0
    gaps: int = 0
    last_won: bool = False
    met: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Writer:
    """One writer; it changes one entry through its own connection to each process."""

    number: int
    caller: Caller
    path: str

    def add_marks(self, rounds: int, done: Callable[[], Any]) -> list[Any]:
        """Add one mark of this writer to the text each round, with If-Match."""
        return [self._add_mark(done) for _ in range(rounds)]

    def _add_mark(self, done: Callable[[], Any]) -> Any:
        for tries in range(1, 1000):
            before = insist(self.caller, "GET", self.path)
            marks = Counter(json.loads(before.json()["text"]))
            marks[str(self.number)] += 1
            answer = self._patch(json.dumps(marks), If_Match=before.headers["ETag"])
            if answer.status_code == 200:
                done()
                return answer.json()
            assert answer.status_code == 412, answer.body
            time.sleep(self.caller.dice.uniform(0, MOMENT * 2 ** min(tries, DOUBLED)))
        raise AssertionError("the writer got 412 each time")

    def overwrite(self, rounds: int, done: Callable[[], Any]) -> list[Any]:
        """Replace the text each round without If-Match."""
        found = []
        for _ in range(rounds):
            text = str(uuid4())
            answer = self._patch(text)
            assert answer.status_code == 200, answer.body
            if answer.json()["text"] == text:  # else a repetition, answered with a later state
                found.append(answer.json())
            done()
        return found

    def _patch(self, text: str, **headers: str) -> Any:
        headers["Idempotency_Key"] = str(uuid4())
        return insist(self.caller, "PATCH", self.path, {"text": text}, **headers)


def measure(
    processes: list[Sandbox], *, writers: int, rounds: int, if_match: bool, seed: int
) -> Outcome:
    """Let `writers` writers change one entry `rounds` times each."""
    dice = random.Random(seed)
    callers = [Caller(processes, dice=random.Random(dice.random())) for _ in range(writers)]
    first = callers[0]
    created = insist(first, "POST", "/journal", {"date": "2026-03-01", "text": "{}"}).json()
    path = f"/journal/{created['entryId']}"
    with tqdm(total=writers * rounds, unit="write", leave=False) as bar:
        work = [Writer(number, caller, path) for number, caller in enumerate(callers)]
        jobs = [writer.add_marks if if_match else writer.overwrite for writer in work]
        with ThreadPoolExecutor(writers) as pool:
            futures = [pool.submit(partial(job, rounds, bar.update)) for job in jobs]
            answers = [answer for future in futures for answer in future.result()]
    stored = insist(first, "GET", path).json()
    for caller in callers:
        caller.close()
    outcome = Outcome(writers * rounds, met=sum((caller.met for caller in callers), Counter[str]()))
    versions = [answer["version"] for answer in answers]
    outcome.gaps = abs(stored["version"] - 1 - outcome.writes) + len(versions) - len(set(versions))
    last = max(answers, key=lambda answer: answer["version"])
    outcome.last_won = last == stored
    if if_match:
        marks = json.loads(stored["text"])
        outcome.lost = sum(rounds - marks.get(str(number), 0) for number in range(writers))
    return outcome
