"""A day in a browser: create, read, change and delete each kind of record with forms."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.support.browser_pages import PHONE, delete_record, expect_done, form, open_menu_page

TODAY = datetime.now(UTC).date()
TYPED = "Long walk,\nclear head."


def today_in(page, place):
    """Return what the open page draws of today in this part of its pictures."""
    return page.locator(f'{place}[data-date="{TODAY}"]')


def row_of_today(page):
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader")).first


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_period_day_is_created_changed_and_deleted(signed_in, scripts):
    page, _ = signed_in(viewport=PHONE, color_scheme="dark", java_script_enabled=scripts)
    open_menu_page(page, "Period")
    expect(page.get_by_text("Log the first day of").first).to_be_visible()
    new_day = form(page, "New day")
    new_day.get_by_label("medium", exact=True).check()
    new_day.get_by_label("Symptoms").fill("cramps\ntired, cold")
    new_day.get_by_role("button", name="Save day").click()
    expect_done(page, 201)
    open_menu_page(page, "Period")
    for text in ("Medium", "cramps", "tired, cold"):
        expect(row_of_today(page)).to_contain_text(text)
    expect(today_in(page, ".day.medium.now")).to_have_count(1)
    today_in(page, ".day").click()
    change = form(page, "Change it")
    expect(change.get_by_label("medium", exact=True)).to_be_checked()
    change.get_by_label("heavy", exact=True).check()
    change.get_by_role("button", name="Save changes").click()
    expect_done(page, 200)
    open_menu_page(page, "Period")
    expect(row_of_today(page)).to_contain_text("Heavy")
    expect(row_of_today(page)).to_contain_text("tired, cold")
    expect(today_in(page, ".day.heavy.now")).to_have_count(1)
    today_in(page, ".day").click()
    delete_record(page)
    open_menu_page(page, "Period")
    expect(page.get_by_text("Nothing is logged yet")).to_be_visible()


def test_an_entry_is_created_changed_and_deleted(signed_in):
    page, _ = signed_in(color_scheme="dark")
    open_menu_page(page, "Journal")
    new = form(page, "New entry")
    new.get_by_label("😌", exact=True).check()
    new.get_by_label("Energy", exact=True).fill("72")
    new.get_by_label("Text").fill(TYPED)
    new.get_by_label("Tags").fill("outdoors\nrest, sun")
    new.get_by_role("button", name="Save entry").click()
    expect_done(page, 201)
    open_menu_page(page, "Journal")
    for text in ("😌", "72", "outdoors", "rest, sun", "clear head."):
        expect(row_of_today(page)).to_contain_text(text)
    expect(today_in(page, ".mood")).to_have_count(1)
    row_of_today(page).get_by_role("link").click()
    change = form(page, "Change it")
    expect(change.get_by_label("Text")).to_have_value(TYPED)
    expect(change.get_by_label("Tags")).to_have_value("outdoors\nrest, sun")
    change.get_by_label("Energy", exact=True).fill("40.5")
    change.get_by_label("Other").fill("weary")
    change.get_by_role("button", name="Save changes").click()
    expect_done(page, 200)
    open_menu_page(page, "Journal")
    for text in ("40.5", "weary", "rest, sun"):
        expect(row_of_today(page)).to_contain_text(text)
    expect(page.locator("figure text").get_by_text("weary")).to_be_visible()
    row_of_today(page).get_by_role("link").click()
    delete_record(page)
    open_menu_page(page, "Journal")
    expect(page.get_by_text("Nothing is logged yet")).to_be_visible()


def test_a_photo_is_measured_and_its_scan_changed_and_deleted(signed_in, face):
    page, _ = signed_in(viewport=PHONE)
    open_menu_page(page, "Skin")
    send = form(page, "Measure a photo")
    photo = {"name": "face.jpg", "mimeType": "image/jpeg", "buffer": face}
    send.locator("input[type=file]").set_input_files(photo)
    send.get_by_label("Keep photo").check()
    send.get_by_role("button", name="Measure").click()
    expect_done(page, 201)
    page.get_by_role("link", name="Open it").click()
    stored_photo = page.get_by_role("img", name="Stored photo")
    decoded = "async img => { await img.decode(); return img.naturalWidth; }"
    assert stored_photo.evaluate(decoded) == 512
    open_menu_page(page, "Skin")
    row = row_of_today(page)
    expect(row).to_contain_text("Local")
    expect(page.locator("figure")).to_contain_text("Image analysis on this service")
    row.get_by_role("link").click()
    change = form(page, "Change it")
    change.get_by_label("Moisture", exact=True).fill("44")
    change.get_by_role("button", name="Save changes").click()
    expect_done(page, 200)
    open_menu_page(page, "Skin")
    expect(row.get_by_role("cell", name="44", exact=True)).to_be_visible()
    expect(row).to_contain_text("Manual")
    row.get_by_role("link").click()
    delete_record(page)
    open_menu_page(page, "Skin")
    expect(page.get_by_text("Nothing is logged yet")).to_be_visible()


def test_each_error_stands_at_its_field(signed_in):
    page, log = signed_in(viewport=PHONE)
    open_menu_page(page, "Period")
    new_day = form(page, "New day")
    new_day.get_by_label("Date").fill("1850-03-01")
    new_day.get_by_label("Symptoms").fill("kept as typed")
    new_day.get_by_role("button", name="Save day").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("400")
    again = form(page, "New day")
    expect(again.get_by_label("Date")).to_have_accessible_description(re.compile("1900-01-01"))
    expect(again.get_by_label("Symptoms")).to_have_value("kept as typed")
    alert.get_by_role("link", name="Date").click()
    expect(again.get_by_label("Date")).to_be_in_viewport()
    again.get_by_label("Date").fill(str(TODAY))
    again.get_by_label("light", exact=True).check()
    again.get_by_role("button", name="Save day").click()
    expect_done(page, 201)
    assert log.failed_statuses == [400]
    log.failed_statuses.clear()


def test_the_keyboard_alone_is_enough(open_page, token):
    page, _ = open_page()
    page.goto("/")

    def tab_to(name):
        for _ in range(120):
            page.keyboard.press("Tab")
            focused = page.evaluate(
                "() => { const e = document.activeElement;"
                " const labels = [...(e.labels ?? [])].map(l => l.textContent).join(' ');"
                " return `${labels} ${e.textContent} ${e.getAttribute('aria-label') ?? ''}` }"
            )
            visible = page.evaluate(
                "() => getComputedStyle(document.activeElement).outlineStyle !== 'none'"
            )
            if name in focused:
                assert visible, name
                return
        raise AssertionError(f"the keyboard does not lead to {name}")

    tab_to("Bearer token")
    page.keyboard.insert_text(token)
    tab_to("Sign in")
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation", name="Pages")).to_be_visible()
    tab_to("Skip to content")
    tab_to("Period")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Period log")).to_be_visible()
    tab_to("not set")
    for _ in range(4):  # from there on to the first flow
        page.keyboard.press("ArrowDown")
    expect(page.get_by_label("medium", exact=True)).to_be_checked()
    tab_to("Save day")
    page.keyboard.press("Enter")
    expect_done(page, 201)
    tab_to("Open it")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Change it")).to_be_visible()
    tab_to("Delete it")
    page.keyboard.press("Enter")
    tab_to("Delete for good")
    page.keyboard.press("Enter")
    expect_done(page, 204)
    tab_to("Sign out")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
