"""Many writers on one record at once: with If-Match none is lost, without it the last one wins."""

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
from tests.support.sandbox_process import Sandbox
from tests.support.sync_phone import insist

# After 412 a writer waits by dice, up to so many seconds, and twice as long each time, as far as
# that goes: all twenty at once would refuse each other for ever.
MOMENT = 0.05
DOUBLED = 6


@dataclass
class Outcome:
    """What the writers left.

    writes    how many were answered as done
    lost      of these, how many the record does not show, where each adds a mark to the others'
    gaps      versions that the record has not had, and those that it has had twice
    last_won  whether the record is as the write with the highest version was answered
    met       how often which status was answered
    """

    writes: int
    lost: int = 0
    gaps: int = 0
    last_won: bool = False
    met: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Writer:
    """One writer, by number; he has a line of his own to each process, and changes one entry."""

    number: int
    caller: Caller
    path: str

    def add_marks(self, rounds: int, done: Callable[[], Any]) -> list[Any]:
        """Add one to his own count beside all others', upon the state he has seen."""
        return [self._add_mark(done) for _ in range(rounds)]

    def _add_mark(self, done: Callable[[], Any]) -> Any:
        for tries in range(1, 1000):
            seen = insist(self.caller, "GET", self.path)
            marks = Counter(json.loads(seen.json()["text"]))
            marks[str(self.number)] += 1
            answer = self._patch(json.dumps(marks), If_Match=seen.headers["ETag"])
            if answer.status_code == 200:
                done()
                return answer.json()
            assert answer.status_code == 412, answer.body
            time.sleep(self.caller.dice.uniform(0, MOMENT * 2 ** min(tries, DOUBLED)))
        raise AssertionError("never had his turn")

    def have_the_last_word(self, rounds: int, done: Callable[[], Any]) -> list[Any]:
        """Say something else each time, whatever stands there."""
        found = []
        for _ in range(rounds):
            said = str(uuid4())
            answer = self._patch(said)
            assert answer.status_code == 200, answer.body
            if answer.json()["text"] == said:  # else repeated, and answered with what stood then
                found.append(answer.json())
            done()
        return found

    def _patch(self, text: str, **said: str) -> Any:
        said["Idempotency_Key"] = str(uuid4())
        return insist(self.caller, "PATCH", self.path, {"text": text}, **said)


def measure(
    processes: list[Sandbox], *, writers: int, rounds: int, if_match: bool, seed: int
) -> Outcome:
    """Let so many writers change one entry, so many times each."""
    dice = random.Random(seed)
    callers = [Caller(processes, dice=random.Random(dice.random())) for _ in range(writers)]
    first = callers[0]
    created = insist(first, "POST", "/journal", {"date": "2026-03-01", "text": "{}"}).json()
    path = f"/journal/{created['entryId']}"
    with tqdm(total=writers * rounds, unit="write", leave=False) as bar:
        work = [Writer(number, each, path) for number, each in enumerate(callers)]
        ways = [one.add_marks if if_match else one.have_the_last_word for one in work]
        with ThreadPoolExecutor(writers) as pool:
            begun = [pool.submit(partial(way, rounds, bar.update)) for way in ways]
            answers = [answer for each in begun for answer in each.result()]
    stands = insist(first, "GET", path).json()
    for caller in callers:
        caller.close()
    outcome = Outcome(writers * rounds, met=sum((each.met for each in callers), Counter[str]()))
    versions = [answer["version"] for answer in answers]
    outcome.gaps = abs(stands["version"] - 1 - outcome.writes) + len(versions) - len(set(versions))
    last = max(answers, key=lambda answer: answer["version"])
    outcome.last_won = last == stands
    if if_match:
        marks = json.loads(stands["text"])
        outcome.lost = sum(rounds - marks.get(str(number), 0) for number in range(writers))
    return outcome
