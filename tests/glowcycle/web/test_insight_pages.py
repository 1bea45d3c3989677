"""The pages of "does it follow my cycle?": text first, then the numbers, and the ways there."""

from dataclasses import replace
from datetime import date
from math import inf

import pytest

from glowcycle.insights.domain.cycles import FoundCycles, LeftOut
from glowcycle.insights.example_readings import journal_example, skin_example
from glowcycle.insights.serializers import insights_answer

PAGES = {"journal": journal_example, "skin": skin_example}
SERVICES = {
    "journal": "journal.insight_services.get_insights",
    "skin": "skin.insight_services.get_insights",
}
every_page = pytest.mark.parametrize("room", PAGES)


@pytest.fixture
def told(signed_in, monkeypatch):
    """Return a function that reads the page of a room with the reading of the examples."""

    def read(room, query="", **changed):
        reading = replace(PAGES[room](), **changed)
        monkeypatch.setattr(SERVICES[room], lambda **_: reading)
        return signed_in.get(f"/{room}/insights/me{query}").content.decode()

    return read


@every_page
def test_the_list_leads_to_it_and_it_leads_back(room, signed_in, alice):
    home, answer = f"/{room}/user/{alice.user_id}", f"/{room}/insights/{alice.user_id}"
    link = f'<a href="{answer}">Does it follow my cycle?</a>'
    assert link in signed_in.get(home).content.decode()
    assert f'<a href="{home}">' in signed_in.get(answer).content.decode()


@every_page
def test_it_is_in_the_menu_under_a_name_of_its_own(room, signed_in, alice):
    front = signed_in.get("/").content.decode()
    name = {"journal": "Mood and cycle", "skin": "Skin and cycle"}[room]
    assert f'<a href="/{room}/insights/{alice.user_id}"' in front
    assert name in front


def test_each_outcome_is_told_in_words_before_its_numbers(told):
    page = told("journal")
    [energy, *_] = insights_answer(PAGES["journal"](), user_id="demo")["results"]
    words, heading = page.index(energy["text"]), page.index("<h2>Each part of the cycle</h2>")
    effect = f">−{round(-energy['windows'][0]['effect'])} of 100 points<"
    assert words < heading < page.index(effect)
    assert "1 more complete cycle with entries on at least 8 days is needed" in page


def test_what_is_too_early_has_no_row_of_numbers(told):
    rows = told("journal").partition("<h2>Each part of the cycle</h2>")[2]
    assert "headache" not in rows.partition("</table>")[0]


def test_the_page_of_the_skin_tells_what_one_scan_can_tell(told):
    page = told("skin")
    assert "After 5 more of them this is known from your own skin." in page
    assert "retinol" in page
    assert '<dt>Scans measured in another way</dt><dd dir="auto">4</dd>' in page


def test_left_out_cycles_have_their_reason(told):
    assert "56 days from 10 Feb 2025: A period in between was probably not logged." in (
        told("journal")
    )


def test_a_reason_of_many_cycles_is_told_once(told):
    left_out = [
        LeftOut(start=date(2025, month, 10), length=28, reason="life_stage") for month in (2, 3)
    ]
    page = told("journal", cycles=FoundCycles(left_out=left_out))
    assert "28 days from 10 Feb 2025, 28 days from 10 Mar 2025: At least in part" in page


def test_the_numbers_of_a_window_have_a_sign_and_a_unit(told):
    rows = told("journal").partition("<h2>Each part of the cycle</h2>")[2]
    [energy, *_] = insights_answer(PAGES["journal"](), user_id="demo")["results"]
    [first, *_] = energy["windows"]
    low, high = (round(-first["interval"][end]) for end in ("low", "high"))
    assert f">−{low} to −{high}<" in rows
    assert f">{round(first['smallestEffect'])} of 100 points<" in rows


def test_no_difference_is_promised_where_not_even_the_largest_would_show(told):
    insights = PAGES["journal"]().insights
    [energy, *_] = insights.results
    blind = [replace(window, smallest_effect=inf) for window in energy.windows]
    page = told("journal", insights=replace(insights, results=[replace(energy, windows=blind)]))
    rows = page.partition("<h2>Each part of the cycle</h2>")[2].partition("</table>")[0]
    assert "100 of 100 points" not in rows
    assert rows.count(">–<") == len(blind)


def test_the_range_has_both_its_years(told):
    assert "13 Mar 2023 – " in told("journal")


@every_page
def test_without_a_record_the_page_says_how_to_begin(room, signed_in):
    assert (
        "You have 0 complete cycles here" in signed_in.get(f"/{room}/insights/me").content.decode()
    )


@every_page
def test_too_long_a_range_is_refused_beside_its_field(room, signed_in):
    page = signed_in.get(f"/{room}/insights/me?from=2000-01-01")
    assert page.status_code == 400
    assert "one of the 1,096 days up to" in page.content.decode()
