"""The pages of an import: what a file would change, her choices, and the way back."""

import html
from io import BytesIO

import pytest

from tests.support.brought_files import DAYLIO, DRIP, brought, finished, previewed

LIST = "/me/imports"


def text(page):
    return html.unescape(page.content.decode())


def choose(browser, content):
    """Send a file with the form of the list; return the page of the preview."""
    file = BytesIO(content)
    file.name = "history.csv"
    return browser.submit(browser.get(LIST), LIST, method="POST", file=file)


def press(browser, page, address, method, **inputs):
    """Submit that form of the page, and go on until it is done; return the last page."""
    page = browser.submit(page, address, method=method, **inputs)
    for _ in range(20):
        if page.status_code != 202:
            return page
        page = browser.submit(page, address)
    raise AssertionError("it never ends")


def test_the_list_says_how_to_begin(signed_in):
    page = signed_in.get(LIST)
    assert "Nothing was brought yet." in text(page)
    assert "Daylio" in text(page)
    assert 'type="file"' in text(page)
    assert "accept=" not in text(page)


def test_a_file_is_shown_as_what_it_would_change(signed_in, alice):
    alice.post("/period", {"date": "2026-03-02", "flow": "heavy"})
    page = choose(signed_in, DRIP)
    assert page.status_code == 201
    told = text(page)
    assert "What the file holds" in told
    assert "Nothing is left out." in told
    assert '>Period</th><td class="number">3</td><td class="number">1</td>' in told
    assert "Periods in your history with it" in told
    assert [day["date"] for day in alice.get("/period/user/me").json()["results"]] == ["2026-03-02"]


def test_the_preview_says_in_a_few_sentences_what_would_happen(signed_in):
    told = text(choose(signed_in, DRIP))
    assert (
        "<bdi>4 new records would come in.</bdi> <bdi>Your history would then have 2 periods.</bdi>"
    ) in told


def test_the_page_of_a_preview_brings_it_in(signed_in, alice):
    page = choose(signed_in, DAYLIO)
    assert "your mood “Foggy”" in text(page)
    assert "Choose a file" not in text(page)
    address = page.headers["Location"]
    page = press(signed_in, page, address, "POST", **{"answers.mood:Foggy": "soso"})
    assert page.status_code == 200, text(page)
    assert alice.get(address).json()["answers"] == {"mood:Foggy": "soso"}
    assert "2 records came in." in text(page)


def test_what_is_left_out_has_its_reason_and_rows(signed_in):
    told = text(choose(signed_in, DAYLIO))
    assert "Something that it needs is missing in the file." in told
    assert ">scales</th>" in told


def test_a_wrong_file_says_what_was_expected_and_can_be_chosen_again(signed_in):
    page = choose(signed_in, b"%PDF-1.7 ...")
    assert page.status_code == 422
    assert "This file cannot be read" in text(page)
    assert 'type="file"' in text(page)


def test_her_answers_and_choice_are_sent_and_shown(signed_in, alice):
    address = previewed(alice, DAYLIO)
    page = signed_in.get(address)
    assert "your mood “Foggy”" in text(page)
    assert "(2 records)" in text(page)
    inputs = {"answers.mood:Foggy": "soso", "fillDays": "true"}
    page = press(signed_in, page, address, "POST", **inputs)
    assert page.status_code == 200, text(page)
    whole = alice.get(address).json()
    assert (whole["answers"], whole["fillDays"]) == ({"mood:Foggy": "soso"}, True)
    moods = {entry["mood"] for entry in alice.get("/journal/user/me").json()["results"]}
    assert moods == {"😐"}
    assert "brought in" in text(page)
    assert "Bring it in" not in text(page)


def test_a_preview_is_forgotten(signed_in, alice):
    address = previewed(alice)
    page = signed_in.submit(signed_in.get(address), address, method="DELETE")
    assert page.status_code == 200
    assert alice.get(address).status_code == 404
    assert "Nothing was brought yet." in text(signed_in.get(LIST))


def test_an_undo_links_to_what_she_has_changed_since(signed_in, alice):
    address = brought(alice)
    alice.patch("/period/2026-03-03", {"flow": "light"})
    page = signed_in.get(address)
    assert "What you have changed since stays" in text(page)
    page = press(signed_in, page, address, "DELETE")
    assert "What stays, since you changed it" in text(page)
    assert '<a href="/period/2026-03-03">2026-03-03</a>' in text(page)
    page = signed_in.get(address)
    assert "taken back" in text(page)
    assert "What you have changed since stays" not in text(page)


def test_the_list_leads_to_each_import(signed_in, alice):
    addresses = [brought(alice), previewed(alice, DAYLIO)]
    finished(alice, "DELETE", addresses[0])
    told = text(signed_in.get(LIST))
    assert all(f'href="{address}"' in told for address in addresses)
    assert "taken back" in told
    assert "waits for your yes" in told


def test_a_larger_file_goes_through_the_bucket(signed_in):
    page = signed_in.get("/me/imports/uploads")
    page = signed_in.submit(page, "/me/imports/uploads", method="POST", size="9")
    assert page.status_code == 201
    assert "1. Upload the file to the bucket" in text(page)
    assert "exactly the size" in text(page)
    page = signed_in.submit(page, LIST, method="JSON")  # it was never uploaded
    assert page.status_code == 404


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_what_a_file_says_is_text(signed_in, alice, name):
    quoted = name.replace('"', '""')
    address = previewed(alice, DAYLIO.replace(b"Foggy", f'"{quoted}"'.encode()))
    page = signed_in.get(address).content.decode()
    assert name not in page
    assert html.escape(name) in page
