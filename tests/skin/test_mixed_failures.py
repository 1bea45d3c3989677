"""Random failures of model, bucket and store: each answer and the stored data are as specified.

The phone follows docs/api.md: after 502 and 503 it repeats the request, with photoId if the problem
has one, up to PATIENCE times.
"""

import os
import random
from collections import Counter
from contextlib import ExitStack
from uuid import uuid4

import pytest

from tests.support import faults
from tests.support.faults import store_faults
from tests.support.model_answers import (
    BUSY,
    GOOD,
    INVALID,
    METRICS,
    OURS,
    REFUSED,
    RUINED,
    model_answer,
)
from tests.support.people import someone
from tests.support.photo_bucket import (
    WAITS,
    WAYS,
    bucket_faults,
    bucket_names,
    history,
    measure,
    picture,
    request,
)

FAILURES = int(os.environ.get("MIXED_FAILURES", "200"))  # make chaos runs a thousand
PATIENCE = 4
FINAL = OURS | {"model_context_window_exceeded"}

# The model's answers by the status that they lead to; None leads to a second question.
MODEL = {
    201: [model_answer(GOOD)],
    422: [RUINED],
    503: [*BUSY.values()],
    502: [REFUSED[name] for name in sorted(FINAL)],
    None: [*INVALID.values(), *(REFUSED[name] for name in sorted(REFUSED.keys() - FINAL))],
}
OUTAGES = [faults.failing, faults.unreachable, faults.overloaded, faults.lost]


class Round:
    """One photo of one person, sent until a final answer."""

    def __init__(self, dice, bedrock):
        self.dice, self.bedrock, self.phone = dice, bedrock, someone()
        self.fields = {"date": "2026-03-01"}
        if dice.random() < 0.5:
            self.fields["scanId"] = str(uuid4())
        self.keep = dice.random() < 0.5
        keep = {"keepPhoto": "true"} if self.keep else {}
        self.photo_id, self.failures = None, 0
        self.scans, self.objects = [], []  # after the last answer
        way = dice.choice(WAYS)
        self.waits = WAITS[way]
        self.send_request = request(self.phone, picture(), way, **self.fields, **keep)

    def choose_answers(self):
        """Choose the model's answers; return the status that they lead to."""
        first, second = (self.dice.choice([*MODEL]) for _ in range(2))
        self.bedrock.answers_with(*(self.dice.choice(MODEL[status]) for status in (first, second)))
        return first or second or 502

    def expected_status(self):
        """Return the expected status of the next request without faults."""
        status = self.choose_answers()
        if self.scans:
            return 201  # an earlier attempt stored it
        if self.photo_id and f"{self.waits}/{self.photo_id}" not in self.objects:
            return 404  # the poor photo was deleted, and the answer was lost
        return status

    def send(self):
        """Send the request, with or without faults; return the status of its answer."""
        expected, has_fault = self.expected_status(), self.dice.random() < 0.3
        self.failures += has_fault or expected != 201
        with ExitStack() as day:
            if has_fault:
                meet, fault = (
                    self.dice.choice([bucket_faults, store_faults]),
                    self.dice.choice(OUTAGES),
                )
                day.enter_context(meet(*[faults.none] * self.dice.randrange(6), fault, fault))
            answer = self.send_request()
        assert answer.status_code in ({expected, 503} if has_fault else {expected}), answer.content
        problem = self.check(answer)
        if answer.status_code >= 500:
            assert has_fault or "photoId" in problem
        if "photoId" in problem:
            self.photo_id = problem["photoId"]
            keep = {"keepPhoto": True} if self.keep else {}
            self.send_request = lambda: measure(self.phone, self.photo_id, **self.fields, **keep)
        return answer.status_code

    def check(self, answer):
        """Assert that the stored data fits the answer; return its body."""
        body = answer.json()
        scans, stored = self.scans, self.objects = history(self.phone), bucket_names(self.phone)
        kept = [key for key in stored if key.startswith("kept/")]
        assert len(scans) <= 1
        assert kept in ([], [f"kept/{scan['scanId']}" for scan in scans])
        for scan in scans:
            assert (scan["metrics"], scan["provenance"]["source"]) == (METRICS, "bedrock")
            assert kept or not scan["hasPhoto"]
        if answer.status_code == 201:
            assert (scans, body["hasPhoto"]) == ([body], self.keep)
            assert (stored, len(kept)) == (kept, self.keep)
        elif answer.status_code in (422, 404):
            assert (scans, stored) == ([], [])
        else:
            code = {502: "analysis_unavailable", 503: "unavailable"}[answer.status_code]
            assert body["code"] == code
            assert 1 <= int(answer.headers["Retry-After"]) <= 5
        if "photoId" in body:
            assert (scans, stored) == ([], [f"{self.waits}/{body['photoId']}"])
        return body


def run(failures, dice, bedrock):
    """Run until this number of failures; return the counts of all and of final statuses."""
    answers, ends = Counter(), Counter()
    while failures > 0:
        photo_round = Round(dice, bedrock)
        for _ in range(PATIENCE):
            status = photo_round.send()
            answers[status] += 1
            if status < 500:
                break
        ends[status] += 1
        failures -= photo_round.failures
    return answers, ends


@pytest.mark.usefixtures("no_waiting")
def test_mixed_failures_are_answered_as_specified_and_leave_nothing_behind(bedrock):
    answers, ends = run(FAILURES, random.Random(4), bedrock)
    print(f"{FAILURES} failures: answers {dict(answers)}, ends {dict(ends)}")
    assert answers.keys() >= {201, 422, 502, 503}
    assert ends.keys() >= {201, 422}
