"""Steps in a real browser: sign in, follow the menu, find a form, take a screenshot."""

from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, expect

COLOURS = 128
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1200, "height": 800}


def sign_in(page: Page, token: str) -> None:
    page.goto("/")
    page.get_by_label("Bearer token").fill(token)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Log today")).to_be_visible()


def sign_in_as_demo(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Sign in as demo").click()
    expect(page.get_by_role("heading", name="Log today")).to_be_visible()


def open_menu_page(page: Page, label: str) -> None:
    page.get_by_role("navigation", name="Pages").get_by_role("link", name=label, exact=True).click()


def form(page: Page, title: str) -> Locator:
    return page.get_by_role("region", name=title)


def expect_done(page: Page, status: int) -> None:
    """Wait for the page of an answer with this status."""
    expect(page.get_by_text(f"Done: the API answered {status}")).to_be_visible()


def log_day(page: Page, *, symptoms: str = "") -> None:
    """Log a medium flow of today, with symptoms one per line."""
    open_menu_page(page, "Period")
    new_day = form(page, "New day")
    new_day.get_by_label("medium", exact=True).check()
    new_day.get_by_label("Symptoms").fill(symptoms)
    new_day.get_by_role("button", name="Save day").click()
    expect_done(page, 201)


def choose_history(page: Page, content: bytes) -> None:
    """Choose the file on the page of imports, and look at its preview."""
    open_menu_page(page, "Bring your history")
    upload = form(page, "Choose a file")
    file = {"name": "history.csv", "mimeType": "text/csv", "buffer": content}
    upload.get_by_label("File").set_input_files(file)
    upload.get_by_role("button", name="Show what it would change").click()
    expect_done(page, 201)


def delete_record(page: Page) -> None:
    """Delete the record of the open page."""
    page.get_by_text("Delete it").click()
    page.get_by_role("button", name="Delete for good").click()
    expect_done(page, 204)


def save_screenshot(page: Page, file: Path, *, full_page: bool = True) -> None:
    """Save a screenshot with few colours, so that the file stays small."""
    image = Image.open(BytesIO(page.screenshot(full_page=full_page))).convert("RGB")
    image.quantize(COLOURS).save(file, optimize=True)
