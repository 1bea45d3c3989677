"""The page of the documentation: each call can be tried out as it stands."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def run(page, call):
    """Unfold the call, execute it with what is filled in, and return the status of its answer."""
    page.locator(f"#operations-{call} .opblock-summary-control").click()
    page.locator(f"#operations-{call} .execute").click()
    status = page.locator(f"#operations-{call} .live-responses-table td.response-col_status").last
    expect(status).to_be_visible()
    return int(status.inner_text().split()[0])


def test_the_sandbox_has_a_token_and_examples_that_work(open_page):
    page, _ = open_page()
    page.goto("/docs")
    expect(page.get_by_text("a token of demo")).to_be_visible()
    assert run(page, "journal-addEntry") == 201
    assert run(page, "journal-getEntry") == 200
    assert run(page, "journal-replaceEntry") == 200
    assert run(page, "journal-listJournal") == 200
    assert run(page, "period-getPredictions") == 200
