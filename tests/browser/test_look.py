"""Each page is legible (WCAG AA) on a phone and a desk, in light and dark."""

import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.browser_pages import (
    open_menu_page,
    save_screenshot,
    sign_in,
    sign_in_as_demo,
)

AXE = Path(sys.prefix) / "node" / "node_modules" / "axe-core" / "axe.min.js"
SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1200, "height": 800}}
PAGES = {
    "home": "/",
    "period": "/period/user/demo",
    "journal": "/journal/user/demo",
    "skin": "/skin/user/demo",
    "cycles": "/period/cycles/demo",
    "predictions": "/period/predictions/demo",
    "changes": "/sync",
    "consents": "/me/consents",
    "consent": "/me/consents/photo-analysis",
    "restriction": "/me/restriction",
    "access-log": "/me/access-log",
}

every_size_and_scheme = pytest.mark.parametrize(
    ("size", "scheme"), [(size, scheme) for size in SIZES for scheme in ("light", "dark")]
)
# These pages share the templates and styles above: two looks are enough.
two_looks = pytest.mark.parametrize(("size", "scheme"), [("phone", "dark"), ("desk", "light")])


def accessibility_faults(page):
    """Return every violation that axe finds, and whether the page is wider than the window."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    report = page.evaluate("() => axe.run(document)")
    is_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    faults = [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in report["violations"]
        for node in violation["nodes"]
    ]
    return faults + ["wider than the window"] * is_wide


def open_all_details(page):
    for element in page.locator("details").all():
        element.evaluate("details => { details.open = true; }")


@pytest.fixture
def look(open_page, screenshots, size, scheme):
    """Return a page, its log, and a function that takes a screenshot and checks the page."""
    page, log = open_page(viewport=SIZES[size], color_scheme=scheme)

    def check_look(name):
        for picture in page.locator("figure img").all():
            picture.evaluate("img => img.decode()")
        save_screenshot(page, screenshots / f"{name}-{size}-{scheme}.png")
        open_all_details(page)
        assert (name, accessibility_faults(page)) == (name, [])

    return page, log, check_look


def test_axe_finds_faint_text_and_a_missing_label(open_page):
    page, _ = open_page()
    page.goto("/")
    page.evaluate("document.querySelector('h1').style.color = '#c8c0c4'")
    page.evaluate("document.querySelector('label').remove()")
    assert {fault.split(":")[0] for fault in accessibility_faults(page)} >= {
        "color-contrast",
        "label",
    }


@every_size_and_scheme
def test_every_page_is_legible(look):
    page, log, check_look = look
    page.goto("/")
    check_look("sign-in")
    sign_in_as_demo(page)
    for name, address in PAGES.items():
        page.goto(address)
        check_look(name)
    assert log.failed_statuses == []


@two_looks
def test_records_and_refused_forms_are_legible(look):
    page, log, check_look = look
    sign_in_as_demo(page)
    for kind in ("period", "journal", "skin"):
        page.goto(PAGES[kind])
        page.locator("tbody a").first.click()
        check_look(f"{kind}-record")
        page.goto(f"/{kind}")
        page.get_by_label("Date").first.fill("1850-01-01")
        page.locator("section button").first.click()
        expect(page.get_by_role("alert")).to_contain_text("1900-01-01")
        check_look(f"{kind}-wrong")
    page.goto("/skin/photos")
    check_look("upload")
    page.goto("/journal/user/somebody-else")
    expect(page.get_by_text("Query", exact=True)).to_have_count(0)
    check_look("not-yours")
    page.goto("/nowhere")
    check_look("nowhere")
    assert log.failed_statuses == [405, 400] * 3 + [405, 403, 404]
    log.failed_statuses.clear()


@two_looks
def test_empty_pages_say_how_to_begin(look, token):
    page, _, check_look = look
    sign_in(page, token)
    sentences = {
        "Journal": "Add your first record with a form below",
        "Period": "Add your first record with a form below",
        "Skin": "Add your first record with a form below",
        "Cycles": "Log the first day of your period",
    }
    for name, sentence in sentences.items():
        open_menu_page(page, name)
        expect(page.get_by_text(sentence)).to_be_visible()
        check_look(f"{name.lower()}-empty")
    open_menu_page(page, "Predictions")
    expect(page.get_by_text("Why there is no forecast")).to_be_visible()
    check_look("predictions-empty")


@two_looks
def test_the_documentation_is_legible_folded_and_unfolded(look):
    page, _, check_look = look
    page.goto("/docs")
    expect(page.get_by_text("/period/predictions/").first).to_be_visible(timeout=20_000)
    check_look("docs")
    for place, name in enumerate(("Add a record to the journal", "Read a record")):
        page.locator(".opblock-summary-control").filter(has_text=name).first.click()
        expect(page.locator(".opblock-body")).to_have_count(place + 1)
    expect(page.get_by_role("button", name="Execute").first).to_be_visible()
    check_look("docs-unfolded")
    page.get_by_role("link", name="Glow Cycle", exact=True).click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
