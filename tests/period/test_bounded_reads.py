"""On 46,000 days of log, each answer reads a stated share of it: docs/api.md has the table."""

import html
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from period.log_reading import LogBudget
from period.services import MAX_CYCLES
from tests.support.browser_client import Browser
from tests.support.long_history import FIRST_DAY, every_day, four_of_28, log_of, long_history

TODAY = datetime.now(UTC).date()
DAYS = every_day(TODAY)
# The log that costs most: the longest symptoms, in the characters that take most bytes.
LONGEST = [f"{number:02}" + "\U0001f600" * 62 for number in range(50)]
# The days that one answer must read in any case, and the rest of the last query.
SLACK_BYTES = 2 * 1024 * 1024
CYCLE_LINK = r'<th scope="row"><a href="/period/([0-9-]+)">'
LAMBDA_BYTES = 6 * 1024 * 1024


@pytest.fixture(scope="module")
def every_day_logged():
    return {}


def cycles(phone, query=""):
    answer = phone.get(f"/period/cycles/{phone.user_id}{query}")
    assert answer.status_code == 200, answer.content
    return answer


def followed(phone, query):
    """Yield the answers from this query on."""
    while query is not None:
        answer = cycles(phone, query).json()
        yield answer
        link = answer["next"]
        query = link and f"?{urlsplit(link).query}"


def assert_within_one_answer(reads):
    """A query returns up to 1 MB, of which only the days within the budget are opened."""
    assert reads.opened <= LogBudget().days
    assert reads.bytes <= LogBudget().bytes + SLACK_BYTES
    assert reads.calls <= 20


def test_cycles_since_1900_come_in_bounded_answers_and_none_is_missing(alice):
    log = log_of(alice.user_id, DAYS, flow=four_of_28)
    starts, answers = [], 0
    with long_history(log):
        query = "?from=1900-01-01"
        while query is not None:
            log.reads.__init__()
            answer = cycles(alice, query).json()
            assert_within_one_answer(log.reads)
            starts += [cycle["start"] for cycle in answer["results"]]
            assert {cycle["length"] for cycle in answer["results"]} <= {28, None}
            answers += 1
            query = answer["next"] and f"?{urlsplit(answer['next']).query}"
    assert starts == [str(day) for day in every_day(TODAY, every=28)[::-1]]
    assert 10 < answers < 15


def test_deleted_days_count_as_well(alice):
    """Their tombstones stay for half a year, and an answer must not read all of them."""
    log = log_of(alice.user_id, DAYS, deleted_at=datetime.now(UTC))
    answers = 0
    with long_history(log):
        query = "?from=1900-01-01"
        while query is not None:
            log.reads.__init__()
            answer = cycles(alice, query).json()
            assert_within_one_answer(log.reads)
            assert answer["results"] == []
            answers += 1
            query = answer["next"] and f"?{urlsplit(answer['next']).query}"
    assert 10 < answers < 15


def test_five_years_are_one_answer_as_before(alice):
    log = log_of(alice.user_id, DAYS, flow=four_of_28)
    with long_history(log):
        answer = cycles(alice).json()
    assert answer["next"] is None
    assert len(answer["results"]) in (65, 66)
    assert log.reads.calls <= 4
    assert log.reads.records <= 5 * 366 + 31


def test_an_answer_has_at_most_so_many_cycles(alice):
    """A log of bleeding alone has many cycles in few days."""
    sparse = every_day(TODAY, every=12)
    log = log_of(alice.user_id, sparse, flow="heavy")
    with long_history(log):
        found = [*followed(alice, "?from=1900-01-01")]
    assert max(len(answer["results"]) for answer in found) == MAX_CYCLES
    starts = [cycle["start"] for answer in found for cycle in answer["results"]]
    assert starts == [str(day) for day in sparse[::-1]]


def test_long_symptoms_end_an_answer_earlier_but_none_without_progress(alice):
    recent = every_day(TODAY, first=TODAY - timedelta(days=1200))
    log = log_of(alice.user_id, recent, flow=four_of_28, symptoms=LONGEST)
    starts = []
    with long_history(log):
        query = f"?from={recent[0]}"
        while query is not None:
            log.reads.__init__()
            answer = cycles(alice, query).json()
            assert_within_one_answer(log.reads)
            starts += [cycle["start"] for cycle in answer["results"]]
            query = answer["next"] and f"?{urlsplit(answer['next']).query}"
    assert starts == [str(day) for day in recent[::-1] if is_start(day, recent[0])]


def is_start(day, first):
    offset = (day - FIRST_DAY).days % 28
    return offset == 0 or (day == first and offset < 4)


@pytest.mark.parametrize("symptoms", [[], LONGEST], ids=["short", "longest"])
def test_a_forecast_reads_five_years_at_most(alice, symptoms):
    log = log_of(alice.user_id, DAYS, flow=four_of_28, symptoms=symptoms)
    with long_history(log):
        for form in ("json", "svg"):
            log.reads.__init__()
            answer = alice.get(f"/period/predictions/{alice.user_id}?format={form}")
            assert answer.status_code == 200
            assert log.reads.records <= 5 * 366 + 1
            assert log.reads.bytes <= LogBudget().bytes + 2 * 1024 * 1024
            assert log.reads.calls <= 12
            assert len(answer.content) < 300_000


def test_the_picture_of_cycles_is_bounded(alice):
    sparse = every_day(TODAY, every=12)
    log = log_of(alice.user_id, sparse, flow="heavy")
    with long_history(log):
        svg = cycles(alice, "?from=1900-01-01&format=svg").content.decode()
        data = cycles(alice, "?from=1900-01-01").content
    assert svg.count('class="cycle') == MAX_CYCLES
    assert "Older cycles are on the next page." in svg
    assert len(svg.encode()) < 800_000
    assert len(data) < 400_000


def test_the_page_of_cycles_leads_to_the_older_ones(alice):
    browser = Browser()
    browser.sign_in(alice.token)
    with long_history(log_of(alice.user_id, every_day(TODAY, every=12), flow="heavy")):
        page = browser.get(f"/period/cycles/{alice.user_id}?from=1900-01-01").content.decode()
        link = html.unescape(re.search(r'<a href="([^"]+)" rel="next">Older', page)[1])
        older = browser.get(urlsplit(link).path + "?" + urlsplit(link).query).content.decode()
    first_days = re.findall(CYCLE_LINK, page)
    assert len(first_days) == MAX_CYCLES
    assert re.findall(CYCLE_LINK, older)[0] < first_days[-1]


def test_the_calendar_of_a_hundred_months_is_bounded(alice):
    log = log_of(alice.user_id, every_day(TODAY, every=450), flow="heavy", symptoms=LONGEST)
    with long_history(log):
        answer = alice.get(f"/period/user/{alice.user_id}?format=svg&limit=100")
    assert answer.content.count(b'class="month"') <= 103
    assert len(answer.content) < LAMBDA_BYTES


def test_following_next_needs_no_other_parameter(alice):
    log = log_of(alice.user_id, DAYS, flow=four_of_28)
    with long_history(log):
        first = cycles(alice, "?from=1950-01-01&to=1999-12-31").json()
        query = urlsplit(first["next"]).query
        second = cycles(alice, f"?{query}").json()
    assert first["results"][0]["start"] <= "1999-12-31"
    assert second["results"][0]["start"] < first["results"][-1]["start"]
    assert second["asOf"] == first["asOf"] == str(TODAY)
