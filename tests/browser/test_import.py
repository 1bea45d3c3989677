"""A history from another app: seen before it is stored, brought in, and taken back."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.support.brought_files import daylio, drip
from tests.support.browser_pages import choose_history, expect_done, form, open_menu_page


def test_a_history_is_seen_brought_in_and_taken_back(signed_in):
    page, _ = signed_in()
    last = timezone.now().date() - timedelta(days=10)
    choose_history(page, drip(last, cycles=6))
    expect(page.get_by_text("Your next period would be")).to_be_visible()
    expect(page.get_by_role("region", name="What the file holds").get_by_text("24")).to_be_visible()
    expect(page.get_by_text("Nothing is left out.")).to_be_visible()
    form(page, "Bring it in").get_by_role("button", name="Bring it in").click()
    expect_done(page, 200)
    page.goto(f"/period/{last}")
    page.get_by_label("heavy", exact=True).check()
    page.get_by_role("button", name="Save changes").click()
    expect_done(page, 200)
    open_menu_page(page, "Bring your history")
    page.locator("tbody a").first.click()
    page.locator("summary").get_by_text("Take it back").click()
    page.get_by_role("button", name="Take it back").click()
    expect_done(page, 200)
    left = page.get_by_role("region", name="What stays, since you changed it")
    left.get_by_role("link", name=str(last)).click()
    expect(page.get_by_text("Heavy").first).to_be_visible()
    open_menu_page(page, "Period")
    expect(page.locator("tbody tr")).to_have_count(1)


def test_she_says_which_face_her_own_mood_is(signed_in):
    page, _ = signed_in()
    day = timezone.now().date() - timedelta(days=3)
    choose_history(page, daylio(day))
    left_out = page.get_by_role("region", name="What is left out, and why")
    expect(left_out.get_by_text("Something that it needs is missing").first).to_be_visible()
    choices = form(page, "Bring it in")
    question = choices.get_by_role("group", name="Which face is your mood “Foggy”?")
    question.get_by_label("😐").check()
    choices.get_by_label("Fill what is empty in my own days").check()
    choices.get_by_role("button", name="Bring it in").click()
    expect_done(page, 200)
    open_menu_page(page, "Journal")
    expect(page.locator("tbody tr").get_by_text("😐")).to_be_visible()


def test_a_preview_is_forgotten(signed_in):
    page, _ = signed_in()
    choose_history(page, daylio(timezone.now().date()))
    page.get_by_role("link", name="Open it").click()
    page.locator("summary").get_by_text("Forget this preview").click()
    page.get_by_role("button", name="Forget it").click()
    expect_done(page, 204)
    page.get_by_role("link", name="Back to the list").click()
    expect(page.get_by_text("Nothing was brought yet.")).to_be_visible()
