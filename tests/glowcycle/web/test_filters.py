"""The filters of a list: how many match, and ways to clear them."""

import re
from urllib.parse import quote

import pytest

from glowcycle.errors import Unavailable
from glowcycle.storage import record_count
from tests.support.markup import ParsedPage

MOOD = "😌"


@pytest.fixture
def log(alice):
    """Return the address of a journal with three entries, two of them with a mood."""
    for day, mood in (("2026-03-01", MOOD), ("2026-03-02", MOOD), ("2026-03-03", "😢")):
        alice.post("/journal", {"date": day, "mood": mood, "tags": ["walk"]})
    return f"/journal/user/{alice.user_id}"


def text(page):
    return page.content.decode()


def chips(page):
    """Return the address that each chip leads to, by its words."""
    found = re.findall(r'<li><a href="(/journal/user[^"]*)">(.*?)</a></li>', text(page))
    return {re.sub("<.*?>", "", words).split(" ×")[0]: address for address, words in found}


def test_a_list_without_a_filter_has_no_chips(signed_in, log):
    assert 'class="filters"' not in text(signed_in.get(f"{log}?limit=2&mood="))


def test_each_filter_is_a_chip_that_clears_itself_and_one_clears_all(signed_in, log):
    page = signed_in.get(f"{log}?mood={quote(MOOD)}&tag=walk&from=2026-03-01&limit=5")
    assert "<p>2 match.</p>" in text(page)
    found = chips(page)
    assert [*found] == [f"Mood: {MOOD}", "Tag: walk", "From: Sun 1 Mar", "Clear all"]
    assert found["Clear all"] == f"{log}?"
    assert found["Tag: walk"] == f"{log}?mood={quote(MOOD)}&amp;from=2026-03-01"
    for address in found.values():
        assert signed_in.get(address.replace("&amp;", "&")).status_code == 200


def test_one_match_is_one_and_those_of_a_page_are_called_so(signed_in, log):
    assert "<p>1 matches.</p>" in text(signed_in.get(f"{log}?mood=%F0%9F%98%A2"))
    assert "<p>1 on this page matches.</p>" in text(signed_in.get(f"{log}?tag=walk&limit=1"))


def test_an_empty_filter_is_not_an_empty_log(signed_in, alice, log):
    page = text(signed_in.get(f"{log}?tag=sleep"))
    assert "<p>None of 3 matches.</p>" in page
    assert f'<a href="{log}?">Clear</a>' in page
    assert "Nothing is logged yet" not in page
    assert "<figure" not in page  # it would say that there is no entry
    assert "<figure" in text(signed_in.get(f"{log}?tag=walk"))
    empty = text(signed_in.get(f"/skin/user/{alice.user_id}?from=2026-03-01"))
    assert "<p>None matches, since nothing is logged yet.</p>" in empty


def test_a_count_that_stopped_says_at_least(signed_in, log, monkeypatch):
    monkeypatch.setattr(record_count, "MAX_READ", 2)
    assert "<p>None of at least 2 matches.</p>" in text(signed_in.get(f"{log}?tag=sleep"))


def test_a_page_without_a_match_before_others_does_not_speak_for_them(signed_in, log, monkeypatch):
    monkeypatch.setattr("glowcycle.storage.date_queries.MAX_READ", 2)
    page = signed_in.get(f"{log}?mood={quote(MOOD)}&limit=1&from=2026-03-01&tag=none")
    assert "None of the records that this page read matches." in text(page)
    assert "Other pages may have some." in text(page)
    assert any("cursor=" in link for link in ParsedPage(text(page)).links)


def test_a_store_that_is_away_leaves_the_count_out(signed_in, log, monkeypatch):
    def away(*_args, **_kwargs):
        raise Unavailable("away")

    monkeypatch.setattr(record_count, "count", away)
    assert "<p>None matches.</p>" in text(signed_in.get(f"{log}?tag=sleep"))


def test_a_filter_of_cycles_has_no_count(signed_in, alice):
    alice.post("/period", {"date": "2026-03-01", "flow": "medium"})
    page = signed_in.get(f"/period/cycles/{alice.user_id}?to=2026-01-01")
    assert "<p>None matches.</p>" in text(page)
