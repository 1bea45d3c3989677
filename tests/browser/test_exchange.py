"""The panel with request and answer: send again with other headers, copy as curl."""

import json
import subprocess

import pytest
from playwright.sync_api import expect

from tests.support.browser_pages import log_day, open_menu_page

BY_NATURE = ("requestId", "next")


@pytest.fixture
def panel(signed_in):
    """Return a page with a record of today, its log, and the page's panel."""
    page, log = signed_in(permissions=["clipboard-read", "clipboard-write"])
    log_day(page)
    page.get_by_role("link", name="Open it").click()
    return page, log, page.locator("#exchange")


def unfold(panel):
    if panel.get_attribute("open") is None:
        panel.locator("summary").first.click()
    return panel


def shown_header(panel, name):
    """Return the value of a header of the answer."""
    lines = panel.get_by_role("region", name="Headers of the answer").inner_text().split("\n")
    return dict(line.split(": ", 1) for line in lines if ": " in line)[name]


def send(panel, method, *, body="", **headers):
    """Send the request of the panel again with these headers, `_` for the dash in a name."""
    unfold(panel)
    panel.get_by_label("Method").select_option(method)
    for name, value in headers.items():
        panel.get_by_label(name.replace("_", "-"), exact=True).fill(value)
    panel.get_by_role("textbox", name="Body").fill(body)
    panel.get_by_role("button", name="Send", exact=True).click()


def test_a_read_with_its_etag_is_not_modified(panel):
    page, _, panel = panel
    open_menu_page(page, "Period")
    etag = shown_header(unfold(panel), "ETag")
    send(panel, "GET", If_None_Match=etag)
    expect(panel.locator("summary").first).to_contain_text("304")


def test_a_change_of_an_older_state_is_refused(panel):
    page, log, panel = panel
    send(panel, "PATCH", body='{"flow": "heavy"}', If_Match='"an-older-state"')
    expect(page.get_by_role("alert")).to_contain_text("412")
    assert log.failed_statuses == [412]
    log.failed_statuses.clear()


def test_a_repeated_key_gets_the_first_answer(panel):
    page, log, panel = panel
    page.goto("/journal")
    for _ in range(2):
        send(panel, "POST", body='{"date": "2026-03-01", "energy": 7}', Idempotency_Key="the-key")
        expect(panel.locator("summary").first).to_contain_text("201")
    assert log.failed_statuses == [405]  # of the address that takes only POST
    log.failed_statuses.clear()
    open_menu_page(page, "Journal")
    expect(page.locator("tbody tr")).to_have_count(1)


def test_a_fault_of_json_has_its_line_and_column(panel):
    page, log, panel = panel
    send(panel, "PATCH", body='{\n  "flow": heavy\n}')
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Line 2, column 11")
    expect(panel.get_by_role("textbox", name="Body")).to_have_value('{\n  "flow": heavy\n}')
    assert log.failed_statuses == [400]
    log.failed_statuses.clear()


def test_the_copied_command_gets_the_same_answer_in_a_shell(panel, token):
    page, _, panel = panel
    unfold(panel).get_by_role("button", name="Copy").click()
    expect(panel.get_by_role("button", name="Copied")).to_be_visible()
    command = page.evaluate("navigator.clipboard.readText()")
    answer = subprocess.run(
        ["bash", "-c", command.replace("curl -i", "curl -s", 1)],
        env={"TOKEN": token, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    shown = json.loads(panel.get_by_role("region", name="Body of the answer").inner_text())
    assert json.loads(answer) == shown
