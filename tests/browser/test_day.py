"""A day at the browser: everything logged by form, seen, corrected, deleted; then signed out."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

TODAY = datetime.now(UTC).date()


def sign_in(page, token):
    page.goto("/")
    page.get_by_label("Bearer token").fill(token)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Everything of yours")).to_be_visible()


def go(page, name):
    page.get_by_role("navigation", name="Pages").get_by_role("link", name=name).click()


def form(page, name):
    return page.get_by_role("region", name=name)


def drawn(page):
    """Return the picture of the page as markup, sure that the page shows it."""
    picture = page.locator("figure img").first
    assert picture.evaluate("async img => { await img.decode(); return img.naturalWidth; }") > 0
    answer = page.request.get(picture.get_attribute("src"))
    assert answer.headers["content-type"].startswith("image/svg+xml")
    return answer.text()


@pytest.fixture
def signed_in(open_page, token):
    page, watch = open_page()
    sign_in(page, token)
    return page, watch


def log_day(page, flow="medium"):
    go(page, "Period")
    log = form(page, "New day")
    log.get_by_label(flow, exact=True).check()
    log.get_by_label("Symptoms").fill("cramps, tired")
    log.get_by_role("button", name="Log it").click()
    expect(page.get_by_text("the API answered 201")).to_be_visible()


def test_a_period_day_is_logged_seen_corrected_and_deleted(signed_in):
    page, _ = signed_in
    go(page, "Period")
    assert "Log the first day of a period" in drawn(page)
    log_day(page)
    go(page, "Period")
    row = page.get_by_role("row").filter(has_text=str(TODAY))
    expect(row).to_contain_text("medium")
    expect(row).to_contain_text("cramps, tired")
    assert f'class="day medium now" data-date="{TODAY}"' in drawn(page)
    row.get_by_role("link").click()
    change = form(page, "Change it")
    expect(change.get_by_label("medium")).to_be_checked()
    change.get_by_label("heavy").check()
    change.get_by_role("button", name="Save changes").click()
    expect(page.get_by_text("the API answered 200")).to_be_visible()
    go(page, "Period")
    expect(row).to_contain_text("heavy")
    assert f'class="day heavy now" data-date="{TODAY}"' in drawn(page)
    row.get_by_role("link").click()
    page.get_by_text("Delete it").click()
    page.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_text("the API answered 204")).to_be_visible()
    expect(page.get_by_text("Nothing is here yet")).to_be_visible()
    assert "Log the first day of a period" in drawn(page)


def test_an_entry_is_written_seen_corrected_and_deleted(signed_in):
    page, _ = signed_in
    go(page, "Journal")
    assert "Write down how you are" in drawn(page)
    new = form(page, "New entry")
    new.get_by_label("😌").check()
    new.get_by_label("Energy", exact=True).fill("72")  # moving the slider says something
    expect(new.get_by_label("Energy: not said")).not_to_be_checked()
    expect(new.locator("output")).to_have_text("72")
    new.get_by_label("Text").fill("Long walk,\nclear head.")
    new.get_by_label("Tags").fill("outdoors, rest")
    new.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("clear head.").first).to_be_visible()
    go(page, "Journal")
    row = page.get_by_role("row").filter(has_text=str(TODAY))
    for said in ("😌", "72", "outdoors, rest"):
        expect(row).to_contain_text(said)
    assert all(f'data-date="{TODAY}"' in mark for mark in re.findall("<circle[^>]+>", drawn(page)))
    row.get_by_role("link").click()
    change = form(page, "Change it")
    expect(change.get_by_label("Text")).to_have_value("Long walk,\nclear head.")
    change.get_by_label("Energy", exact=True).fill("40")
    change.get_by_label("Another").fill("weary")
    change.get_by_role("button", name="Save changes").click()
    go(page, "Journal")
    expect(row).to_contain_text("40")
    expect(row).to_contain_text("weary")
    assert ">weary</text>" in drawn(page)
    row.get_by_role("link").click()
    page.get_by_text("Delete it").click()
    page.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_text("Nothing is here yet")).to_be_visible()


def test_a_photo_is_measured_seen_corrected_and_deleted(signed_in, face):
    page, _ = signed_in
    go(page, "Skin")
    send = form(page, "Photo to measure")
    photo = {"name": "face.jpg", "mimeType": "image/jpeg", "buffer": face}
    send.get_by_label("Photo", exact=False).first.set_input_files(photo)
    send.get_by_label("Keep photo").check()
    send.get_by_role("button", name="Measure it").click()
    expect(page.get_by_text("the API answered 201")).to_be_visible()
    kept = page.get_by_role("img", name="The photo, as it is kept")
    assert kept.evaluate("async img => { await img.decode(); return img.naturalWidth; }") == 512
    go(page, "Skin")
    row = page.get_by_role("row").filter(has_text=str(TODAY))
    expect(row).to_contain_text("local")
    assert "Image analysis on this service" in drawn(page)
    row.get_by_role("link").click()
    change = form(page, "Change it")
    change.get_by_label("Moisture", exact=True).fill("44")
    change.get_by_role("button", name="Save changes").click()
    go(page, "Skin")
    expect(row.get_by_role("cell", name="44", exact=True)).to_be_visible()
    expect(row).to_contain_text("manual")
    row.get_by_role("link").click()
    page.get_by_text("Delete it").click()
    page.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_text("Nothing is here yet")).to_be_visible()


def test_after_signing_out_the_session_is_dead(signed_in):
    page, watch = signed_in
    log_day(page)
    there = page.url
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert [cookie["name"] for cookie in page.context.cookies()] == ["glowcycle-csrf"]
    page.go_back()
    expect(page.get_by_text("cramps")).to_have_count(0)
    page.goto(there)
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(page.get_by_text("cramps")).to_have_count(0)
    assert set(watch.failed) == {401}
    watch.failed.clear()


def test_a_wrong_form_says_what_is_wrong_at_the_field(signed_in):
    page, watch = signed_in
    go(page, "Period")
    log = form(page, "New day")
    log.get_by_label("Date").fill("1850-03-01")
    log.get_by_label("Symptoms").fill("kept as typed")
    log.get_by_role("button", name="Log it").click()
    expect(page.get_by_role("alert")).to_contain_text("400")
    again = form(page, "New day")
    expect(again.get_by_label("Date")).to_have_accessible_description(re.compile("1900-01-01"))
    expect(again.get_by_label("Symptoms")).to_have_value("kept as typed")
    page.get_by_role("alert").get_by_role("link", name="Flow").click()
    expect(again.get_by_role("group", name="Flow")).to_be_focused()
    again.get_by_label("Date").fill(str(TODAY))
    again.get_by_label("light", exact=True).check()
    again.get_by_role("button", name="Log it").click()
    expect(page.get_by_text("the API answered 201")).to_be_visible()
    assert watch.failed == [400]
    watch.failed.clear()


def test_a_strangers_link_shows_nothing(signed_in, open_page, running):
    page, watch = signed_in
    log_day(page)
    other, others = open_page()
    other.goto("/")
    other.get_by_role("button", name="Sign in as the demo person").click()
    other.goto(page.url)
    expect(other.get_by_text("cramps")).to_have_count(0)
    go(page, "Period")
    other.goto(page.url)
    expect(other.get_by_role("alert")).to_contain_text("403")
    expect(other.get_by_text(str(TODAY))).to_have_count(0)
    expect(other.locator("figure")).to_have_count(0)
    assert others.failed == [404, 403]
    others.failed.clear()
    assert watch.failed == []


def test_everything_can_be_done_by_keyboard_alone(open_page, token):
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
    expect(page.get_by_role("heading", name="Everything of yours")).to_be_visible()
    tab_to("Skip to the page")
    tab_to("Period")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Period log")).to_be_visible()
    tab_to("none")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_label("medium", exact=True)).to_be_checked()
    tab_to("Log it")
    page.keyboard.press("Enter")
    expect(page.get_by_text("the API answered 201")).to_be_visible()
    tab_to("Delete it")
    page.keyboard.press("Enter")
    tab_to("Delete for good")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing is here yet")).to_be_visible()
    tab_to("Sign out")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
