"""Sessions in a browser: they end everywhere, and what was typed then is not lost."""

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


def sign_out_elsewhere(page, open_page):
    """Sign out with a copy of the cookie, which ends the session of this browser, too."""
    other, _ = open_page()
    other.context.add_cookies(page.context.cookies())
    other.goto("/me/consents")
    other.get_by_role("button", name="Sign out").click()
    expect(other.get_by_role("heading", name="Sign in")).to_be_visible()


def type_entry(page):
    """Fill in the form of the journal, and return it."""
    open_menu_page(page, "Journal")
    new = form(page, "New entry")
    new.get_by_label("Text").fill("typed\nbefore the end")
    new.get_by_label("Tags").fill("a,b")
    return new


def sign_in_again(page, token):
    page.get_by_label("Bearer token").fill(token)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_what_was_typed_survives_a_session_that_ends_meanwhile(signed_in, open_page, token):
    page, log = signed_in()
    new = type_entry(page)
    sign_out_elsewhere(page, open_page)
    new.get_by_role("button", name="Save entry").click()
    expect(page.get_by_role("alert")).to_contain_text("Your session has ended")
    sign_in_again(page, token)
    expect(page.get_by_role("definition").filter(has_text="before the end")).to_be_visible()
    page.get_by_role("button", name="Send it now").click()
    expect_done(page, 201)
    open_menu_page(page, "Journal")
    expect(page.get_by_role("cell", name="a,b", exact=True)).to_be_visible()
    assert log.failed_statuses == [401]
    log.failed_statuses.clear()


def test_a_form_sent_without_a_cookie_is_kept_for_nobody(signed_in, token):
    """A browser that was closed has lost the cookie: nobody knows who typed."""
    page, log = signed_in()
    new = type_entry(page)
    page.context.clear_cookies(name=SESSION)
    new.get_by_role("button", name="Save entry").click()
    expect(page.get_by_role("alert")).to_contain_text("What you just sent was not saved")
    sign_in_again(page, token)
    expect(page.get_by_text("before the end")).to_have_count(0)
    assert set(log.failed_statuses) <= {401, 405}
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
