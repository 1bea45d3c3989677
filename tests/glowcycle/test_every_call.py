"""Every address's every method, with each of its calls to AWS going wrong in turn, in every way.

What it answers, leaves behind, and comes to when it is sent again is held against the same request
on a calm day, whose calls are counted: neither an address nor a call can be left out.
"""

import json
import os
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
# What the gateway grants is 29 s; what a person waits for without a model is 8.
STORE_SECONDS, MODEL_SECONDS = 8, 20
MODEL = "bedrock-runtime"
EVERY_KIND = "EVERY_FAULT" in os.environ


class Stage:
    """One person, prepared for one request, who can be brought back to where she was."""

    def __init__(self, name):
        with time_machine.travel(NOW - timedelta(minutes=5), tick=False):
            self.phone = someone()
            self.ask = REPRESENTATIVES[name](self.phone)
        self.before = self.stored = stored(self.phone.user_id)

    def now(self):
        """Return what is stored, in words that do not depend on the time of day."""
        self.stored = stored(self.phone.user_id)
        return {place: comparable(value) for place, value in opened(self.stored).items()}

    def run(self, day):
        """Send the request on such a day; return the answer and what it left."""
        put_back(self.phone.user_id, self.before, now=self.stored)
        keyring.forget()  # else only the first day has the calls that fetch her key
        with time_machine.travel(NOW, tick=False), day.passes():
            answer = self.ask()
        return answer, self.now()

    def again(self):
        """Send it once more, a moment later and with all well; return the same."""
        with time_machine.travel(NOW + timedelta(milliseconds=1), tick=False):
            answer = self.ask()
        return answer, self.now()


class Calm:
    """The request on a day on which all is well: its answer, its calls, and what it left.

    `forms` holds what stood in each place at any time on the way, None for nothing.
    """

    def __init__(self, stage):
        day, states = Day(), []
        day.before_each = lambda: states.append(stage.now())
        self.answer, self.end = stage.run(day)
        self.attempted = day.attempted
        places = {place for state in (*states, self.end) for place in state}
        self.forms = {
            place: {state.get(place) for state in (*states, self.end)} for place in places
        }


def told(answer):
    """Return what an answer says of what she has: not when, by which write, or whether just now."""
    status = {200: "done", 201: "done"}.get(answer.status_code, answer.status_code)
    if not answer.get("Content-Type", "").startswith("application/json"):
        return status, answer.content
    body = json.loads(answer.content)
    if "fields" in body:  # an upload's form: each is another, signed for its second
        return status, sorted(body["fields"])
    results = body.get("results", ())
    for result in results:
        if result.get("status") == "duplicate":
            result["status"] = "applied"
    for change in (*body.get("changes", ()), *(each.get("change") or {} for each in results)):
        change.pop("etag", None)
    if "changes" in body:
        del body["next"]
    return status, timeless(json.dumps(body))


def problems(answer):
    """Return the problems that an answer tells, be it one or those of some operations."""
    if answer.status_code >= 500:
        assert 1 <= int(answer.headers["Retry-After"]) <= 5
        assert answer.headers["Content-Type"] == "application/problem+json"
        return [answer.json()]
    if not answer.get("Content-Type", "").startswith("application/json"):
        return []
    results = answer.json().get("results", ())
    return [each["problem"] for each in results if each.get("status") == "error"]


def days(calm):
    """Yield the days on which a call goes wrong: at first, each time it is tried, with all others.

    In the suite each call meets a lost answer and one other kind; in `make chaos` all of them.
    """
    others = [kind for kind in KINDS if kind != "answer lost"]
    for first, (service, _) in enumerate(calm.attempted):
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
def test_each_call_that_goes_wrong_is_overcome_or_told_and_done_by_repetition(bedrock, name):
    bedrock.answers_with(model_answer(GOOD))
    stage = Stage(name)
    calm = Calm(stage)
    assert calm.answer.status_code < 300, calm.answer.content
    # Before and after, and of a photo that she keeps: measured, but not yet kept.
    assert all(len(forms) <= (3 if "kept" in name else 2) for forms in calm.forms.values())
    for day in days(calm):
        service, operation = calm.attempted[day.first]
        try:
            survive(stage, calm, day)
        except AssertionError as error:
            where = f"{day.fault}, {day.times} times, at {service} {operation} ({day.first})"
            raise AssertionError(where) from error


def survive(stage, calm, day):
    """Have the request meet the day, and assert that nothing is lost, doubled or half done."""
    answer, left = stage.run(day)
    reasons = problems(answer)
    assert {(each["status"], each["code"]) for each in reasons} <= {(503, "unavailable")}
    assert day.on_stores() <= STORE_SECONDS
    assert day.seconds[MODEL] <= MODEL_SECONDS
    if reasons:
        assert day.times > 1 or calm.attempted[day.first][0] == MODEL, "one attempt is overcome"
        assert_whole(calm, left, waiting={each.get("photoId") for each in reasons})
    else:
        assert told(answer) == told(calm.answer)
        assert left == calm.end
    again, end = stage.again()
    assert told(again) == told(calm.answer)
    assert end == calm.end


def assert_whole(calm, left, *, waiting):
    """Assert that all is as it was at some time on a calm day, but for a photo that waits."""
    for place in left.keys() | calm.forms.keys():
        if place in calm.forms:
            assert left.get(place) in calm.forms[place]
        else:
            where, key = place
            assert where == "bucket"
            assert key.startswith("pending/")
            assert key.rpartition("/")[2] in waiting
    scans = {key for where, key in left if where.endswith("-skin")}
    kept = {key.rpartition("/")[2] for where, key in left if where == "bucket" if "kept/" in key}
    assert kept <= scans, "a photo that nobody finds"


def test_each_method_of_each_address_has_its_representative():
    named = {name.partition(":")[0] for name in REPRESENTATIVES}
    assert named | IN_SHARES == {
        f"{method} {route.name}" for route in ROUTES for method in route.offered - {"HEAD"}
    }
