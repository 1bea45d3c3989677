"""A picture as a part of a page: words as HTML, drawings with links, and nothing in line."""

import re
import xml.etree.ElementTree as ET

import pytest

from glowcycle.charts.figures import figure
from glowcycle.charts.layout import LegendEntry, Panel, Picture
from tests.support import spoken_answers
from tests.support.svg import drawn, of_class

ACTIVE = ("script", "style", "foreignObject", "image", "use")
NO_BREAK = "\N{NO-BREAK SPACE}"


def words_of(element, path):
    return ["".join(found.itertext()) for found in element.findall(path)]


def plain(text):
    return text.replace(NO_BREAK, " ")


def on_page(picture):
    return ET.fromstring(figure(picture=picture))


@pytest.fixture(scope="module")
def figures():
    return {name: (picture, on_page(picture)) for name, picture in spoken_answers.composed()}


def test_its_words_are_html_beside_the_drawings(figures):
    for picture, element in figures.values():
        assert words_of(element, "p") == [*map(plain, picture.sentences)]
        assert words_of(element, "h2") == [plain(picture.heading)]
        assert words_of(element, ".//li/span") == [plain(e.text) for e in picture.legend]
        assert len(of_class(element, "panels")) == bool(picture.panels)


def test_each_drawing_is_named_and_hides_no_link_from_a_screen_reader(figures):
    for picture, element in figures.values():
        drawings = element.findall("./div/div/svg")
        assert [drawing.find("title").text for drawing in drawings] == [
            panel.title for panel in picture.panels
        ]
        for drawing in drawings:
            assert drawing.get("role") == "group"
            assert drawing.get("aria-labelledby") == drawing.find("title").get("id")


def test_no_id_is_there_twice_and_each_reference_leads_to_one(figures):
    for _, element in figures.values():
        ids = [each.get("id") for each in element.iter() if each.get("id")]
        assert len(ids) == len(set(ids))
        for each in element.iter():
            references = [
                *re.findall(r"url\(#(.+)\)", each.get("fill", "")),
                *re.findall("#(.+)", each.get("href", "")),
            ]
            assert set(references) <= set(ids)
            assert each.tag not in ACTIVE
            assert not each.get("style")


def test_a_text_is_never_markup():
    hostile = '<script>alert("x")</script>\x01\ud800'
    picture = Picture(
        name="t",
        title=hostile,
        heading=hostile,
        sentences=[hostile],
        legend=[LegendEntry("none", hostile)],
        notice=hostile,
    )
    shown = hostile.replace("\x01", "\ufffd").replace("\ud800", "\ufffd")
    assert on_page(picture).find("p").text == shown
    assert "<script" not in drawn(picture)


def test_a_date_parts_between_its_words_where_its_column_is_narrow():
    text = f"Likely <22>{NO_BREAK}December{NO_BREAK}2026, 80{NO_BREAK}% sure"
    element = on_page(Picture(name="t", title="t", heading=text))
    joined = [each.text for each in of_class(element.find("h2"), "joined")]
    assert joined == ["<22> December 2026,", "80 %"]


def test_only_a_page_has_links(figures):
    picture, element = figures["calendar own cycles"]
    assert [link for link in element.iter("a") if "/period" in link.get("href")]
    assert "href" not in drawn(picture)


def test_the_way_past_the_drawings_leads_behind_them(figures):
    _, element = figures["calendar own cycles"]
    end = element.find("a").get("href").removeprefix("#")
    children = list(element)
    assert [child.get("id") for child in children].index(end) > children.index(
        of_class(element, "panels")[0]
    )


def test_a_picture_by_itself_has_its_panels_below_each_other():
    panels = [
        Panel(template="charts/text_lines.svg", data=None, height=100.0, title="one"),
        Panel(template="charts/text_lines.svg", data=None, height=50.0, title="two"),
    ]
    sheet = Picture(name="t", title="t", heading="t", panels=panels).sheet
    (first, _), (second, _) = sheet.panels
    assert second >= first + 100
    assert sheet.height >= second + 50
