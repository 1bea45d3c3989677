"""What a page leaves to her: a conflict, an unfinished request, a filter."""

from playwright.sync_api import expect

from tests.support.browser_pages import expect_done, form, log_day, open_menu_page


def energy_of(page):
    """Return the energy that the form of the open entry shows."""
    return form(page, "Change it").get_by_label("Energy", exact=True)


def create_entry(page, **fields):
    open_menu_page(page, "Journal")
    new = form(page, "New entry")
    for label, text in fields.items():
        new.get_by_label(label, exact=True).fill(text)
    new.get_by_role("button", name="Save entry").click()
    expect_done(page, 201)
    page.get_by_role("link", name="Open it").click()


def change_energy_behind(page, energy):
    """Change the open entry in another tab; the open form is then of an older state."""
    other = page.context.new_page()
    other.goto(page.url)
    energy_of(other).fill(energy)
    form(other, "Change it").get_by_role("button", name="Save changes").click()
    expect_done(other, 200)
    other.close()


def conflict_over_energy(page, log):
    """Let the open form meet a change of another tab; return what the page then shows of both."""
    change_energy_behind(page, "20")
    energy_of(page).fill("80")
    form(page, "Change it").get_by_role("button", name="Save changes").click()
    both = page.get_by_role("region", name="Both versions")
    row = both.get_by_role("row").filter(has_text="Energy")
    for text in ("80", "20", "differs"):
        expect(row).to_contain_text(text)
    assert log.failed_statuses == [412]
    log.failed_statuses.clear()
    return both


def test_her_version_is_kept_in_a_conflict(signed_in):
    page, log = signed_in()
    create_entry(page, Energy="50", Text="both keep this")
    url = page.url
    conflict_over_energy(page, log).get_by_role("button", name="Keep mine").click()
    expect_done(page, 200)
    page.goto(url)
    expect(energy_of(page)).to_have_value("80")
    expect(form(page, "Change it").get_by_label("Text")).to_have_value("both keep this")


def test_the_stored_version_is_kept_in_a_conflict(signed_in):
    page, log = signed_in()
    create_entry(page, Energy="50")
    conflict_over_energy(page, log).get_by_role("link", name="Keep the stored one").click()
    expect(energy_of(page)).to_have_value("20")


def test_an_unfinished_request_is_sent_again_as_it_was(signed_in):
    page, _ = signed_in()
    log_day(page)
    page.goto("/me/retention")
    choice = form(page, "How long to keep")
    for kind in ("Journal", "Period", "Skin"):
        choice.get_by_role("group", name=kind).get_by_label("365", exact=True).check()
    choice.get_by_role("button", name="Save my choice").click()
    pending = page.get_by_role("status").filter(has_text="202 Accepted: not finished")
    expect(pending).to_contain_text("seconds or later")
    with page.expect_navigation():
        pending.get_by_role("button", name="Send it again").click()
    expect(pending).to_be_visible()
    expect(page.get_by_text("Done:")).to_have_count(0)
    expect(page.get_by_role("region", name="Body of the answer")).to_contain_text('"journal": 365')


def test_a_filter_is_named_and_cleared(signed_in):
    page, _ = signed_in()
    create_entry(page, Tags="sleep")
    create_entry(page, Tags="rest")
    open_menu_page(page, "Journal")
    page.locator("summary").get_by_text("Query", exact=True).click()
    page.get_by_label("Tag", exact=True).fill("nothing has this")
    page.get_by_role("button", name="Show").click()
    filters = page.get_by_role("group", name="Filters")
    expect(filters).to_contain_text("None of 2")
    expect(page.get_by_text("Nothing is logged yet")).to_have_count(0)
    filters.get_by_role("link", name="Clear", exact=True).click()
    expect(page.locator("tbody tr")).to_have_count(2)
    page.goto(f"{page.url.partition('?')[0]}?tag=sleep")
    expect(page.locator("tbody tr")).to_have_count(1)
    filters.get_by_role("link", name="Tag").click()
    expect(page.locator("tbody tr")).to_have_count(2)
