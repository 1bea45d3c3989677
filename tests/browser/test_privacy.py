"""Her rights in a browser: a consent, the restriction, the export, the erasure."""

from playwright.sync_api import expect

from tests.support.browser_pages import expect_done, log_day, open_menu_page


def open_from_home(page, label):
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name=label, exact=True).click()


def test_a_consent_is_given_and_withdrawn(signed_in):
    page, _ = signed_in()
    open_from_home(page, "Consents")
    page.get_by_role("row").filter(has_text="hoto").get_by_role("link").click()
    page.get_by_role("button", name="I consent").click()
    expect_done(page, 200)
    expect(page.get_by_role("button", name="I consent")).to_have_count(0)
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("Done: the API answered")).to_be_visible()
    open_from_home(page, "Consents")
    page.get_by_role("row").filter(has_text="hoto").get_by_role("link").click()
    expect(page.get_by_role("button", name="I consent")).to_be_visible()


def test_a_restriction_hides_her_data_until_it_ends(signed_in):
    page, log = signed_in()
    log_day(page, symptoms="cramps")
    open_from_home(page, "Only store")
    for is_restricted in (True, False):
        page.get_by_label("Only store my data").set_checked(is_restricted)
        page.get_by_role("button", name="Save my choice").click()
        expect(page.get_by_role("status")).to_contain_text("200")
        open_menu_page(page, "Period")
        expect(page.get_by_role("cell", name="cramps")).to_have_count(0 if is_restricted else 1)
        if is_restricted:
            page.get_by_role("link", name="See your choice").click()
    assert set(log.failed_statuses) == {403}
    log.failed_statuses.clear()


def test_an_export_is_downloaded(signed_in):
    page, _ = signed_in()
    log_day(page)
    open_from_home(page, "Export")
    with page.expect_download() as download:
        page.get_by_role("button", name="Make the zip").click()
    assert download.value.suggested_filename.endswith(".zip")


def test_everything_is_deleted_after_the_typed_word_only(signed_in):
    page, log = signed_in()
    log_day(page)
    open_from_home(page, "Delete everything")
    expect(page.get_by_role("definition").filter(has_text="1 record")).to_be_visible()
    for word, status in (("delete", 403), ("DELETE", 202)):
        page.get_by_label("Type DELETE to confirm").fill(word)
        page.get_by_role("button", name="Delete everything for good").click()
        expect(page.locator("#exchange summary").first).to_contain_text(str(status))
    expect(page.get_by_role("status")).to_contain_text("not finished")
    expect(page.get_by_role("button", name="Send it again")).to_be_visible()
    assert log.failed_statuses == [405, 403]  # /me takes only DELETE
    log.failed_statuses.clear()
