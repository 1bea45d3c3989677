"""The peers do the same work as the service, so the comparison is fair."""

import base64
import gzip
import json
import os
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.benchmarks.lambda_process import PROBE
from tests.benchmarks.lambda_world import ENTRY, PERSON, World
from tests.support.gateway_event import STAGE, event
from tests.support.sandbox_process import ROOT

APPS = {
    "service": "glowcycle.lambda_handler",
    "fastapi": "tests.benchmarks.peers.fastapi_mangum",
    "bare": "tests.benchmarks.peers.bare",
}
# Calls made once: the issuer's keys, the stage's secrets, the data key.
START = ("", "GetSecretValue", "Decrypt")
LISTED = f"/journal/user/{PERSON}"
REFUSED = {
    "no token": ("", "GET", LISTED, None, 401),
    "a token that nobody signed": ("x.y.z", "GET", LISTED, None, 401),
    "energy over 100": (None, "POST", "/journal", {**ENTRY, "energy": 101}, 400),
    "energy as text": (None, "POST", "/journal", {**ENTRY, "energy": "60"}, 400),
    "a day that is none": (None, "POST", "/journal", {**ENTRY, "date": "2026-02-30"}, 400),
    "no day": (None, "POST", "/journal", {"mood": "x"}, 400),
    "an unknown field": (None, "POST", "/journal", {**ENTRY, "moood": "x"}, 400),
    "too many tags": (None, "POST", "/journal", {**ENTRY, "tags": ["x"] * 51}, 400),
    "another's id": (None, "POST", "/journal", {**ENTRY, "userId": "other"}, 403),
    "another's list": (None, "GET", "/journal/user/other", None, 403),
    "a forged cursor": (None, "GET", f"{LISTED}?cursor=abc.def", None, 400),
    "a limit of 0": (None, "GET", f"{LISTED}?limit=0", None, 400),
    "nowhere": (None, "GET", "/nowhere", None, 404),
}


def refused_events(token):
    for name, (given, method, address, body, _status) in REFUSED.items():
        path, _, query = address.partition("?")
        asked = {key: values[0] for key, values in parse_qs(query).items()} or None
        yield name, event(token if given is None else given, method, path, body=body, query=asked)


def is_key(body):
    return body["TableName"].endswith("-person")


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """Return the answers of each app, and its calls to DynamoDB."""
    zappa = tmp_path_factory.mktemp("zappa")
    settings = f"API_STAGE={STAGE!r}\nENVIRONMENT_VARIABLES={{}}\n"
    (zappa / "zappa_settings.py").write_text(settings, encoding="ascii")
    found = {}
    for name, module in APPS.items():
        with World() as world:
            good = world.events()
            events = {**good, **dict(refused_events(world.token()))}
            asked = {"events": events, "answers": None, "rounds": 0, "profile": False}
            done = subprocess.run(
                [sys.executable, PROBE, ROOT, module],
                input=json.dumps(asked),
                env={**world.environment, "PYTHONPATH": str(zappa), "PATH": os.environ["PATH"]},
                capture_output=True,
                text=True,
                check=True,
            )
            answers = json.loads(done.stdout.splitlines()[-1])["answers"]
            calls = [call for call in world.calls if call[0] not in START and not is_key(call[1])]
            found[name] = answers, calls
    return found


def answered(ran, app, call):
    answer = ran[app][0][call]
    body = answer["body"]
    if answer.get("isBase64Encoded"):  # the service compresses a long answer
        body = gzip.decompress(base64.b64decode(body))
    return answer["statusCode"], json.loads(body)


def test_each_call_asks_the_store_the_same(ran):
    asked = {
        name: [
            (
                operation,
                body["TableName"],
                body.get("IndexName"),
                body.get("Limit"),
                body.get("ConsistentRead"),
                sorted(body.get("Item", body.get("Key", {}))),
                sorted(v["S"] for v in body.get("ExpressionAttributeValues", {}).values()),
            )
            for operation, body in calls
        ]
        for name, (_, calls) in ran.items()
    }
    assert [call[0] for call in asked["service"]] == [
        *("GetItem", "Query", "Query"),
        *("PutItem", "Query", "Query"),
        *("GetItem", "Query", "Query"),
        *("Query", "Query", "Query"),
    ]
    assert asked["fastapi"] == asked["service"]
    assert asked["bare"] == asked["service"]


@pytest.mark.parametrize("app", ["fastapi", "bare"])
def test_the_same_is_answered(ran, app):
    assert answered(ran, app, "get") == answered(ran, "service", "get")
    status, theirs = answered(ran, app, "list")
    _, ours = answered(ran, "service", "list")
    assert status == 200
    assert {*theirs, "unreadable"} == ours.keys()
    assert theirs["results"] == ours["results"]
    assert theirs["previous"] is ours["previous"] is None
    assert urlsplit(theirs["next"])[:3] == urlsplit(ours["next"])[:3]
    status, theirs = answered(ran, app, "create")
    _, ours = answered(ran, "service", "create")
    own = {"entryId", "createdAt", "updatedAt", "etag"}
    assert status == 201
    assert theirs.keys() == ours.keys()
    assert {n: v for n, v in theirs.items() if n not in own} == {
        n: v for n, v in ours.items() if n not in own
    }


@pytest.mark.parametrize("app", APPS)
def test_the_same_is_refused(ran, app):
    for name, (*_, status) in REFUSED.items():
        assert ran[app][0][name]["statusCode"] == status, name


@pytest.mark.parametrize("app", APPS)
def test_the_headers_are_the_same(ran, app):
    answer = ran[app][0]["create"]
    many = answer.get("multiValueHeaders") or {n: [v] for n, v in answer["headers"].items()}
    names = {name.lower() for name in many}
    assert names >= {
        "cache-control",
        "content-security-policy",
        "content-type",
        "etag",
        "location",
        "strict-transport-security",
        "x-content-type-options",
        "x-request-id",
    }
