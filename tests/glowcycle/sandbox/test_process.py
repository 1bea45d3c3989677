"""The whole service on one machine, as `make run` starts it."""

import gzip
import io
import json
import os
import re
import socket
import subprocess
import sys
from dataclasses import replace
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.core.management import call_command
from django.core.servers import basehttp

from glowcycle.errors import Gone
from tests.support.sandbox_process import ROOT, environment, sandbox


def get(running, path):
    headers = {"Authorization": f"Bearer {running.token}"}
    request = Request(running.address + path, headers=headers)
    with urlopen(request, timeout=10) as answer:
        return json.load(answer)


def test_the_demo_person_has_a_history_and_a_next_period(tmp_path):
    with sandbox(tmp_path) as running:
        assert f"{running.address}/period/predictions/demo" in running.printed
        entries = get(running, "/journal/user/demo?limit=100")["results"]
        assert len(entries) > 60
        assert all(entry["cycleDay"] for entry in entries)
        assert get(running, "/skin/user/demo")["results"]
        assert len(get(running, "/period/cycles/demo")["results"]) == 9
        assert get(running, "/period/predictions/demo")["nextPeriod"]["date"]
        [link] = re.findall(f"{running.address}/shared/\\S+", running.printed)
        with urlopen(Request(link, headers={"Accept": "text/html"}), timeout=10) as door:
            assert b"<button>" in door.read()


def test_the_sandbox_compresses_as_a_stage_does(tmp_path):
    with sandbox(tmp_path) as running:
        headers = {"Authorization": f"Bearer {running.token}", "Accept-Encoding": "gzip"}
        request = Request(f"{running.address}/period/predictions/demo", headers=headers)
        with urlopen(request, timeout=10) as answer:
            assert answer.headers["Content-Encoding"] == "gzip"
            body = answer.read()
        assert len(body) == int(answer.headers["Content-Length"])
        assert json.loads(gzip.decompress(body))["nextPeriod"]["date"]


def test_an_empty_sandbox_accepts_only_tokens_of_its_issuer(tmp_path):
    with sandbox(tmp_path, "--empty") as running:
        assert get(running, "/journal/user/demo")["results"] == []
        with pytest.raises(HTTPError) as refused:
            get(replace(running, token=running.token[:-3] + "AAA"), "/journal/user/demo")
        assert refused.value.code == 401
        refused.value.close()


def test_on_a_terminal_a_request_is_one_readable_line_and_seeding_is_quiet(tmp_path):
    terminal, stderr = os.openpty()
    with sandbox(tmp_path, stderr=stderr) as running:
        get(running, "/journal/user/demo?limit=1")
        [line] = os.read(terminal, 10_000).decode().splitlines()
    assert line.split()[:3] == ["GET", "/journal/user/<user_id>", "200"]
    assert "demo" not in line


def test_elsewhere_a_request_is_one_line_of_json(tmp_path):
    log, stderr = os.pipe()
    with sandbox(tmp_path, "--empty", stderr=stderr) as running:
        get(running, "/journal/user/demo?limit=1")
        [line] = os.read(log, 10_000).decode().splitlines()
    assert json.loads(line)["route"] == "journal/user/<str:user_id>"


def test_a_port_in_use_is_a_clear_error(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ended = subprocess.run(
            [sys.executable, "manage.py", "sandbox", "--port", str(taken.getsockname()[1])],
            cwd=ROOT,
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert ended.returncode == 1
    assert "PORT=" in ended.stderr.splitlines()[-1]


def test_it_starts_without_a_history_where_none_can_be_written(monkeypatch):
    def erased(_):
        raise Gone("This account was erased.")

    command = "glowcycle.management.commands.sandbox"
    monkeypatch.setattr(f"{command}.start_cloud", lambda: None)
    monkeypatch.setattr(f"{command}.write_history", erased)
    monkeypatch.setattr(f"{command}.basehttp.run", lambda *_, on_bind, **__: on_bind(0))
    printed = io.StringIO()
    call_command("sandbox", stdout=printed)
    assert "without a history: This account was erased." in printed.getvalue()


def test_its_answers_wait_for_no_acknowledgement_of_their_headers(monkeypatch):
    monkeypatch.setattr(basehttp.WSGIRequestHandler, "disable_nagle_algorithm", False)
    monkeypatch.setattr(basehttp, "run", lambda *_, **__: None)
    call_command("sandbox")
    assert basehttp.WSGIRequestHandler.disable_nagle_algorithm
