"""Sessions in a browser: they end everywhere, and what was typed then is not lost."""

import pytest
from playwright.sync_api import expect

from tests.support.browser_pages import (
    expect_done,
    form,
    log_day,
    open_menu_page,
    sign_in_as_demo,
)

SESSION = "glowcycle-session"


def test_signing_out_ends_the_session(signed_in):
    page, log = signed_in()
    log_day(page, symptoms="cramps")
    open_menu_page(page, "Period")
    url = page.url
    expect(page.get_by_role("cell", name="cramps")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert SESSION not in [cookie["name"] for cookie in page.context.cookies()]
    page.go_back()
    expect(page.get_by_text("cramps")).to_have_count(0)
    page.goto(url)
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(page.get_by_text("cramps")).to_have_count(0)
    assert set(log.failed_statuses) == {401}
    log.failed_statuses.clear()


def forge_session(page):
    cookie = {"name": SESSION, "value": "forged", "domain": "127.0.0.1", "path": "/"}
    page.context.add_cookies([cookie])


def close_session(page):
    """Lose the cookie, as a browser does that was closed meanwhile."""
    page.context.clear_cookies(name=SESSION)


@pytest.mark.parametrize(
    ("end", "notice"),
    [(forge_session, "Your session has ended"), (close_session, "You are not signed in")],
)
def test_what_was_typed_survives_a_session_that_ends_meanwhile(signed_in, token, end, notice):
    page, log = signed_in()
    open_menu_page(page, "Journal")
    new = form(page, "New entry")
    new.get_by_label("Text").fill("typed\nbefore the end")
    new.get_by_label("Tags").fill("a,b")
    end(page)
    new.get_by_role("button", name="Save entry").click()
    expect(page.get_by_role("alert")).to_contain_text(notice)
    page.get_by_label("Bearer token").fill(token)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("definition").filter(has_text="before the end")).to_be_visible()
    page.get_by_role("button", name="Send it now").click()
    expect_done(page, 201)
    open_menu_page(page, "Journal")
    expect(page.get_by_role("cell", name="a,b", exact=True)).to_be_visible()
    assert log.failed_statuses == [401]
    log.failed_statuses.clear()


def test_a_link_leads_to_its_page_after_the_sign_in(open_page, token):
    page, log = open_page()
    page.goto("/me/consents?deep=link")
    page.get_by_label("Bearer token").fill(token)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Consents", level=1)).to_be_visible()
    expect(page).to_have_url("/me/consents?deep=link")
    assert log.failed_statuses == [401]
    log.failed_statuses.clear()


def test_a_stranger_cannot_open_her_pages(signed_in, open_page):
    page, log = signed_in()
    log_day(page, symptoms="cramps")
    page.get_by_role("link", name="Open it").click()
    stranger, stranger_log = open_page()
    sign_in_as_demo(stranger)
    stranger.goto(page.url)
    expect(stranger.get_by_text("cramps")).to_have_count(0)
    open_menu_page(page, "Period")
    stranger.goto(page.url)
    expect(stranger.get_by_role("alert")).to_contain_text("403")
    expect(stranger.locator("figure, tbody")).to_have_count(0)
    assert stranger_log.failed_statuses in ([403], [404, 403])
    stranger_log.failed_statuses.clear()
    assert log.failed_statuses == []
