"""No part of an event reaches a function's log, with any event and any Zappa settings."""

import base64
import json
import os
import subprocess
import sys
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.conf import settings

from glowcycle.sandbox.identity import issue_token

CANARY = "canary-9c41"
HOST = "abc123.execute-api.eu-central-1.amazonaws.com"
BODY = json.dumps({"date": "2026-03-01", "text": CANARY, "mood": CANARY, "tags": [CANARY]})


def event(method, path, body=None, **changed):
    """Return an event of API Gateway's REST API with the canary in all caller-set parts."""
    token = issue_token(user_id=CANARY, lifetime=timedelta(hours=1))
    return {
        "resource": "/{proxy+}",
        "path": path,
        "httpMethod": method,
        "headers": {
            "Host": HOST,
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
            "Cookie": f"a={CANARY}",
            "User-Agent": CANARY,
            "Referer": f"https://{CANARY}.example/",
            "X-Forwarded-For": f"{CANARY}, 203.0.113.9, 198.51.100.1",
        },
        "multiValueHeaders": None,
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "requestContext": {"stage": "dev", "identity": {"sourceIp": CANARY}},
        "body": body,
        "isBase64Encoded": False,
        **changed,
    }


def version_2(method, path, body=None):
    first = event(method, path, body)
    return {
        "version": "2.0",
        "rawPath": f"/dev{path}",
        "rawQueryString": f"mood={CANARY}",
        "headers": {name.lower(): value for name, value in first["headers"].items()},
        "requestContext": {"stage": "dev", "http": {"method": method, "path": f"/dev{path}"}},
        "body": body,
        "isBase64Encoded": False,
    }


def balanced(method, path, body):
    first = event(method, path, body, requestContext={"elb": {"targetGroupArn": CANARY}})
    return {
        name: value
        for name, value in first.items()
        if name not in ("resource", "multiValueHeaders", "multiValueQueryStringParameters")
    }


def coded(text):
    return base64.b64encode(text.encode()).decode()


def answered():
    """Return events of a phone, each with its expected status."""
    form = f'--x\r\nContent-Disposition: form-data; name="photo"; filename="{CANARY}"\r\n\r\n'
    multipart = {**event("POST", "/")["headers"], "Content-Type": "multipart/form-data; boundary=x"}
    return [
        (event("POST", "/journal", BODY), 201),
        (event("POST", "/journal", coded(BODY), isBase64Encoded=True), 201),
        (event("GET", f"/journal/user/{CANARY}"), 200),
        (event("GET", f"/journal/user/{CANARY}", queryStringParameters={"mood": CANARY}), 200),
        (event("POST", "/journal", '{"' + CANARY), 400),
        (event("POST", "/journal", json.dumps({CANARY: CANARY})), 400),
        (event("GET", f"/journal/{CANARY}"), 404),
        (event("GET", f"/{quote(CANARY)}/{CANARY}"), 404),
        (event("POST", "/skin/analyze", f"{form}{CANARY}\r\n--x--\r\n", headers=multipart), 422),
        (event("GET", "/journal", headers={"Host": f"{CANARY}.example"}), 400),
        (version_2("POST", "/journal", BODY), 201),
        (balanced("POST", "/journal", BODY), 201),
    ]


def broken():
    """Return events that no gateway sends; the handler may fail on them and log that."""
    return [
        event("POST", "/journal", f"{CANARY}é", isBase64Encoded=True),
        event("GET", "/health", headers={"Host": HOST, f"{CANARY}é\n": f"{CANARY}\r\n\ud800"}),
        event("GET", "/health", multiValueQueryStringParameters=CANARY),
        event("GET", "/health", headers=None, requestContext=None),
        event("GET", None),
        {**version_2("GET", "/health"), "headers": CANARY},
        {"raw_command": CANARY, CANARY: CANARY},
        {"manage": CANARY},
        event("GET", "/health", command=CANARY),
        {"detail-type": "Scheduled Event", "resources": [CANARY]},
        {"Records": [{"eventSource": "aws:sqs", "eventSourceARN": CANARY, "body": CANARY}]},
        {"bot": CANARY, "currentIntent": {"name": CANARY}, "invocationSource": CANARY},
        {CANARY: CANARY},
    ]


def run(tmp_path, events, *, debug="", log_level=""):
    """Return the handler's answers to the events, and the output of the process."""
    answers = tmp_path / "answers.json"
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.support.zappa_process",
            "dev",
            debug,
            log_level,
            str(answers),
        ],
        input=json.dumps(events),
        cwd=settings.BASE_DIR,
        env={**without_stage(), "SANDBOX_DIR": str(settings.SANDBOX_DIR)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return json.loads(answers.read_text()), done.stdout


def without_stage():
    foreign = ("STAGE", "DJANGO_", "DYNAMODB_", "S3_", "BEDROCK_", "SKIN_ANALYZER")
    return {name: value for name, value in os.environ.items() if not name.startswith(foreign)}


@pytest.mark.parametrize(
    "zappa", [{}, {"debug": "1", "log_level": "DEBUG"}], ids=["as shipped", "as Zappa has it"]
)
def test_no_event_reaches_the_log(tmp_path, zappa):
    expected = answered()
    events = [sent for sent, _ in expected] + broken()
    answers, log = run(tmp_path, events, **zappa)
    assert [a["statusCode"] for a in answers[: len(expected)]] == [status for _, status in expected]
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    requests = [line for line in lines if line["message"] == "request"]
    assert [line["status"] for line in requests[: len(expected)]] == [s for _, s in expected]
    assert {line["stage"] for line in requests} == {"dev"}
    assert CANARY not in log.lower()
    assert coded(BODY)[8:40] not in log
    assert "eyJ" not in log  # no part of a token
