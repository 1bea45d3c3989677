"""How pages look, on a phone and a desk, by day and night: legible for everybody (WCAG AA)."""

import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

AXE = Path(sys.prefix) / "node" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1200, "height": 800}}
PAGES = {
    "home": "/",
    "period": "/period/user/demo",
    "journal": "/journal/user/demo",
    "skin": "/skin/user/demo",
    "cycles": "/period/cycles/demo",
    "predictions": "/period/predictions/demo",
    "consents": "/me/consents",
    "consent": "/me/consents/photo-analysis",
}
COLOURS = 128


def keep(page, file, *, full_page=True):
    """Take a picture of the page, in few colours: it is to be read, not printed."""
    shot = Image.open(BytesIO(page.screenshot(full_page=full_page))).convert("RGB")
    shot.quantize(COLOURS).save(file, optimize=True)


def faults(page):
    """Return what axe finds, and what is wider than the page."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
    )
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    told = [
        f"{fault['id']}: {node['target']} {node['failureSummary']}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]
    return told + ["wider than the page"] * wide


def test_what_cannot_be_read_is_found(open_page):
    page, _ = open_page()
    page.goto("/")
    page.evaluate("document.querySelector('h1').style.color = '#c8c0c4'")
    page.evaluate("document.querySelector('label').remove()")
    assert {fault.split(":")[0] for fault in faults(page)} >= {"color-contrast", "label"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_legible(open_page, running, screenshots, size, scheme):
    page, watch = open_page(viewport=SIZES[size], color_scheme=scheme)
    page.goto("/")
    keep(page, screenshots / f"sign-in-{size}-{scheme}.png")
    assert faults(page) == []
    page.get_by_role("button", name="Sign in as the demo person").click()
    for name, address in PAGES.items():
        page.goto(address)
        for picture in page.locator("figure img").all():
            picture.evaluate("img => img.decode()")
        keep(page, screenshots / f"{name}-{size}-{scheme}.png")
        for folded in page.locator("details").all():
            folded.evaluate("details => { details.open = true; }")
        assert (name, faults(page)) == (name, [])
    page.goto(PAGES["journal"])
    page.locator("tbody a").first.click()
    keep(page, screenshots / f"entry-{size}-{scheme}.png")
    assert faults(page) == []
    page.get_by_label("Date").fill("1850-01-01")
    page.get_by_role("button", name="Save changes").click()
    keep(page, screenshots / f"wrong-{size}-{scheme}.png")
    assert faults(page) == []
    page.goto("/journal/user/somebody-else")
    assert faults(page) == []
    assert watch.failed == [400, 403]
    watch.failed.clear()
