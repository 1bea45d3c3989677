"""The lists of a page: values for people, and what stands in place of no rows."""

import re

import pytest

from tests.support.broken_records import BREAKS
from tests.support.markup import ParsedPage


def text(page):
    return page.content.decode()


def cells(page):
    """Return the cells of the first row with their attributes."""
    row = re.search("<tbody><tr><th.*?</th>(.*?)</tr>", text(page), re.DOTALL)
    return re.findall("<td(.*?)>(.*?)</td>", row[1], re.DOTALL)


def test_the_journal_has_her_note_shortened_and_each_text_isolated(signed_in, alice):
    note = "ישנתי טוב. " * 20
    entry = {"date": "2025-11-20T21:30+01:00", "mood": "😌", "energy": 55.5, "text": note}
    alice.post("/journal", {**entry, "tags": ["a,b", "שינה"]})
    page = signed_in.get(f"/journal/user/{alice.user_id}")
    mood, energy, shown, tags, _ = cells(page)
    assert mood == (' dir="auto"', "😌")
    assert energy == (' class="number"', "55.5")
    assert shown[0] == ' dir="auto" class="long"'
    assert shown[1].endswith("…")
    assert note.startswith(shown[1][:-1])
    assert tags[1] == "<bdi>a,b</bdi>, <bdi>שינה</bdi>"
    assert ">20 Nov 2025, 21:30</a>" in text(page)


def test_numbers_and_their_heading_stand_on_the_right(signed_in, alice):
    scores = dict.fromkeys(("radiance", "moisture", "texture", "pores", "darkCircles"), 50.5)
    alice.post("/skin", {"date": "2026-03-01", "metrics": scores})
    page = signed_in.get(f"/skin/user/{alice.user_id}")
    assert [value for _, value in cells(page)][:5] == ["50.5"] * 5
    assert '<th scope="col" class="number">Pores</th>' in text(page)
    assert '<th scope="col">Source</th>' in text(page)


@pytest.mark.parametrize(
    ("path", "start"),
    [
        ("/journal/user/{}", "Nothing is logged yet. Write your first entry"),
        ("/period/user/{}", "Nothing is logged yet. Log the first day of your period"),
        ("/period/cycles/{}", "No period is logged yet. Log the first day of your period"),
        ("/skin/user/{}", "Nothing is logged yet. Measure a photo"),
    ],
)
def test_an_empty_list_says_how_to_begin(signed_in, alice, path, start):
    assert start in text(signed_in.get(path.format(alice.user_id)))


def test_a_page_beyond_the_first_says_so_and_leads_back(signed_in, alice):
    for day in ("2026-03-01", "2026-03-02", "2026-03-03"):
        alice.post("/journal", {"date": day, "tags": ["sleep"]})
    path = f"/journal/user/{alice.user_id}"
    first = signed_in.get(f"{path}?limit=2&tag=sleep")
    assert "not the first" not in text(first)
    (older,) = {link for link in ParsedPage(text(first)).links if "cursor=" in link}
    second = signed_in.get(older.removeprefix("http://testserver"))
    assert "This page is not the first." in text(second)
    assert f'<a href="{path}?tag=sleep">First page</a>' in text(second)


def test_a_log_that_cannot_be_read_is_not_called_empty(signed_in, alice):
    address = alice.post("/journal", {"date": "2026-03-01"}).headers["Location"]
    BREAKS["altered"](alice, address)
    path = f"/journal/user/{alice.user_id}"
    page = text(signed_in.get(path))
    assert "Nothing is logged yet" not in page
    assert "This page goes on without what cannot be read any more" in page
    assert "None that can be read matches." in text(signed_in.get(f"{path}?tag=sleep"))


def test_what_she_just_logged_is_shown_as_she_wrote_it(signed_in):
    page = signed_in.get("/journal")
    saved = signed_in.submit(page, "/journal", date="2026-03-01", mood="2026-02-31", text="<b>\n1")
    assert saved.status_code == 201
    facts = re.findall(r"<div><dt>(.*?)</dt><dd.*?>(.*?)</dd></div>", text(saved), re.DOTALL)
    assert facts[:3] == [("Date", "Sun 1 Mar"), ("Mood", "2026-02-31"), ("Notes", "&lt;b&gt;\n1")]
