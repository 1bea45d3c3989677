"""A person at a browser: Debian's Chromium before a sandbox, watched at every step."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, Response, sync_playwright

from tests.support.sandbox_process import ROOT, environment, sandbox

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WITHOUT_BODY = (204, 303)


def pytest_addoption(parser):
    parser.addoption("--screenshots", type=Path, help="the folder that pictures of pages go to")


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def screenshots(request, tmp_path_factory):
    folder = request.config.getoption("--screenshots", default=None)
    folder = folder or tmp_path_factory.mktemp("screenshots")
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("sandbox")


@pytest.fixture(scope="session")
def running(folder):
    with sandbox(folder) as running:
        yield running


@pytest.fixture
def token(folder):
    """Return the token of a person who has logged nothing yet."""
    issued = subprocess.run(
        [sys.executable, "manage.py", "issue_token", f"anna-{uuid4()}"],
        cwd=ROOT,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=True,
    )
    return issued.stdout.strip()


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Watch:
    """What went on: every address asked for, every complaint, every answer that failed."""

    address: str
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)
    unguarded: list[str] = field(default_factory=list)

    def asked(self, request: Request) -> None:
        if not request.url.startswith(f"{self.address}/"):
            self.elsewhere.append(request.url)

    def said(self, message: ConsoleMessage) -> None:
        # The address bar's own failure is told by the page, and is not a fault of it.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def answered(self, response: Response) -> None:
        if response.status >= 400:
            self.failed.append(response.status)
        is_html = response.headers.get("content-type", "").startswith("text/html")
        is_page = is_html and response.status not in WITHOUT_BODY
        policy = response.headers.get("content-security-policy", "")
        if is_page and (not policy.startswith("default-src 'none'; ") or "unsafe" in policy):
            self.unguarded.append(response.url)


@pytest.fixture
def open_page(chromium, running) -> Callable[..., Page]:
    """Return how to open a page; whatever happens on it is checked when the test ends.

    A test that wants a refusal takes its status from `watch.failed`.
    """
    opened = []

    def start(**how: object) -> tuple[Page, Watch]:
        context = chromium.new_context(base_url=running.address, **how)
        page, watch = context.new_page(), Watch(running.address)
        page.on("console", watch.said)
        page.on("pageerror", lambda error: watch.complaints.append(str(error)))
        context.on("request", watch.asked)
        context.on("response", watch.answered)
        opened.append((context, watch))
        return page, watch

    yield start
    for context, watch in opened:
        context.close()
        assert (watch.elsewhere, watch.complaints) == ([], [])
        assert (watch.failed, watch.unguarded) == ([], [])
