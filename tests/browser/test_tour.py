"""The README's tour in a browser; `make tour` copies its screenshots to docs."""

import pytest
from playwright.sync_api import expect

from tests.support.browser_pages import open_menu_page, save_screenshot, sign_in_as_demo

VIEW = {"width": 420, "height": 900}


@pytest.mark.parametrize(
    ("name", "address", "heading"),
    [
        ("period", "/period/user/demo?limit=5", "Next period"),
        ("journal", "/journal/user/demo", "entries"),
        ("skin", "/skin/user/demo?limit=27", "scans"),
    ],
)
def test_the_tour_of_the_readme(open_page, screenshots, name, address, heading):
    page, _ = open_page(viewport=VIEW)
    sign_in_as_demo(page)
    page.goto(address)
    picture = page.locator("figure")
    expect(picture.get_by_role("heading")).to_contain_text(heading)
    picture.evaluate("figure => scrollTo(0, figure.offsetTop - 12)")
    save_screenshot(page, screenshots / f"tour-{name}.png", full_page=False)


def test_the_form_of_the_tour(open_page, screenshots):
    page, _ = open_page(viewport=VIEW)
    sign_in_as_demo(page)
    open_menu_page(page, "Journal")
    page.get_by_role("link", name="New entry").click()
    expect(page.get_by_role("heading", name="New entry")).to_be_in_viewport()
    save_screenshot(page, screenshots / "tour-form.png", full_page=False)


def test_the_front_page_leads_to_the_documentation(open_page):
    page, _ = open_page()
    sign_in_as_demo(page)
    page.get_by_role("link", name="Documentation").click()
    expect(page.get_by_text("/period/predictions/").first).to_be_visible()
