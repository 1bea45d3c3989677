"""The whole service on one machine, as `make run` starts it."""

import json
import os
import re
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def sandbox(folder, *options):
    """Start a sandbox; give its address and the token it prints."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "DYNAMODB_", "S3_"))}
    environment = {
        **kept,
        "SANDBOX_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "glowcycle.settings",
    }
    port = str(free_port())
    command = [sys.executable, "manage.py", "sandbox", "--port", port, *options]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            printed = ""
            for line in process.stdout:
                printed += line
                if "Ctrl-C" in line:
                    break
            token = re.search(r"^eyJ\S+$", printed, re.MULTILINE)
            yield f"http://127.0.0.1:{port}", token and token.group(), printed
        finally:
            process.terminate()


def get(address, token, path):
    request = Request(address + path, headers={"Authorization": f"Bearer {token}"})
    with urlopen(request, timeout=10) as answer:
        return json.load(answer)


def test_the_demo_person_has_a_history_and_a_next_period(tmp_path):
    with sandbox(tmp_path) as (address, token, printed):
        assert f"{address}/period/predictions/demo" in printed
        entries = get(address, token, "/journal/user/demo?limit=100")["results"]
        assert len(entries) > 60
        assert all(entry["cycleDay"] for entry in entries)
        assert get(address, token, "/skin/user/demo")["results"]
        assert len(get(address, token, "/period/cycles/demo")["results"]) == 9
        assert get(address, token, "/period/predictions/demo")["nextPeriod"]["date"]


def test_an_empty_sandbox_takes_the_tokens_of_its_own_issuer_alone(tmp_path):
    with sandbox(tmp_path, "--empty") as (address, token, _):
        assert get(address, token, "/journal/user/demo")["results"] == []
        with pytest.raises(HTTPError) as refused:
            get(address, token[:-3] + "AAA", "/journal/user/demo")
        assert refused.value.code == 401
        refused.value.close()


def test_a_port_in_use_is_said_plainly(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ended = subprocess.run(
            [sys.executable, "manage.py", "sandbox", "--port", str(taken.getsockname()[1])],
            cwd=ROOT,
            env={
                **os.environ,
                "SANDBOX_DIR": str(tmp_path),
                "DJANGO_SETTINGS_MODULE": "glowcycle.settings",
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert ended.returncode == 1
    assert "PORT=" in ended.stderr.splitlines()[-1]
