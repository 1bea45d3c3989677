"""Two processes on one store, as a stage runs many: what ends in one has ended in the other."""

import json
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from tests.support.sandbox_process import free_port, sandbox

SHARE = {"name": "Sam", "scope": ["period"]}
DAY = {"date": "2026-03-01", "flow": "heavy"}


class Program:
    """Sends requests to one process. It keeps its cookies, and a token if it has one."""

    def __init__(self, address, token=None):
        self.address = address
        self.headers = {"Accept": "application/json"}
        if token:
            self.headers |= {
                "Authorization": f"Bearer {token}",
                "Content-Type": "application/json",
            }
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def send(self, method, path, body=None):
        """Return the status of the last answer, and what it says."""
        content = None if body is None else json.dumps(body).encode()
        request = Request(self.address + path, content, self.headers, method=method)
        try:
            with self.opener.open(request, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as refused:
            with refused:
                return refused.code, refused.read().decode()

    def ask(self, method, path, body=None):
        """Return the JSON of an answer that is no error."""
        status, text = self.send(method, path, body)
        assert status < 300, text
        return json.loads(text) if text else None


@contextmanager
def store():
    """Run moto's server in a process of its own until the block ends; return its address."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as process:
        try:
            for _ in range(300):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def processes(tmp_path_factory):
    """Return a program with her token at one process, and a reader of links at the other."""
    folder = tmp_path_factory.mktemp("sandbox")
    with ExitStack() as stack:
        endpoint = stack.enter_context(store())
        one, other = (
            stack.enter_context(sandbox(folder, "--empty", AWS_ENDPOINT_URL=endpoint))
            for _ in range(2)
        )
        hers = Program(one.address, one.token)
        hers.ask("POST", "/period", DAY)
        yield hers, other.address


def new_share(hers):
    """Make a share in the one process; return it and the path of its link."""
    ends = f"{datetime.now(UTC) + timedelta(days=7):%Y-%m-%dT%H:%M:%SZ}"
    share = hers.ask("POST", "/me/shares", {**SHARE, "expiresAt": ends})
    return f"/me/shares/{share['shareId']}", urlsplit(share["url"]).path


def opened(address, path):
    """Return a reader who has opened the link in that process."""
    reader = Program(address)
    status, text = reader.send("POST", path)  # the button, and where it leads
    assert (status, json.loads(text)["period"][0]["flow"]) == (200, "heavy")
    return reader


@pytest.mark.parametrize(
    ("method", "address", "body"),
    [
        ("DELETE", None, None),
        ("PUT", "/me/restriction", {"restricted": True}),
    ],
    ids=["revoked", "restricted"],
)
def test_an_end_in_one_process_closes_the_link_in_the_other_at_once(
    processes, method, address, body
):
    hers, other = processes
    own, path = new_share(hers)
    reader = opened(other, path)
    hers.ask(method, address or own, body)
    assert reader.send("GET", path)[0] == 404
    assert Program(other).send("POST", path)[0] == 404
    if address:
        hers.ask("PUT", address, {"restricted": False})
        assert reader.send("GET", path)[0] == 200


def test_a_narrower_scope_holds_in_the_other_process_at_once(processes):
    hers, other = processes
    own, path = new_share(hers)
    reader = opened(other, path)
    hers.ask("PATCH", own, {"scope": ["skinScores"]})
    status, text = reader.send("GET", path)
    assert (status, "heavy" in text) == (200, False)


def test_another_passphrase_closes_what_is_open_in_the_other_process(processes):
    hers, other = processes
    own, path = new_share(hers)
    reader = opened(other, path)
    hers.ask("PATCH", own, {"passphrase": "blue teapot"})
    assert reader.send("GET", path)[0] == 403


def test_a_replaced_calendar_is_gone_in_the_other_process_at_once(processes):
    hers, other = processes
    reader = Program(other)
    paths = [
        urlsplit(hers.ask(method, "/me/calendar", body)["url"]).path
        for method, body in (("PUT", {}), ("PATCH", {"renew": True}))
    ]
    assert [reader.send("GET", path)[0] for path in paths] == [404, 200]
    hers.ask("DELETE", "/me/calendar")
    assert reader.send("GET", paths[1])[0] == 404
