"""A history from another app: seen before it is stored, brought in, and taken back."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.support.browser_pages import expect_done, form, open_menu_page


def daylio(*days):
    """Return an export of Daylio with an entry of a mood of her own on each day."""
    rows = (f'{day},,,9:40 pm,Foggy,"walk | tea","","","Soup"\n' for day in days)
    head = "full_date,date,weekday,time,mood,activities,scales,note_title,note\n"
    return (head + "".join(rows)).encode("utf-8-sig")


def drip(first, *, cycles, length=28):
    """Return an export of drip with periods of four days, the last one beginning on `first`."""
    starts = (first - timedelta(days=length * number) for number in range(cycles))
    days = (start + timedelta(days=3 - late) for start in starts for late in range(4))
    rows = "".join(f"{day},36.4,2,false,\n" for day in days)
    head = "date,temperature.value,bleeding.value,bleeding.exclude,note.value\n"
    return (head + rows).encode()


def choose(page, content):
    """Choose the file on the page of imports, and open the preview of it."""
    open_menu_page(page, "Bring your history")
    upload = form(page, "Bring your history")
    file = {"name": "history.csv", "mimeType": "text/csv", "buffer": content}
    upload.get_by_label("File").set_input_files(file)
    upload.get_by_role("button", name="Show what it would change").click()
    expect_done(page, 201)


def test_a_history_is_seen_brought_in_and_taken_back(signed_in):
    page, _ = signed_in()
    last = timezone.now().date() - timedelta(days=10)
    choose(page, drip(last, cycles=6))
    expect(page.get_by_text("Your next period would be")).to_be_visible()
    expect(page.get_by_role("region", name="What the file holds").get_by_text("24")).to_be_visible()
    expect(page.get_by_text("Nothing is left out.")).to_be_visible()
    page.get_by_role("link", name="Open it").click()
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
    choose(page, daylio(day))
    expect(page.get_by_text("Something that it needs is missing in the file.")).to_be_visible()
    page.get_by_role("link", name="Open it").click()
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
    choose(page, daylio(timezone.now().date()))
    page.get_by_role("link", name="Open it").click()
    page.locator("summary").get_by_text("Forget this preview").click()
    page.get_by_role("button", name="Forget it").click()
    expect_done(page, 204)
    page.get_by_role("link", name="Back to the list").click()
    expect(page.get_by_text("Nothing was brought yet.")).to_be_visible()
