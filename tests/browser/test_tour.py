"""The README's tour in a browser; `make tour` copies its screenshots to docs."""

import re

from playwright.sync_api import expect

from tests.support.browser_pages import open_menu_page, save_screenshot, sign_in_as_demo

VIEW = {"width": 420, "height": 900}


def test_the_tour_of_the_readme(open_page, screenshots):
    page, _ = open_page(viewport=VIEW)
    sign_in_as_demo(page)
    for name, heading in (("Period", "Next period"), ("Journal", "Mood"), ("Skin", "Skin")):
        open_menu_page(page, name)
        picture = page.get_by_role("figure").get_by_role("img")
        picture.evaluate("img => img.decode()")
        expect(page.get_by_role("figure")).to_contain_text(re.compile("over time|Calendar"))
        assert heading in page.request.get(picture.get_attribute("src")).text()
        save_screenshot(page, screenshots / f"tour-{name.lower()}.png", full_page=False)
    open_menu_page(page, "Journal")
    page.get_by_role("link", name="New entry").click()
    save_screenshot(page, screenshots / "tour-form.png", full_page=False)


def test_the_menu_leads_to_the_documentation(open_page):
    page, _ = open_page()
    sign_in_as_demo(page)
    page.get_by_role("link", name="Documentation").click()
    expect(page.get_by_text("/period/predictions/").first).to_be_visible(timeout=20_000)
