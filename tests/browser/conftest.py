"""Debian's Chromium in front of a sandbox, with a record of its requests and errors."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import (
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from glowcycle.sandbox.identity import issue_token
from tests.support.browser_pages import sign_in
from tests.support.sandbox_process import sandbox

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
TIMEOUT = 30_000
"""Milliseconds of a step, on a machine that does other work, too."""

expect.set_options(timeout=TIMEOUT)


def pytest_addoption(parser):
    parser.addoption("--screenshots", type=Path, help="the folder for screenshots of the pages")


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
def service(folder):
    with sandbox(folder) as service:
        yield service


@pytest.fixture
def token_of(service, folder, settings):
    """Return a function that makes the token of a person; the sandbox made the key."""
    settings.SANDBOX_DIR = folder
    return lambda user_id: issue_token(user_id=user_id, lifetime=timedelta(hours=1))


@pytest.fixture
def token(token_of):
    """Return the token of a person without any record."""
    return token_of(f"anna-{uuid4()}")


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class BrowserLog:
    """What a browser did.

    foreign_requests    addresses on other hosts
    errors              errors and warnings of the console
    failed_statuses     status codes from 400
    unprotected_pages   addresses of pages without a strict Content-Security-Policy
    """

    address: str
    foreign_requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    failed_statuses: list[int] = field(default_factory=list)
    unprotected_pages: list[str] = field(default_factory=list)

    def on_request(self, request: Request) -> None:
        if not request.url.startswith(f"{self.address}/"):
            self.foreign_requests.append(request.url)

    def on_console(self, message: ConsoleMessage) -> None:
        # Chromium also logs each failed address; `failed_statuses` has those.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.errors.append(message.text)

    def on_response(self, response: Response) -> None:
        if response.status >= 400:
            self.failed_statuses.append(response.status)
        is_html = response.headers.get("content-type", "").startswith("text/html")
        is_page = is_html and response.status not in WITHOUT_BODY
        policy = response.headers.get("content-security-policy", "")
        if is_page and (not policy.startswith("default-src 'none'; ") or "unsafe" in policy):
            self.unprotected_pages.append(response.url)


@pytest.fixture
def open_page(chromium, service) -> Callable[..., Page]:
    """Return a function that opens a page; the end of the test checks its BrowserLog.

    A test that expects a failure clears `log.failed_statuses`.
    """
    opened = []

    def open_one(**options: object) -> tuple[Page, BrowserLog]:
        context = chromium.new_context(base_url=service.address, **options)
        context.set_default_timeout(TIMEOUT)
        page, log = context.new_page(), BrowserLog(service.address)
        page.on("console", log.on_console)
        page.on("pageerror", lambda error: log.errors.append(str(error)))
        context.on("request", log.on_request)
        context.on("response", log.on_response)
        opened.append((context, log))
        return page, log

    yield open_one
    for context, log in opened:
        context.close()
        assert (log.foreign_requests, log.errors) == ([], [])
        assert (log.failed_statuses, log.unprotected_pages) == ([], [])


@pytest.fixture
def signed_in(open_page, token) -> Callable[..., tuple[Page, BrowserLog]]:
    """Return a function that opens the home page of the person of `token`."""

    def open_home(**options: object) -> tuple[Page, BrowserLog]:
        page, log = open_page(**options)
        sign_in(page, token)
        return page, log

    return open_home
