"""Every method of every route, with each of its AWS calls failing in turn, in every way.

The answer, the stored data, and the answer to a repetition are compared with a run without faults.
The run without faults lists the calls, so no route and no call is left out.
"""

import json
import os
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from glowcycle.aws import clients
from glowcycle.aws.clients import ATTEMPTS
from glowcycle.encryption import keyring
from tests.support.model_answers import GOOD, model_answer
from tests.support.people import someone
from tests.support.routes import ROUTES
from tests.support.sample_requests import IN_SHARES, REPRESENTATIVES
from tests.support.single_fault import FOR_EVER, KINDS, Day
from tests.support.stored_data import comparable, opened, put_back, stored, timeless

NOW = datetime(2026, 3, 5, 10, tzinfo=UTC)
# The gateway allows 29 s; a request without a model takes at most 8 s.
STORE_SECONDS, MODEL_SECONDS = 8, 20
MODEL = "bedrock-runtime"
EVERY_KIND = "EVERY_FAULT" in os.environ


class Stage:
    """One person prepared for one request; her stored data can be reset."""

    def __init__(self, name):
        with time_machine.travel(NOW - timedelta(minutes=5), tick=False):
            self.phone = someone()
            self.ask = REPRESENTATIVES[name](self.phone)
        self.before = self.stored = stored(self.phone.user_id)

    def now(self):
        """Return the stored data as text without times."""
        self.stored = stored(self.phone.user_id)
        return {location: comparable(value) for location, value in opened(self.stored).items()}

    def run(self, day):
        """Send the request with the faults of `day`; return the answer and the stored data."""
        put_back(self.phone.user_id, self.before, now=self.stored)
        keyring.forget()  # so that each run fetches her key
        with time_machine.travel(NOW, tick=False), day.passes():
            answer = self.ask()
        return answer, self.now()

    def again(self):
        """Repeat the request a moment later without faults; return answer and stored data."""
        with time_machine.travel(NOW + timedelta(milliseconds=1), tick=False):
            answer = self.ask()
        return answer, self.now()


class Calm:
    """The request without faults: its answer, its calls, and the stored data.

    `forms` holds every value that each item or object had on the way; None means absent.
    """

    def __init__(self, stage):
        day, states = Day(), []
        day.before_each = lambda: states.append(stage.now())
        self.answer, self.end = stage.run(day)
        self.attempted = day.attempted
        places = {location for state in (*states, self.end) for location in state}
        self.forms = {
            location: {state.get(location) for state in (*states, self.end)} for location in places
        }


def comparable_answer(answer):
    """Return status and body of an answer without times, etags, and whether it is a repetition."""
    status = {200: "done", 201: "done"}.get(answer.status_code, answer.status_code)
    if not answer.get("Content-Type", "").startswith("application/json"):
        return status, answer.content
    body = json.loads(answer.content)
    if "fields" in body:  # an upload form: its signature differs each second
        return status, sorted(body["fields"])
    for result in body.get("results", ()):
        if result.get("status") == "duplicate":
            result["status"] = "applied"
    if "changes" in body:
        del body["next"]
    return status, timeless(re.sub(r'("etag": )"[\w-]+"', r"\1", json.dumps(body)))


def problems(answer):
    """Return the problems of an answer: its own, or those of its operations."""
    if answer.status_code >= 500:
        assert 1 <= int(answer.headers["Retry-After"]) <= 5
        assert answer.headers["Content-Type"] == "application/problem+json"
        return [answer.json()]
    if not answer.get("Content-Type", "").startswith("application/json"):
        return []
    results = answer.json().get("results", ())
    return [result["problem"] for result in results if result.get("status") == "error"]


def days(baseline):
    """Yield runs in which a call fails: its first attempt, every attempt, or with all later calls.

    The suite gives each call a lost answer and one other fault; `make chaos` gives it all faults.
    """
    others = [kind for kind in KINDS if kind != "answer lost"]
    for first, (service, _) in enumerate(baseline.attempted):
        for fault in KINDS if EVERY_KIND else ("answer lost", others[first % len(others)]):
            for times in {1, 1 if service == MODEL else ATTEMPTS}:
                yield Day(fault, first=first, times=times)
        if first == 0 or EVERY_KIND:
            yield Day("timed out", first=first, times=FOR_EVER)


@pytest.fixture
def kms(settings):
    settings.KMS_KEY_ID = clients.kms().create_key()["KeyMetadata"]["KeyId"]


@pytest.mark.usefixtures("kms")
@pytest.mark.parametrize("name", REPRESENTATIVES)
def test_each_failed_call_is_overcome_or_answered_503_and_a_repetition_succeeds(bedrock, name):
    bedrock.answers_with(model_answer(GOOD))
    stage = Stage(name)
    baseline = Calm(stage)
    assert baseline.answer.status_code < 300, baseline.answer.content
    # Before and after; with a kept photo also measured but not yet kept.
    assert all(len(forms) <= (3 if "kept" in name else 2) for forms in baseline.forms.values())
    for day in days(baseline):
        service, operation = baseline.attempted[day.first]
        try:
            survive(stage, baseline, day)
        except AssertionError as error:
            where = f"{day.fault}, {day.times} times, at {service} {operation} ({day.first})"
            raise AssertionError(where) from error


def survive(stage, baseline, day):
    """Send the request with the faults; assert that nothing is lost, doubled or half done."""
    answer, left = stage.run(day)
    reasons = problems(answer)
    assert {(problem["status"], problem["code"]) for problem in reasons} <= {(503, "unavailable")}
    assert day.on_stores() <= STORE_SECONDS
    assert day.seconds[MODEL] <= MODEL_SECONDS
    if reasons:
        assert day.times > 1 or baseline.attempted[day.first][0] == MODEL, (
            "a retry must overcome one failed attempt"
        )
        assert_whole(baseline, left, waiting={problem.get("photoId") for problem in reasons})
    else:
        assert comparable_answer(answer) == comparable_answer(baseline.answer)
        assert left == baseline.end
    again, end = stage.again()
    assert comparable_answer(again) == comparable_answer(baseline.answer)
    assert end == baseline.end


def assert_whole(baseline, left, *, waiting):
    """Assert that each value occurred without faults, except a waiting photo."""
    for location in left.keys() | baseline.forms.keys():
        if location in baseline.forms:
            assert left.get(location) in baseline.forms[location]
        else:
            where, key = location
            assert where == "bucket"
            assert key.startswith("pending/")
            assert key.rpartition("/")[2] in waiting
    scans = {key for where, key in left if where.endswith("-skin")}
    photos = {key.rpartition("/")[2] for where, key in left if where == "bucket" if "kept/" in key}
    assert photos <= scans, "a kept photo without a scan"


def test_each_method_of_each_route_has_a_sample_request():
    named = {name.partition(":")[0] for name in REPRESENTATIVES}
    assert named | IN_SHARES == {
        f"{method} {route.name}" for route in ROUTES for method in route.offered - {"HEAD"}
    }
