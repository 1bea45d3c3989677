"""How pages look, on a phone and a desk, by day and night: legible for everybody (WCAG AA)."""

import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.test_day import sign_in

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
}
COLOURS = 128

every_look = pytest.mark.parametrize(
    ("size", "scheme"), [(size, scheme) for size in SIZES for scheme in ("light", "dark")]
)
# The same templates and style again: each size and each light once.
either_look = pytest.mark.parametrize(("size", "scheme"), [("phone", "dark"), ("desk", "light")])


def keep(page, file, *, full_page=True):
    """Take a picture of the page, in few colours: it is to be read, not printed."""
    shot = Image.open(BytesIO(page.screenshot(full_page=full_page))).convert("RGB")
    shot.quantize(COLOURS).save(file, optimize=True)


def faults(page):
    """Return all that axe finds, by every rule that it has, and what is wider than the page."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("() => axe.run(document)")
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    told = [
        f"{fault['id']}: {node['target']} {node['failureSummary']}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]
    return told + ["wider than the page"] * wide


def unfold(page):
    for folded in page.locator("details").all():
        folded.evaluate("details => { details.open = true; }")


@pytest.fixture
def look(open_page, screenshots, size, scheme):
    """Return a page, and what takes its picture and finds no fault with it, folded or not."""
    page, watch = open_page(viewport=SIZES[size], color_scheme=scheme)

    def legible(name):
        for picture in page.locator("figure img").all():
            picture.evaluate("img => img.decode()")
        keep(page, screenshots / f"{name}-{size}-{scheme}.png")
        unfold(page)
        assert (name, faults(page)) == (name, [])

    return page, watch, legible


def sign_in_as_demo(page):
    page.goto("/")
    page.get_by_role("button", name="Sign in as the demo person").click()
    expect(page.get_by_role("heading", name="Everything of yours")).to_be_visible()


def test_what_cannot_be_read_is_found(open_page):
    page, _ = open_page()
    page.goto("/")
    page.evaluate("document.querySelector('h1').style.color = '#c8c0c4'")
    page.evaluate("document.querySelector('label').remove()")
    assert {fault.split(":")[0] for fault in faults(page)} >= {"color-contrast", "label"}


@every_look
def test_every_page_is_legible(look):
    page, watch, legible = look
    page.goto("/")
    legible("sign-in")
    sign_in_as_demo(page)
    for name, address in PAGES.items():
        page.goto(address)
        legible(name)
    assert watch.failed == []


@either_look
def test_every_record_and_its_wrong_form_are_legible(look):
    page, watch, legible = look
    sign_in_as_demo(page)
    for kind in ("period", "journal", "skin"):
        page.goto(PAGES[kind])
        page.locator("tbody a").first.click()
        legible(f"{kind}-record")
        page.goto(f"/{kind}")
        page.get_by_label("Date").first.fill("1850-01-01")
        page.locator("section button").first.click()
        expect(page.get_by_role("alert")).to_contain_text("1900-01-01")
        legible(f"{kind}-wrong")
    page.goto("/skin/photos")
    legible("upload")
    page.goto("/journal/user/somebody-else")
    expect(page.get_by_text("Choose which")).to_have_count(0)
    legible("not-yours")
    page.goto("/nowhere")
    legible("nowhere")
    assert watch.failed == [405, 400] * 3 + [405, 403, 404]
    watch.failed.clear()


@either_look
def test_a_person_without_a_history_reads_what_to_do_first(look, token):
    page, _, legible = look
    sign_in(page, token)
    told = {
        "Journal": "The form below makes a beginning",
        "Period": "The form below makes a beginning",
        "Skin": "The form below makes a beginning",
        "Cycles": "Log the first day of a period",
    }
    for name, sentence in told.items():
        page.get_by_role("navigation", name="Pages").get_by_role("link", name=name).click()
        expect(page.get_by_text(sentence)).to_be_visible()
        legible(f"{name.lower()}-empty")
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Predictions").click()
    expect(page.get_by_text("Why none")).to_be_visible()
    legible("predictions-empty")


@either_look
def test_the_documentation_is_legible_also_where_it_is_unfolded(look):
    page, _, legible = look
    page.goto("/docs")
    expect(page.get_by_text("/period/predictions/").first).to_be_visible(timeout=20_000)
    legible("docs")
    for place, name in enumerate(("Add a record to the journal", "Read a record")):
        page.locator(".opblock-summary-control").filter(has_text=name).first.click()
        expect(page.locator(".opblock-body")).to_have_count(place + 1)
    expect(page.get_by_role("button", name="Execute").first).to_be_visible()
    legible("docs-unfolded")
    page.get_by_role("link", name="Glow Cycle", exact=True).click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
