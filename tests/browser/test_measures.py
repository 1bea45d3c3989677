"""The measures of a page find each fault that they are for, and none in a good picture."""

import pytest

from tests.support import page_measures

PAGE = """<!doctype html><meta name="color-scheme" content="light dark"><style>
body {{ margin: 0; background: #fff; font: 1rem sans-serif; }}
svg {{ display: block; width: 100%; min-width: 18rem; height: auto; }}
@media (prefers-color-scheme: dark) {{ body {{ background: #111; }} }}
</style><div style="overflow-x: auto"><svg viewBox="0 0 320 100" font-size="14">{}</svg></div>{}"""
GOOD = (
    '<rect class="grid" width="320" height="100" fill="#eee"/>'
    '<a href="/one"><rect x="10" y="10" width="40" height="40" fill="#831843"/>'
    '<text x="30" y="35" text-anchor="middle" fill="#fff">12</text></a>'
    '<text x="60" y="35" fill="#222">Today</text>'
)
FAULTS = {
    "overlaps": '<text x="65" y="38" fill="#222">Later</text>',
    "leaves its picture": '<text x="290" y="80" fill="#222">December</text>',
    "is 11.0 px high": '<text x="200" y="80" font-size="11" fill="#222">small</text>',
    "“pale” has a contrast of 2.0": '<text x="200" y="80" fill="#aaa">pale</text>',
    "“circle.mark” has a contrast of": '<circle class="mark" cx="200" cy="60" r="5" fill="#ddd"/>',
    "is covered by": '<rect x="56" y="20" width="30" height="20" fill="#831843"/>',
    "is crossed by": '<path d="M200 76h60" stroke="#777"/><text x="205" y="80">line</text>',
    "the link to /two is": '<a href="/two"><rect x="50" y="50" width="5" height="5"/></a>',
}


@pytest.fixture
def measured(chromium):
    page = chromium.new_page(viewport={"width": 320, "height": 600})
    yield page
    page.close()


def test_a_good_picture_has_no_fault(measured):
    measured.set_content(PAGE.format(GOOD, ""))
    assert page_measures.faults(measured) == []
    assert page_measures.faults_with_large_text(measured) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_a_picture_is_found(measured, fault):
    measured.set_content(PAGE.format(GOOD + FAULTS[fault], ""))
    found = page_measures.faults(measured)
    assert len(found) == 1
    assert fault in found[0]


def test_pale_text_of_the_page_is_found(measured):
    measured.set_content(PAGE.format(GOOD, '<p style="color: #999">pale</p>'))
    assert page_measures.faults(measured) == ["“pale” has a contrast of 2.8"]


def test_text_that_does_not_grow_and_a_wide_page_are_found(measured):
    measured.set_content(
        PAGE.format(GOOD, '<p style="font-size: 13px">fixed</p><p style="width: 400px">wide</p>')
    )
    found = page_measures.faults_with_large_text(measured)
    assert found[0] == "“fixed” grows from 13.0 to 13.0 px"
    assert "the page is 80 px too wide" in found[1]


def test_colours_are_measured_as_the_screen_shows_them(measured):
    measured.set_content(PAGE.format('<text x="200" y="80" fill="#444">dark</text>', ""))
    assert page_measures.faults(measured) == []
    measured.emulate_media(color_scheme="dark")
    assert page_measures.faults(measured) == ["“dark” has a contrast of 1.9"]
