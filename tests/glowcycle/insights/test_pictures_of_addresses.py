"""The picture of insights at its two addresses: by itself, on a page, and for nobody else."""

import pytest

from tests.support.browser_client import Browser
from tests.support.journal_cycles import TODAY, days_of, entries_of, store
from tests.support.people import someone
from tests.support.svg import of_class, read, texts

ADDRESSES = ("/journal/insights/", "/skin/insights/")


@pytest.fixture(scope="module")
def anna(engine):
    """Return one person for several tests, who changes nothing."""
    phone = someone()
    store(phone, entries_of(), days_of())
    return phone


def test_it_draws_what_the_answer_says(anna):
    address = f"/journal/insights/me?today={TODAY}"
    answer = anna.get(address).json()
    svg = anna.get(f"{address}&format=svg")
    assert svg.headers["Content-Type"].startswith("image/svg+xml")
    picture = read(svg.content)
    assert len(of_class(picture, "panel")) == 2
    assert len(of_class(of_class(picture, "panel")[0], "window")) >= 1
    said = texts(picture)
    for sentence in (answer["heading"], *answer["sentences"], answer["notice"]):
        assert sentence.replace("\N{NO-BREAK SPACE}", " ") in said
    assert "lines" not in answer["results"][0]


def test_her_page_draws_it_above_the_tables(anna):
    browser = Browser()
    browser.sign_in(anna.token)
    page = browser.get(f"/journal/insights/me?today={TODAY}").content.decode()
    answer = anna.get(f"/journal/insights/me?today={TODAY}").json()
    figure = page[page.index("<figure") : page.index("</figure>")]
    assert answer["heading"] in figure
    assert figure.count("data-window=") >= 1
    assert page.index("</figure>") < page.index("<table")


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_logged_is_a_picture_of_words(alice, address):
    picture = read(alice.get(f"{address}me?format=svg").content)
    assert not of_class(picture, "panel")
    assert "Too early" in texts(picture)


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_else_gets_it(alice, stranger, address):
    refused = stranger.get(f"{address}{alice.user_id}?format=svg")
    assert refused.status_code == 403
    assert refused.headers["Content-Type"] == "application/problem+json"
