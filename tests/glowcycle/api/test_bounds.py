"""The bounds of docs/api.md for lists, tables, pictures and cursors, on a history of decades."""

import base64
import json
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from glowcycle.storage.date_queries import MAX_READ
from tests.support.long_history import every_day, journal_of, log_of, long_history, scans_of
from tests.support.problems import assert_problem

TODAY = datetime.now(UTC).date()
LAMBDA_BYTES = 6 * 1024 * 1024
MAX_CURSOR = 8192
# The characters that grow most on the way: in JSON, in XML, in a table, in bytes.
GROWING = ["'", '"', "&", "\U0001f600", ",=", '"\n=', '",=', "\x01", "\\"]
growing = pytest.mark.parametrize("text", GROWING, ids=ascii)


def lambda_bytes(answer):
    """Return the size of the answer in Lambda's JSON: as text, or as base64 if that is larger."""
    assert answer.status_code == 200, answer.content
    as_text = len(json.dumps({"body": answer.content.decode()}))
    return max(as_text, len(base64.b64encode(answer.content)) + 100)


def longest(text, length):
    return (text * length)[:length]


@growing
def test_a_list_a_table_and_a_picture_of_the_longest_texts_fit_into_lambda(alice, text):
    days = every_day(TODAY)[-1000:]
    content = {"text": longest(text, 20_000), "mood": longest(text, 64), "energy": 5}
    with long_history(journal_of(alice.user_id, days, **content)):
        for query in ("?limit=100", "?format=csv", "?limit=100&format=svg"):
            answer = alice.get(f"/journal/user/{alice.user_id}{query}")
            assert lambda_bytes(answer) < 5_300_000
            assert len(answer.content) > 5_000


@growing
@pytest.mark.parametrize("every", [1, 31])
def test_a_calendar_of_the_longest_symptoms_fits_into_lambda(alice, text, every):
    symptoms = [longest(text, 64)] * 50
    log = log_of(
        alice.user_id, every_day(TODAY, every=every)[-100:], flow="heavy", symptoms=symptoms
    )
    with long_history(log):
        for query in ("?limit=100", "?format=csv", "?limit=100&format=svg"):
            assert lambda_bytes(alice.get(f"/period/user/{alice.user_id}{query}")) < 4_000_000


def test_a_day_names_twenty_symptoms_and_counts_the_others(alice):
    for day, count in (("2026-03-01", 20), ("2026-03-02", 21), ("2026-03-03", 50)):
        symptoms = [f"s{number}" for number in range(count)]
        alice.post("/period", {"date": day, "flow": "light", "symptoms": symptoms})
    svg = alice.get(f"/period/user/{alice.user_id}?format=svg").content.decode()
    assert "s19." in svg
    assert "s19, 1 more symptom." in svg
    assert "s19, 30 more symptoms." in svg


@pytest.mark.parametrize("query", ["?mood=none", "?tag=x&limit=1", "?mood=none&format=csv"])
def test_a_filter_reads_a_thousand_entries_in_a_dozen_queries(alice, query):
    journal = journal_of(alice.user_id, every_day(TODAY), mood="calm")
    with long_history(journal):
        answer = alice.get(f"/journal/user/{alice.user_id}{query}")
    assert answer.status_code == 200
    assert journal.reads.opened <= MAX_READ
    assert journal.reads.calls <= 12
    assert journal.reads.bytes < 2_500_000


def test_a_page_of_newer_entries_that_are_all_gone_reads_twice_as_much_at_most(alice):
    journal = journal_of(alice.user_id, every_day(TODAY), mood="calm")
    with long_history(journal):
        first = alice.get(f"/journal/user/{alice.user_id}?limit=100").json()
        second = alice.get(path_of(first["next"])).json()
        journal.reads.__init__()
        back = alice.get(path_of(second["previous"])).json()
    assert back["results"] == first["results"]
    assert journal.reads.opened <= 2 * MAX_READ
    assert journal.reads.calls <= 24


@growing
@pytest.mark.parametrize("length", [20_000, 2_000, 400])
def test_a_thousand_changes_of_the_longest_texts_fit_into_lambda(alice, text, length):
    days = every_day(TODAY)[-2000:]
    content = {"text": longest(text, length), "mood": longest(text, 64), "energy": 5}
    with long_history(journal_of(alice.user_id, days, **content)):
        answer = alice.get("/sync?limit=1000&kinds=journal")
        assert lambda_bytes(answer) < LAMBDA_BYTES * 0.95
        assert 8 < len(answer.json()["changes"]) <= 1000
        assert answer.json()["hasMore"]


def test_a_first_round_reads_a_few_megabytes_for_each_page(alice):
    days = every_day(TODAY)[-6000:]
    journal = journal_of(alice.user_id, days, mood="calm", text="x" * 200)
    log = log_of(alice.user_id, days, flow="light")
    scans = scans_of(alice.user_id, days)
    cursor, told = "", []
    with long_history(journal, log, scans):
        for _ in range(3):
            for partition in (journal, log, scans):
                partition.reads.__init__()
            page = alice.get(f"/sync?limit=1000{cursor}").json()
            cursor = f"&cursor={page['next']}"
            told += page["changes"]
            reads = [partition.reads for partition in (journal, log, scans)]
            assert [each.calls for each in reads] == [2, 1, 2]
            assert all(each.bytes <= 2.1 * 1024 * 1024 for each in reads)
            assert sum(each.opened for each in reads) == len(page["changes"]) == 1000
    days = [change["record"]["date"] for change in told]
    assert (days[0], days[-1]) == (str(TODAY), str(TODAY - timedelta(days=999)))
    assert days == sorted(days, reverse=True)


def path_of(link):
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}"


def test_every_cursor_is_shorter_than_its_limit(alice):
    late = "2026-03-01T21:30:00.123456+14:00"
    for body in ({"date": late}, {"date": "2026-02-01"}):
        alice.post("/journal", body)
        alice.post("/skin", {**body, "metrics": {"pores": 5}})
        alice.post("/period", {"date": body["date"][:10], "flow": "light"})
    for kind in ("journal", "period", "skin"):
        page = alice.get(f"/{kind}/user/{alice.user_id}?limit=1").json()
        [cursor] = parse_qs(urlsplit(page["next"]).query)["cursor"]
        assert len(cursor) < MAX_CURSOR / 4
    changes = alice.get("/sync?limit=1").json()
    while changes["hasMore"]:
        assert len(changes["next"]) < MAX_CURSOR / 2
        changes = alice.get(f"/sync?limit=1&cursor={changes['next']}").json()


@pytest.mark.parametrize("length", [MAX_CURSOR + 1, 50_000])
def test_a_longer_cursor_is_400_before_it_is_read(alice, length, monkeypatch):
    monkeypatch.setattr("django.core.signing.loads", lambda *_, **__: pytest.fail("it was read"))
    for path in (
        *(f"/{kind}/user/{alice.user_id}" for kind in ("journal", "period", "skin")),
        "/sync",
    ):
        answer = alice.get(f"{path}?cursor={'x' * length}")
        assert list(assert_problem(answer, 400, "invalid")["errors"]) == ["cursor"]


def test_an_axis_of_a_century_has_few_dates(alice):
    days = [date(1903, 5, 1), TODAY]
    with long_history(journal_of(alice.user_id, days, energy=5)):
        svg = alice.get(f"/journal/user/{alice.user_id}?format=svg").content.decode()
    assert svg.count('class="date"') < 12
    assert ">1950<" in svg
