"""A list with the cycle days of its records reads a stated share of a log of 46,000 days."""

import random
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from glowcycle.person.export import reader
from period.cycle_days import derive_cycle_days
from period.log_reading import LogBudget
from tests.support.export_zips import records_in
from tests.support.long_history import (
    every_day,
    four_of_28,
    journal_of,
    log_of,
    long_history,
    scans_of,
)
from tests.support.people import someone
from tests.support.period_logs import log_period

TODAY = datetime.now(UTC).date()
BUDGET = LogBudget()
LONGEST = [f"{number:02}" + "\U0001f600" * 62 for number in range(50)]
# The last read may exceed the budget: by the days of one span with its look-back.
SPAN_DAYS, SPAN_BYTES, SPAN_CALLS = 120 + 150 + 1, 12_000_000, 13
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def anna(engine):
    """Return one person for several tests, so that her log is made once."""
    return someone()


@pytest.fixture(scope="module")
def whole_log(anna):
    """Return her log of every day since 1900."""
    return log_of(anna.user_id, every_day(TODAY), flow=four_of_28)


def pages(phone, query, link="next"):
    """Yield the pages from this query on, in the direction of the link."""
    address = f"/journal/user/{phone.user_id}{query}"
    while address:
        answer = phone.get(address)
        assert answer.status_code == 200, answer.content
        yield answer.json()
        parts = urlsplit(answer.json()[link] or "")
        address = parts.query and f"{parts.path}?{parts.query}"


def assert_within_one_answer(reads, *, times=1):
    most = BUDGET.times(times)
    assert reads.opened <= most.days + SPAN_DAYS
    assert reads.bytes <= most.bytes + SPAN_BYTES
    assert reads.calls <= 2 * most.reads + SPAN_CALLS


def expected(day, first=date(1900, 1, 1)):
    return (day - first).days % 28 + 1


SPREADS = {
    "daily": every_day(TODAY)[-1500:],
    "weekly": every_day(TODAY, every=7),
    "every five months": every_day(TODAY, every=151),
    "decades apart": [date(1903, 5, 1), *every_day(TODAY)[-24:]],
}


@pytest.mark.parametrize("limit", [25, 100])
@pytest.mark.parametrize("spread", SPREADS)
def test_each_page_reads_its_share_and_no_entry_is_missing(anna, whole_log, spread, limit):
    days = SPREADS[spread]
    log, journal = whole_log, journal_of(anna.user_id, days)
    log.reads.__init__()
    seen = []
    with long_history(log, journal):
        for number, page in enumerate(pages(anna, f"?limit={limit}")):
            assert_within_one_answer(log.reads)
            if limit == 25 and page["next"]:
                assert len(page["results"]) == 25  # a page of the usual size is never cut
            seen += page["results"]
            log.reads.__init__()
            if number == 11:
                break
        else:
            assert len(seen) == len(days)
    assert [entry["date"] for entry in seen] == [str(day) for day in days[::-1]][: len(seen)]
    assert [entry["cycleDay"] for entry in seen] == [
        expected(date.fromisoformat(entry["date"])) for entry in seen
    ]


def test_a_page_of_close_entries_costs_one_query_of_a_few_days(anna, whole_log):
    log = whole_log
    log.reads.__init__()
    with long_history(log, journal_of(anna.user_id, every_day(TODAY))):
        next(pages(anna, ""))
    assert log.reads.calls <= 2
    assert log.reads.opened <= 25 + 28 + 16


@pytest.mark.parametrize("flow", [four_of_28, "none"], ids=["periods", "none"])
def test_a_cut_page_continues_in_both_directions(alice, flow):
    """Without a period in the log each entry needs all 150 days before it."""
    days = every_day(TODAY, every=130)
    log, journal = (
        log_of(alice.user_id, every_day(TODAY), flow=flow),
        journal_of(alice.user_id, days),
    )
    with long_history(log, journal):
        onward = [*pages(alice, "?limit=100")]
        back = [*pages(alice, f"?{urlsplit(onward[-1]['previous']).query}", "previous")]
        assert_all_within = log.reads.opened <= (len(onward) + len(back)) * (
            BUDGET.days + SPAN_DAYS
        )
    assert assert_all_within
    assert len(onward) > len(days) / 100 + 1
    newest_first = [str(day) for day in days[::-1]]
    assert [entry["date"] for page in onward for entry in page["results"]] == newest_first
    earlier = [entry["date"] for page in back[::-1] for entry in page["results"]]
    last = [entry["date"] for entry in onward[-1]["results"]]
    assert earlier + last == newest_first


def test_long_symptoms_cut_a_page_but_never_to_nothing(alice):
    days = every_day(TODAY, every=130, first=TODAY - timedelta(days=4000))
    log = log_of(alice.user_id, every_day(TODAY, first=days[0]), flow="none", symptoms=LONGEST)
    seen = []
    with long_history(log, journal_of(alice.user_id, days)):
        for page in pages(alice, "?limit=100"):
            assert_within_one_answer(log.reads)
            assert page["results"]
            seen += [entry["date"] for entry in page["results"]]
            log.reads.__init__()
    assert seen == [str(day) for day in days[::-1]]


@pytest.mark.parametrize(("every", "rows"), [(1, 1000), (7, 400), (60, 60)])
def test_a_table_of_a_thousand_rows_reads_its_share(anna, whole_log, every, rows):
    log = whole_log
    log.reads.__init__()
    with long_history(log, journal_of(anna.user_id, every_day(TODAY, every=every))):
        answer = anna.get(f"/journal/user/{anna.user_id}?format=csv")
    assert_within_one_answer(log.reads)
    assert rows <= answer.content.count(b"\r\n") - 1 <= 1000
    assert "Link" in answer.headers


@pytest.mark.parametrize("spread", SPREADS)
def test_a_picture_reads_twice_its_share_at_most(anna, whole_log, spread):
    log = whole_log
    log.reads.__init__()
    with long_history(log, journal_of(anna.user_id, SPREADS[spread], energy=50, mood="calm")):
        answer = anna.get(f"/journal/user/{anna.user_id}?format=svg&limit=100")
    assert answer.status_code == 200
    assert log.reads.opened <= 2 * BUDGET.days + SPAN_DAYS
    assert log.reads.calls <= 2 * BUDGET.reads + SPAN_CALLS + 12
    assert len(answer.content) < 400_000


def test_each_file_of_an_export_reads_its_share(anna, whole_log):
    """Its records come in the order of their ids, which is none of their dates."""
    days = every_day(TODAY, every=70, first=date(1956, 1, 1))
    found, position, names = [], reader.first_position(), set()
    with long_history(whole_log, journal_of(anna.user_id, days)):
        while position and position.kind == "journal":
            whole_log.reads.__init__()
            files, position = reader.read_next(user_id=anna.user_id, position=position)
            assert_within_one_answer(whole_log.reads, times=reader.DERIVE_TIMES)
            names |= {file.name for file in files}
            found += records_in({file.name: file.data for file in files}, "journal")
    assert len(names) > 2
    assert sorted(entry["date"] for entry in found) == [str(day) for day in days]
    for entry in found:
        assert entry["cycleDay"] == expected(date.fromisoformat(entry["date"]))


@pytest.mark.parametrize("form", ["json", "csv", "svg"])
def test_a_list_of_scans_reads_its_share_as_well(anna, whole_log, form):
    days = every_day(TODAY, every=151)
    whole_log.reads.__init__()
    with long_history(whole_log, scans_of(anna.user_id, days)):
        answer = anna.get(f"/skin/user/{anna.user_id}?limit=100&format={form}")
    assert answer.status_code == 200
    assert whole_log.reads.opened <= 2 * BUDGET.days + SPAN_DAYS
    assert whole_log.reads.calls <= 2 * BUDGET.reads + SPAN_CALLS + 12
    if form == "json":
        assert 40 <= len(answer.json()["results"]) < 100
        assert answer.json()["next"]
        for scan in answer.json()["results"]:
            assert scan["cycleDay"] == expected(date.fromisoformat(scan["date"]))


def test_a_list_has_the_cycle_day_that_each_entry_has_alone(alice):
    chance = random.Random(28)
    for start in (date(2024, 1, 3), date(2024, 2, 1), date(2024, 2, 15), date(2024, 7, 30)):
        log_period(alice, str(start), days=chance.randint(1, 6))
    for _ in range(40):
        day = date(2023, 12, 1) + timedelta(days=chance.randint(0, 500))
        alice.post("/journal", {"date": str(day)})
    for page in pages(alice, "?limit=100"):
        for entry in page["results"]:
            assert alice.get(f"/journal/{entry['entryId']}").json() == entry


def test_records_are_done_in_their_order_and_the_first_always(alice):
    log = log_of(alice.user_id, every_day(TODAY), flow="none")
    records = [Entry(TODAY - n * 400 * DAY) for n in range(100)]
    with long_history(log):
        done = derive_cycle_days(user_id=alice.user_id, records=records)
        assert 20 < done < 30
        more = derive_cycle_days(user_id=alice.user_id, records=records, times=2)
        assert 2 * done - 2 <= more <= 2 * done + 2


class Entry:
    def __init__(self, day):
        self.day, self.cycle_day = day, None
