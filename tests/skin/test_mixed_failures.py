"""Failures of model, bucket and store, mixed by dice: every answer and every trace as specified.

The phone does as docs/api.md says: after 502 and 503 it repeats the request, by photoId where the
problem names one, until it loses patience.
"""

import os
import random
from collections import Counter
from contextlib import ExitStack
from uuid import uuid4

import pytest

from tests.support import faults
from tests.support.faults import store_faults
from tests.support.model_answers import BUSY, GOOD, INVALID, METRICS, OURS, REFUSED, RUINED, said
from tests.support.people import someone
from tests.support.photo_bucket import (
    WAYS,
    bucket_faults,
    history,
    measure,
    names_held,
    picture,
    request,
)

FAILURES = int(os.environ.get("MIXED_FAILURES", "200"))  # make chaos lets a thousand happen
PATIENCE = 4
FINAL = OURS | {"guardrail_intervened", "content_filtered"}

# What an answer of the model leads to; after one that leads nowhere it is asked a second time.
MODEL = {
    201: [said(GOOD)],
    422: [RUINED],
    503: [*BUSY.values()],
    502: [REFUSED[name] for name in sorted(FINAL)],
    None: [*INVALID.values(), *(REFUSED[name] for name in sorted(REFUSED.keys() - FINAL))],
}
AWAY = [faults.failing, faults.unreachable, faults.overloaded, faults.lost]


class Round:
    """One photo of one person, sent until there is an end."""

    def __init__(self, dice, bedrock):
        self.dice, self.bedrock, self.phone = dice, bedrock, someone()
        self.wishes = {"date": "2026-03-01"}
        if dice.random() < 0.5:
            self.wishes["scanId"] = str(uuid4())
        self.keep = dice.random() < 0.5
        keep = {"keepPhoto": "true"} if self.keep else {}
        self.photo_id, self.failures = None, 0
        self.scans, self.there = [], []  # as the last answer left them
        self.ask = request(self.phone, picture(), dice.choice(WAYS), **self.wishes, **keep)

    def model_says(self):
        """Let the model say something; return the status that this leads to."""
        first, second = (self.dice.choice([*MODEL]) for _ in range(2))
        self.bedrock.answers_with(*(self.dice.choice(MODEL[each]) for each in (first, second)))
        return first or second or 502

    def due(self):
        """Return the status that the next request has to get on a good day."""
        status = self.model_says()
        if self.scans:
            return 201  # an earlier attempt stored it
        if self.photo_id and f"pending/{self.photo_id}" not in self.there:
            return 404  # the deletion of a poor photo was done, and its answer was lost
        return status

    def send(self):
        """Send the request, on a bad day or a good one; return the status of its answer."""
        due, bad = self.due(), self.dice.random() < 0.3
        self.failures += bad or due != 201
        with ExitStack() as day:
            if bad:
                meet, fault = (
                    self.dice.choice([bucket_faults, store_faults]),
                    self.dice.choice(AWAY),
                )
                day.enter_context(meet(*[faults.none] * self.dice.randrange(6), fault, fault))
            answer = self.ask()
        assert answer.status_code in ({due, 503} if bad else {due}), answer.content
        problem = self.check(answer)
        if answer.status_code >= 500:
            assert bad or "photoId" in problem
        if "photoId" in problem:
            self.photo_id = problem["photoId"]
            keep = {"keepPhoto": True} if self.keep else {}
            self.ask = lambda: measure(self.phone, self.photo_id, **self.wishes, **keep)
        return answer.status_code

    def check(self, answer):
        """Assert that what is stored fits the answer; return what it says."""
        said_to_her = answer.json()
        scans, there = self.scans, self.there = history(self.phone), names_held(self.phone)
        kept = [key for key in there if key.startswith("kept/")]
        assert len(scans) <= 1
        assert kept in ([], [f"kept/{scan['scanId']}" for scan in scans])
        for scan in scans:
            assert (scan["metrics"], scan["provenance"]["source"]) == (METRICS, "bedrock")
            assert kept or not scan["hasPhoto"]
        if answer.status_code == 201:
            assert (scans, said_to_her["hasPhoto"]) == ([said_to_her], self.keep)
            assert (there, len(kept)) == (kept, self.keep)
        elif answer.status_code in (422, 404):
            assert (scans, there) == ([], [])
        else:
            code = {502: "analysis_unavailable", 503: "unavailable"}[answer.status_code]
            assert said_to_her["code"] == code
            assert 1 <= int(answer.headers["Retry-After"]) <= 5
        if "photoId" in said_to_her:
            assert (scans, there) == ([], [f"pending/{said_to_her['photoId']}"])
        return said_to_her


def run(failures, dice, bedrock):
    """Let so many failures happen; return how often which status was answered, and was the end."""
    answered, ended = Counter(), Counter()
    while failures > 0:
        one = Round(dice, bedrock)
        for _ in range(PATIENCE):
            status = one.send()
            answered[status] += 1
            if status < 500:
                break
        ended[status] += 1
        failures -= one.failures
    return answered, ended


@pytest.mark.usefixtures("no_waiting")
def test_mixed_failures_are_answered_as_specified_and_leave_nothing_behind(bedrock):
    answered, ended = run(FAILURES, random.Random(4), bedrock)
    print(f"{FAILURES} failures: answers {dict(answered)}, ends {dict(ended)}")
    assert answered.keys() >= {201, 422, 502, 503}
    assert ended.keys() >= {201, 422}
