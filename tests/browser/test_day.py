"""A day in a browser: create, read, change and delete each kind of record with forms."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.support.browser_pages import form, open_menu_page, sign_in

TODAY = datetime.now(UTC).date()


def svg_of(page):
    """Return the SVG of the first image, after checking that the browser can show it."""
    picture = page.locator("figure img").first
    assert picture.evaluate("async img => { await img.decode(); return img.naturalWidth; }") > 0
    answer = page.request.get(picture.get_attribute("src"))
    assert answer.headers["content-type"].startswith("image/svg+xml")
    return answer.text()


@pytest.fixture
def signed_in(open_page, token):
    page, log = open_page()
    sign_in(page, token)
    return page, log


def log_day(page, flow="medium"):
    open_menu_page(page, "Period")
    new_day = form(page, "New day")
    new_day.get_by_label(flow, exact=True).check()
    new_day.get_by_label("Symptoms").fill("cramps, tired")
    new_day.get_by_role("button", name="Save day").click()
    expect(page.get_by_text("the API answered 201")).to_be_visible()


def test_a_period_day_is_created_changed_and_deleted(signed_in):
    page, _ = signed_in
    open_menu_page(page, "Period")
    assert "Log the first day of a period" in svg_of(page)
    log_day(page)
    open_menu_page(page, "Period")
    row = page.get_by_role("row").filter(has_text=str(TODAY))
    expect(row).to_contain_text("medium")
    expect(row).to_contain_text("cramps, tired")
    assert f'class="day medium now" data-date="{TODAY}"' in svg_of(page)
    row.get_by_role("link").click()
    change = form(page, "Change it")
    expect(change.get_by_label("medium")).to_be_checked()
    change.get_by_label("heavy").check()
    change.get_by_role("button", name="Save changes").click()
    expect(page.get_by_text("the API answered 200")).to_be_visible()
    open_menu_page(page, "Period")
    expect(row).to_contain_text("heavy")
    assert f'class="day heavy now" data-date="{TODAY}"' in svg_of(page)
    row.get_by_role("link").click()
    page.get_by_text("Delete it").click()
    page.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_text("the API answered 204")).to_be_visible()
    expect(page.get_by_text("There is nothing here yet")).to_be_visible()
    assert "Log the first day of a period" in svg_of(page)


def test_an_entry_is_created_changed_and_deleted(signed_in):
    page, _ = signed_in
    open_menu_page(page, "Journal")
    assert "Write down how you are" in svg_of(page)
    new = form(page, "New entry")
    new.get_by_label("😌").check()
    new.get_by_label("Energy", exact=True).fill("72")  # moving the slider sets a value
    expect(new.get_by_label("Energy: not set")).not_to_be_checked()
    expect(new.locator("output")).to_have_text("72")
    new.get_by_label("Text").fill("Long walk,\nclear head.")
    new.get_by_label("Tags").fill("outdoors, rest")
    new.get_by_role("button", name="Save entry").click()
    expect(page.get_by_text("clear head.").first).to_be_visible()
    open_menu_page(page, "Journal")
    row = page.get_by_role("row").filter(has_text=str(TODAY))
    for text in ("😌", "72", "outdoors, rest"):
        expect(row).to_contain_text(text)
    assert all(f'data-date="{TODAY}"' in mark for mark in re.findall("<circle[^>]+>", svg_of(page)))
    row.get_by_role("link").click()
    change = form(page, "Change it")
    expect(change.get_by_label("Text")).to_have_value("Long walk,\nclear head.")
    change.get_by_label("Energy", exact=True).fill("40")
    change.get_by_label("Other").fill("weary")
    change.get_by_role("button", name="Save changes").click()
    open_menu_page(page, "Journal")
    expect(row).to_contain_text("40")
    expect(row).to_contain_text("weary")
    assert ">weary</text>" in svg_of(page)
    row.get_by_role("link").click()
    page.get_by_text("Delete it").click()
    page.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_text("There is nothing here yet")).to_be_visible()


def test_a_photo_is_measured_and_its_scan_changed_and_deleted(signed_in, face):
    page, _ = signed_in
    open_menu_page(page, "Skin")
    send = form(page, "Measure a photo")
    photo = {"name": "face.jpg", "mimeType": "image/jpeg", "buffer": face}
    send.get_by_label("Photo", exact=False).first.set_input_files(photo)
    send.get_by_label("Keep photo").check()
    send.get_by_role("button", name="Measure").click()
    expect(page.get_by_text("the API answered 201")).to_be_visible()
    stored_photo = page.get_by_role("img", name="Stored photo")
    assert (
        stored_photo.evaluate("async img => { await img.decode(); return img.naturalWidth; }")
        == 512
    )
    open_menu_page(page, "Skin")
    row = page.get_by_role("row").filter(has_text=str(TODAY))
    expect(row).to_contain_text("local")
    assert "Image analysis on this service" in svg_of(page)
    row.get_by_role("link").click()
    change = form(page, "Change it")
    change.get_by_label("Moisture", exact=True).fill("44")
    change.get_by_role("button", name="Save changes").click()
    open_menu_page(page, "Skin")
    expect(row.get_by_role("cell", name="44", exact=True)).to_be_visible()
    expect(row).to_contain_text("manual")
    row.get_by_role("link").click()
    page.get_by_text("Delete it").click()
    page.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_text("There is nothing here yet")).to_be_visible()


def test_signing_out_ends_the_session(signed_in):
    page, log = signed_in
    log_day(page)
    url = page.url
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert [cookie["name"] for cookie in page.context.cookies()] == ["glowcycle-csrf"]
    page.go_back()
    expect(page.get_by_text("cramps")).to_have_count(0)
    page.goto(url)
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(page.get_by_text("cramps")).to_have_count(0)
    assert set(log.failed_statuses) == {401}
    log.failed_statuses.clear()


def test_each_error_stands_at_its_field(signed_in):
    page, log = signed_in
    open_menu_page(page, "Period")
    new_day = form(page, "New day")
    new_day.get_by_label("Date").fill("1850-03-01")
    new_day.get_by_label("Symptoms").fill("kept as typed")
    new_day.get_by_role("button", name="Save day").click()
    expect(page.get_by_role("alert")).to_contain_text("400")
    again = form(page, "New day")
    expect(again.get_by_label("Date")).to_have_accessible_description(re.compile("1900-01-01"))
    expect(again.get_by_label("Symptoms")).to_have_value("kept as typed")
    page.get_by_role("alert").get_by_role("link", name="Flow").click()
    expect(again.get_by_role("group", name="Flow")).to_be_focused()
    again.get_by_label("Date").fill(str(TODAY))
    again.get_by_label("light", exact=True).check()
    again.get_by_role("button", name="Save day").click()
    expect(page.get_by_text("the API answered 201")).to_be_visible()
    assert log.failed_statuses == [400]
    log.failed_statuses.clear()


def test_a_stranger_cannot_open_her_pages(signed_in, open_page):
    page, log = signed_in
    log_day(page)
    stranger, stranger_log = open_page()
    stranger.goto("/")
    stranger.get_by_role("button", name="Sign in as demo").click()
    stranger.goto(page.url)
    expect(stranger.get_by_text("cramps")).to_have_count(0)
    open_menu_page(page, "Period")
    stranger.goto(page.url)
    expect(stranger.get_by_role("alert")).to_contain_text("403")
    expect(stranger.get_by_text(str(TODAY))).to_have_count(0)
    expect(stranger.locator("figure")).to_have_count(0)
    assert stranger_log.failed_statuses == [404, 403]
    stranger_log.failed_statuses.clear()
    assert log.failed_statuses == []


def test_the_keyboard_alone_is_enough(open_page, token):
    page, _ = open_page()
    page.goto("/")

    def tab_to(name):
        for _ in range(60):
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
    expect(page.get_by_role("heading", name="Log today")).to_be_visible()
    tab_to("Skip to content")
    tab_to("Period")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Period log")).to_be_visible()
    tab_to("none")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_label("medium", exact=True)).to_be_checked()
    tab_to("Save day")
    page.keyboard.press("Enter")
    expect(page.get_by_text("the API answered 201")).to_be_visible()
    tab_to("Delete it")
    page.keyboard.press("Enter")
    tab_to("Delete for good")
    page.keyboard.press("Enter")
    expect(page.get_by_text("There is nothing here yet")).to_be_visible()
    tab_to("Sign out")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
