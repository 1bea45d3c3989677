"""The tour of the README at a browser; `make tour` puts its pictures into docs."""

import re

from playwright.sync_api import expect

from tests.browser.test_look import keep

VIEW = {"width": 420, "height": 900}


def test_the_tour(open_page, screenshots):
    page, _ = open_page(viewport=VIEW)
    page.goto("/")
    page.get_by_role("button", name="Sign in as the demo person").click()
    expect(page.get_by_role("heading", name="Everything of yours")).to_be_visible()
    for name, heading in (("Period", "Next period"), ("Journal", "Mood"), ("Skin", "Skin")):
        page.get_by_role("navigation", name="Pages").get_by_role("link", name=name).click()
        picture = page.get_by_role("figure").get_by_role("img")
        picture.evaluate("img => img.decode()")
        expect(page.get_by_role("figure")).to_contain_text(re.compile("over time|Calendar"))
        assert heading in page.request.get(picture.get_attribute("src")).text()
        keep(page, screenshots / f"tour-{name.lower()}.png", full_page=False)
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Journal").click()
    page.get_by_role("link", name="New entry").click()
    keep(page, screenshots / "tour-form.png", full_page=False)


def test_the_documentation_can_be_read(open_page):
    page, _ = open_page()
    page.goto("/")
    page.get_by_role("button", name="Sign in as the demo person").click()
    page.get_by_role("link", name="Documentation").click()
    expect(page.get_by_text("/period/predictions/").first).to_be_visible(timeout=20_000)
