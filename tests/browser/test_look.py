"""Each page is legible (WCAG AA) on a phone and a desk, light, dark, printed and enlarged."""

import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.support import page_measures
from tests.support.brought_files import daylio, drip
from tests.support.browser_pages import (
    DESK,
    PHONE,
    choose_history,
    expect_done,
    open_menu_page,
    sign_in,
    sign_in_as_demo,
)

AXE = Path(sys.prefix) / "axe" / "node_modules" / "axe-core" / "axe.min.js"
SMALLEST = {"width": 320, "height": 640}
PAGES = {
    "home": "/",
    "period": "/period/user/demo",
    "journal": "/journal/user/demo",
    "skin": "/skin/user/demo",
    "cycles": "/period/cycles/demo",
    "predictions": "/period/predictions/demo",
    "journal-insights": "/journal/insights/demo",
    "skin-insights": "/skin/insights/demo",
    "changes": "/sync",
    "consents": "/me/consents",
    "consent": "/me/consents/photo-analysis",
    "profile": "/me/profile",
    "moods": "/me/moods",
    "report": "/me/report",
    "shares": "/me/shares",
    "calendar": "/me/calendar",
    "restriction": "/me/restriction",
    "retention": "/me/retention",
    "erasure": "/me",
    "export": "/me/export",
    "imports": "/me/imports",
    "access-log": "/me/access-log",
    "health": "/health",
}
COLOURS = {"runOnly": ["color-contrast"]}
EVERY_RULE = {"rules": {"target-size": {"enabled": True}}}


def axe_faults(page, options):
    """Return every violation of axe's rules."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    report = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in report["violations"]
        for node in violation["nodes"]
    ]


def look_faults(page):
    """Return the faults of the open page in each look; another look needs no other request."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(PHONE)
    found = {"phone, light": axe_faults(page, EVERY_RULE)}
    page.emulate_media(color_scheme="dark")
    found["phone, dark"] = axe_faults(page, COLOURS)
    page.set_viewport_size(DESK)
    found["desk, dark"] = page_measures.faults(page)
    page.emulate_media(color_scheme="light")
    found["desk, light"] = page_measures.faults(page)
    page.emulate_media(media="print")
    found["print"] = page_measures.faults(page)
    page.emulate_media(media="screen")
    page.set_viewport_size(SMALLEST)
    found["small, large text"] = page_measures.faults_with_large_text(page)
    return [f"{look}: {fault}" for look, faults in found.items() for fault in faults]


def open_all_details(page):
    for element in page.locator("details").all():
        element.evaluate("details => { details.open = true; }")


@pytest.fixture
def look(open_page, screenshots):
    """Return a page, its log, and a function that takes screenshots and checks each look."""
    page, log = open_page(viewport=PHONE)
    faults = []

    def check_look(name):
        for size, scheme, viewport in (("phone", "dark", PHONE), ("desk", "light", DESK)):
            page.set_viewport_size(viewport)
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=screenshots / f"{name}-{size}-{scheme}.png", full_page=True)
        open_all_details(page)
        faults.extend(f"{name}, {fault}" for fault in look_faults(page))

    yield page, log, check_look
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


def test_axe_finds_faint_text_and_a_missing_label(open_page):
    page, _ = open_page()
    page.goto("/")
    page.evaluate("document.querySelector('h1').style.color = '#c8c0c4'")
    page.evaluate("document.querySelector('main label').remove()")
    assert {fault.split(":")[0] for fault in axe_faults(page, EVERY_RULE)} >= {
        "color-contrast",
        "label",
    }


def test_every_page_is_legible(look):
    page, log, check_look = look
    page.goto("/")
    check_look("sign-in")
    sign_in_as_demo(page)
    for name, address in PAGES.items():
        page.goto(address)
        check_look(name)
    assert log.failed_statuses == [405]  # /me only takes DELETE
    log.failed_statuses.clear()


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
    expect(page.locator("summary").get_by_text("Query", exact=True)).to_have_count(0)
    check_look("not-yours")
    page.goto("/nowhere")
    check_look("nowhere")
    assert log.failed_statuses == [405, 400] * 3 + [405, 403, 404]
    log.failed_statuses.clear()


def test_an_import_is_legible_in_each_state(look, token):
    page, log, check_look = look
    sign_in(page, token)
    today = timezone.now().date()
    choose_history(page, drip(today - timedelta(days=10), cycles=6))
    check_look("import-read")
    choose_history(page, daylio(today))
    page.get_by_role("link", name="Open it").click()
    check_look("import-questions")
    page.get_by_role("button", name="Bring it in").click()
    expect_done(page, 200)
    check_look("import-stored")
    open_menu_page(page, "Journal")
    page.locator("tbody a").first.click()
    page.get_by_label("Text").fill("hers")
    page.get_by_role("button", name="Save changes").click()
    open_menu_page(page, "Bring your history")
    check_look("imports-of-two")
    page.locator("tbody a").first.click()
    page.locator("summary").get_by_text("Take it back").click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("region", name="What stays")).to_be_visible()
    check_look("import-undone")
    page.goto("/me/imports/uploads")
    check_look("import-upload")
    assert log.failed_statuses == [405]
    log.failed_statuses.clear()


def test_what_a_link_shows_is_legible(look, token_of):
    page, log, check_look = look
    scope = ["periodDates", "forecast", "fertileDays", "period", "intimate", "stages", "report"]
    scope += ["journalMoods", "journalText", "skinScores", "insights"]
    ends = f"{timezone.now() + timedelta(days=1):%Y-%m-%dT%H:%M:%SZ}"
    share = {"name": "For Sam", "scope": scope, "expiresAt": ends, "passphrase": "blue teapot"}
    headers = {"Authorization": f"Bearer {token_of('demo')}"}
    link = page.request.post("/me/shares", data=share, headers=headers).json()["url"]
    page.goto(link)
    check_look("share-closed")
    for passphrase in ("red teapot", share["passphrase"]):
        page.get_by_label("Passphrase").fill(passphrase)
        page.get_by_role("button").click()
        shown = page.get_by_role("alert").or_(page.get_by_role("heading", name="Report"))
        expect(shown).to_be_visible()
        check_look(f"share-{passphrase[:4].strip()}")
    page.goto("/shared/nothing")
    check_look("share-nowhere")
    assert log.failed_statuses == [403, 404]
    log.failed_statuses.clear()


def test_insights_in_words_and_a_refused_range_are_legible(look):
    page, log, check_look = look
    sign_in_as_demo(page)
    page.goto(PAGES["journal-insights"])
    page.get_by_role("button", name="Put it into words").click()
    expect_done(page, 200)
    check_look("journal-insight-words")
    page.goto(f"{PAGES['skin-insights']}?from=2000-01-01")
    expect(page.get_by_role("alert")).to_contain_text("1,096 days")
    check_look("skin-insights-wrong")
    assert log.failed_statuses == [400]
    log.failed_statuses.clear()


def test_empty_pages_say_how_to_begin(look, token):
    page, _, check_look = look
    sign_in(page, token)
    sentences = {
        "Journal": "Write your first entry with the form below",
        "Period": "Log the first day of your period",
        "Skin": "Measure a photo with a form below",
        "Cycles": "Log the first day of your period",
        "Mood and cycle": "You have 0 complete cycles here",
        "Skin and cycle": "You have 0 complete cycles here",
    }
    for name, sentence in sentences.items():
        open_menu_page(page, name)
        expect(page.get_by_text(sentence).first).to_be_visible()
        check_look(f"{name.lower().replace(' ', '-')}-empty")
    open_menu_page(page, "Predictions")
    expect(page.get_by_text("Why there is no forecast")).to_be_visible()
    check_look("predictions-empty")


@pytest.mark.parametrize(("scheme", "viewport"), [("dark", PHONE), ("light", DESK)])
def test_the_documentation_is_legible_folded_and_unfolded(open_page, scheme, viewport):
    page, _ = open_page(viewport=viewport, color_scheme=scheme)
    page.goto("/docs")
    expect(page.get_by_text("/period/predictions/").first).to_be_visible()
    for place, name in enumerate(("Add a record to the journal", "Read a record")):
        page.locator(".opblock-summary-control").filter(has_text=name).first.click()
        expect(page.locator(".opblock-body")).to_have_count(place + 1)
    expect(page.get_by_role("button", name="Execute").first).to_be_visible()
    assert axe_faults(page, EVERY_RULE) == []
    page.get_by_role("link", name="Glow Cycle", exact=True).click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
