"""`nextCursor` in every page: the `cursor` of `next`, for clients that make their own links."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import time_machine

from glowcycle.sandbox.identity import issue_token
from period import services
from tests.support.period_logs import log_period
from tests.support.phone import Phone
from tests.support.problems import assert_problem
from tests.support.record_samples import KINDS, every_kind

STARTS = ["2025-10-01", "2025-10-29", "2025-11-26", "2025-12-24", "2026-01-21"]
CYCLES = "to=2026-02-01&today=2026-02-20"


def page_of(phone, path, query):
    answer = phone.get(f"{path}/{phone.user_id}?{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def pages(phone, path, query):
    """Yield the pages by `nextCursor`; assert that `next` leads to the same ones."""
    page = page_of(phone, path, query)
    yield page
    while page["nextCursor"]:
        link = urlsplit(page["next"])
        by_link = phone.get(f"{link.path}?{link.query}").json()
        page = page_of(phone, path, f"{query}&cursor={quote(page['nextCursor'])}")
        assert page["results"] == by_link["results"]
        yield page
    assert page["next"] is None


def refused(answer):
    assert list(assert_problem(answer, 400, "invalid")["errors"]) == ["cursor"]


@pytest.fixture
def long_log(alice, monkeypatch):
    """Log five periods, of which one answer tells two."""
    monkeypatch.setattr(services, "MAX_CYCLES", 2)
    for start in STARTS:
        log_period(alice, start, days=2)
    return alice


@every_kind
@pytest.mark.parametrize("query", ["limit=2", "limit=2&from=2026-03-02", "limit=1&to=2026-03-03"])
def test_a_list_goes_on_at_the_next_cursor(kind, alice, query):
    for day in range(1, 6):
        alice.post(kind.path, kind.on(f"2026-03-0{day}"))
    first, last = (parse_qs(query).get(name, ["9"])[0] for name in ("from", "to"))
    found = [*pages(alice, f"{kind.path}/user", query)]
    dates = [record[kind.day] for page in found for record in page["results"]]
    first = first if first != "9" else ""
    expected = [f"2026-03-0{day}" for day in range(5, 0, -1)]
    assert dates == [day for day in expected if first <= day <= last]
    assert len(found) > 1
    for page in found[:-1]:
        [in_link] = parse_qs(urlsplit(page["next"]).query)["cursor"]
        assert page["nextCursor"] == in_link


def test_a_filtered_list_goes_on_at_the_next_cursor(alice):
    for day in range(1, 7):
        alice.post("/journal", {"date": f"2026-03-0{day}", "tags": ["é&=", "b"][: day % 3]})
    query = "limit=1&tag=" + quote("é&=")
    found = [page["results"] for page in pages(alice, "/journal/user", query)]
    assert [entry["date"][-1] for results in found for entry in results] == ["5", "4", "2", "1"]


@every_kind
def test_the_only_page_has_no_next_cursor(kind, alice):
    assert page_of(alice, f"{kind.path}/user", "")["nextCursor"] is None
    kind.write(alice)
    assert page_of(alice, f"{kind.path}/user", "")["nextCursor"] is None
    assert page_of(alice, "/period/cycles", "")["nextCursor"] is None


@pytest.mark.parametrize("query", [CYCLES, f"{CYCLES}&from=2025-10-15", "today=2026-02-20"])
def test_the_cycles_go_on_at_the_next_cursor(long_log, query):
    found = [*pages(long_log, "/period/cycles", query)]
    starts = [cycle["start"] for page in found for cycle in page["results"]]
    assert starts == [start for start in STARTS[::-1] if "from" not in query or start != STARTS[0]]
    assert len(found) > 1
    assert {page["asOf"] for page in found} == {"2026-02-20"}


def test_a_cursor_of_cycles_keeps_the_day_on_which_it_was_made(long_log):
    evening = datetime(2026, 2, 20, 23, 59, tzinfo=UTC)
    with time_machine.travel(evening, tick=False) as clock:
        token = issue_token(user_id=long_log.user_id, lifetime=timedelta(hours=9))
        phone = Phone(long_log.user_id, token)
        cursor = page_of(phone, "/period/cycles", "")["nextCursor"]
        clock.shift(timedelta(minutes=2))
        page = page_of(phone, "/period/cycles", f"cursor={quote(cursor)}")
        assert page["asOf"] == "2026-02-20"
        clock.shift(timedelta(days=1))
        token = issue_token(user_id=long_log.user_id, lifetime=timedelta(hours=9))
        phone = Phone(long_log.user_id, token)
        refused(phone.get(f"/period/cycles/{phone.user_id}?cursor={quote(cursor)}"))


def test_a_cursor_of_cycles_serves_only_its_person_address_and_days(long_log, stranger):
    home = f"/period/cycles/{long_log.user_id}"
    cursor = quote(page_of(long_log, "/period/cycles", CYCLES)["nextCursor"])
    long_log.get(f"{home}?{CYCLES}&cursor={cursor}")
    for query in ("", "to=2026-02-01", f"{CYCLES}&from=2025-01-01"):
        refused(long_log.get(f"{home}?{query}&cursor={cursor}"))
    refused(stranger.get(f"/period/cycles/{stranger.user_id}?{CYCLES}&cursor={cursor}"))
    for wrong in (cursor[:-1], cursor + "A", "x", "2025-01-01", "%00", "1" * 9000):
        answer = long_log.get(f"{home}?{CYCLES}&cursor={wrong}")
        assert_problem(answer, 400, "invalid")
    for kind in KINDS:
        refused(long_log.get(f"{kind.path}/user/{long_log.user_id}?cursor={cursor}"))
    assert_problem(long_log.get(f"/period/predictions/{long_log.user_id}?cursor=x"), 400, "invalid")
