"""Charts of records on a page: each day leads to its record, and the keyboard meets it once."""

import xml.etree.ElementTree as ET
from itertools import pairwise

from glowcycle.charts.figures import figure
from journal.charts.history import compose as journal
from skin.charts.history import compose as skin
from tests.support.svg import day_of, drawn, number, of_class

IDS = [f"00000000-0000-4000-8000-00000000000{number}" for number in range(4)]
DAYS = ["2026-03-01", "2026-03-02T08:00:00Z", "2026-03-02T20:00:00Z", "2026-03-05"]
METRICS = dict.fromkeys(("radiance", "moisture", "texture", "pores", "darkCircles"), 50.5)
TYPED = {"source": "manual", "modelId": None, "promptVersion": None}


def entries():
    results = [
        {"entryId": i, "userId": "alice", "date": day, "mood": "עייפה", "energy": 12.5}
        for i, day in zip(IDS, DAYS, strict=True)
    ]
    return {"next": None, "results": results[::-1]}


def scans():
    results = [
        {"scanId": i, "userId": "alice", "date": day, "metrics": METRICS, "provenance": TYPED}
        for i, day in zip(IDS, DAYS, strict=True)
    ]
    return {"next": None, "results": results[::-1]}


def panels_of(picture):
    """Return the panels of the picture on a page."""
    panels = [*ET.fromstring(figure(picture=picture)).iter("svg")]
    return [panel for panel in panels if of_class(panel, "days")]


def test_a_day_leads_to_its_record_and_a_fuller_day_to_its_list():
    for picture, path in ((journal(answer=entries()), "journal"), (skin(answer=scans()), "skin")):
        for panel in panels_of(picture):
            links = {str(day_of(a.find("rect"))): a.get("href") for a in panel.iter("a")}
            assert links == {
                "2026-03-01": f"/{path}/{IDS[0]}",
                "2026-03-02": f"/{path}/user/alice?from=2026-03-02&to=2026-03-02",
                "2026-03-05": f"/{path}/{IDS[3]}",
            }


def test_a_link_names_the_day_and_all_that_was_logged():
    names = [a.find("title").text for a in panels_of(journal(answer=entries()))[0].iter("a")]
    words = "energy 12.5, mood \u2068עייפה\u2069"
    assert names == [
        f"1 Mar 2026: {words}",
        f"2 Mar 2026: {words}; {words}",
        f"5 Mar 2026: {words}",
    ]


def test_the_keyboard_and_a_screen_reader_meet_each_day_once():
    first, *others = panels_of(skin(answer=scans()))
    assert len(others) == 4
    assert all(link.get("tabindex") is None for link in first.iter("a"))
    assert of_class(first, "days")[0].get("aria-hidden") is None
    for panel in others:
        assert {link.get("tabindex") for link in panel.iter("a")} == {"-1"}
        assert of_class(panel, "days")[0].get("aria-hidden") == "true"


def test_a_finger_finds_each_day_although_years_are_drawn():
    scattered = entries()
    for entry, day in zip(scattered["results"], DAYS, strict=True):
        entry["date"] = f"20{day[8:10]}{day[4:]}"
    columns = [a.find("rect") for a in panels_of(journal(answer=scattered))[0].iter("a")]
    assert len(columns) == 3
    edges = [(number(c, "x"), number(c, "x") + number(c, "width")) for c in columns]
    assert edges == sorted(edges)
    assert all(12 <= right - left <= 24 for left, right in edges)
    assert all(end <= start + 0.02 for (_, end), (start, _) in pairwise(edges))


def test_a_picture_by_itself_has_no_links_but_the_same_words():
    svg = drawn(journal(answer=entries()))
    assert "<a" not in svg
    assert "href" not in svg
    assert "1 Mar 2026: energy 12.5" in svg
