"""The bar of the sandbox in a browser: on a phone, and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.support import page_measures
from tests.support.browser_pages import sign_in_as_demo

pytestmark = pytest.mark.browser
TRAVELLED = "You have travelled in time"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_another_person_another_day_and_back(open_page, scripts):
    page, _ = open_page(viewport={"width": 320, "height": 640}, java_script_enabled=scripts)
    sign_in_as_demo(page)
    page.goto("/period/predictions/demo")
    bar = page.get_by_role("complementary", name="Sandbox")
    bar.get_by_label("Person").select_option("irregular")
    bar.get_by_role("button", name="Switch").click()
    expect(page).to_have_url("/period/predictions/irregular")
    bar.get_by_role("button", name="To a late period").click()
    expect(page.get_by_text("days later than expected").first).to_be_visible()
    expect(page.get_by_text(TRAVELLED)).to_be_visible()
    bar.get_by_label("Today is").fill("2026-01-31")
    bar.get_by_role("button", name="Travel").click()
    expect(bar.get_by_text("this page takes 31 January 2026 for today")).to_be_visible()
    bar.get_by_text("Reset", exact=True).click()
    bar.get_by_role("button", name="Reset irregular").click()
    expect(page).to_have_url("/period/predictions/irregular")
    bar.get_by_role("button", name="To the real day").click()
    expect(page.get_by_text(TRAVELLED)).to_have_count(0)


def test_the_open_bar_of_a_traveller_is_legible(open_page):
    page, _ = open_page(viewport={"width": 320, "height": 640})
    sign_in_as_demo(page)
    page.get_by_role("button", name="To a late period").click()
    page.get_by_text("Reset", exact=True).click()
    assert page_measures.faults(page) == []
    assert page_measures.faults_with_large_text(page) == []
