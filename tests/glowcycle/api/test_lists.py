"""Lists by date: newest first, pages in both directions, filters."""

from urllib.parse import urlsplit

import pytest

from glowcycle.aws import clients
from glowcycle.storage import date_queries
from journal.models import JournalEntry
from tests.support.faults import store_faults


def write_entries(phone, *bodies):
    return [phone.post("/journal", body).json() for body in bodies]


def listed(phone, query=""):
    answer = phone.get(f"/journal/user/{phone.user_id}{query}")
    assert answer.status_code == 200, answer.json()
    return answer.json()


def follow(phone, link):
    parts = urlsplit(link)
    return phone.get(f"{parts.path}?{parts.query}").json()


def texts(page):
    return [entry["text"] for entry in page["results"]]


def all_pages(phone, query, link="next"):
    pages = [listed(phone, query)]
    while pages[-1][link]:
        pages.append(follow(phone, pages[-1][link]))
    return pages


@pytest.fixture
def week(alice):
    write_entries(
        alice, *({"date": f"2026-03-0{day}", "text": str(day)} for day in (3, 1, 7, 5, 2, 6, 4))
    )
    return alice


def test_an_empty_history_is_an_empty_page(alice):
    links = {"next": None, "nextCursor": None, "previous": None}
    assert listed(alice) == {**links, "results": [], "unreadable": []}


def test_the_newest_date_comes_first(week):
    assert texts(listed(week)) == list("7654321")


def test_within_a_day_the_entry_written_last_comes_first(alice):
    write_entries(alice, *({"date": "2026-03-01", "text": str(n)} for n in range(6)))
    assert texts(listed(alice)) == list("543210")


@pytest.mark.parametrize(
    "times",
    [
        ["18:00+09:00", "11:00-08:00"],
        ["08:00:00+09:00", "07:00:00-08:00"],
        ["00:30+14:00", "09:00+14:00", "00:10Z", "20:00-12:00", "23:59:59.9-12:00"],
        ["10:00+01:00", "09:00:00.000000001Z", "05:00:01-04:00"],
    ],
)
def test_of_the_times_of_a_day_the_newest_moment_comes_first(alice, times):
    """She travels: the later entry has the earlier time on the clock."""
    sent = [f"2026-03-01T{time}" for time in times]
    around = ["2026-02-28T23:59:59-12:00", *sent, "2026-03-02T00:00:00+14:00"]
    write_entries(alice, *({"date": date} for date in reversed(around)))
    assert [entry["date"] for entry in listed(alice)["results"]] == around[::-1]
    only = "?from=2026-03-01&to=2026-03-01"
    assert [entry["date"] for entry in listed(alice, only)["results"]] == sent[::-1]
    pages = all_pages(alice, f"{only}&limit=1")
    assert [entry["date"] for page in pages for entry in page["results"]] == sent[::-1]


def test_an_entry_of_before_sorts_by_its_local_time_until_it_is_written_again(alice):
    tokyo, angeles = write_entries(
        alice,
        {"date": "2026-03-01T18:00+09:00", "text": "Tokyo"},
        {"date": "2026-03-01T11:00-08:00", "text": "Los Angeles"},
    )
    of_before = {
        tokyo["entryId"]: "2026-03-01T18:00+09:00",
        angeles["entryId"]: "2026-03-01T11:00-08:00",
    }
    for entry_id, order in of_before.items():
        rewrite(alice.user_id, entry_id, f"{order}#2026-03-01T20:00:00.000000")
    assert texts(listed(alice)) == ["Tokyo", "Los Angeles"]
    for entry_id in of_before:
        alice.patch(f"/journal/{entry_id}", {"energy": 5})
    assert texts(listed(alice)) == ["Los Angeles", "Tokyo"]


def rewrite(user_id, entry_id, date_order):
    """Give the stored entry another place in the index."""
    clients.dynamodb().update_item(
        TableName=JournalEntry.Meta.table_name,
        Key={"userId": {"S": user_id}, "entryId": {"S": entry_id}},
        UpdateExpression="SET dateOrder = :order",
        ExpressionAttributeValues={":order": {"S": date_order}},
    )


@pytest.mark.parametrize("offset", ["Z", "+01:00", "-08:00"])
def test_times_of_any_precision_are_in_order_and_come_back_as_sent(alice, offset):
    times = [
        *("21:29:59.999999999", "21:30", "21:30:00.000000001", "21:30:00.12", "21:30:00.123456"),
        *("21:30:00.1234567", "21:30:01", "21:30:59.9", "21:31", "22:00:00"),
    ]
    sent = [f"2026-03-01T{time}{offset}" for time in times]
    write_entries(alice, *({"date": sent[n]} for n in (5, 2, 9, 0, 7, 4, 1, 8, 3, 6)))
    assert [entry["date"] for entry in listed(alice)["results"]] == sent[::-1]
    limits = "?from=2026-03-01&to=2026-03-01&limit=4"
    pages = all_pages(alice, limits)
    assert [e["date"] for page in pages for e in page["results"]] == sent[::-1]
    assert (
        listed(alice, "?to=2026-02-28")["results"] == listed(alice, "?from=2026-03-02")["results"]
    )


def test_pages_join_without_gap_or_repetition(week):
    pages = all_pages(week, "?limit=3")
    assert [texts(page) for page in pages] == [list("765"), list("432"), list("1")]
    assert pages[0]["previous"] is None


def test_a_full_last_page_has_no_next(week):
    assert [page["next"] is None for page in all_pages(week, "?limit=7")] == [True]


def test_previous_gives_the_same_pages_backwards(week):
    forth = all_pages(week, "?limit=2")
    back = follow(week, forth[-1]["previous"])
    assert texts(back) == texts(forth[-2])
    assert texts(follow(week, back["next"])) == texts(forth[-1])
    first = follow(week, follow(week, back["previous"])["previous"])
    assert (texts(first), first["previous"]) == (texts(forth[0]), None)


def test_a_cursor_works_after_its_entry_was_deleted(week):
    page = listed(week, "?limit=2")
    for entry in page["results"]:
        week.delete(f"/journal/{entry['entryId']}")
    second = follow(week, page["next"])
    assert texts(second) == ["5", "4"]
    assert texts(follow(week, second["previous"])) == ["5", "4"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?from=2026-03-03&to=2026-03-05", "543"),
        ("?from=2026-03-06", "76"),
        ("?from=2026-03-06&to=9999-12-31", "76"),
        ("?to=2026-03-02", "21"),
        ("?from=2026-03-04&to=2026-03-04", "4"),
    ],
)
def test_a_range_of_dates_includes_both_ends(week, query, expected):
    assert texts(listed(week, query)) == list(expected)


def test_a_time_is_within_the_range_of_its_day(alice):
    write_entries(alice, {"date": "2026-03-01T23:59:59.999999-11:00", "text": "late"})
    assert texts(listed(alice, "?to=2026-03-01")) == ["late"]
    assert texts(listed(alice, "?from=2026-03-02")) == []


def test_mood_and_tag_filters_are_literal_and_combined(alice):
    write_entries(
        alice,
        {"date": "2026-03-01", "mood": "😊", "tags": ["a", "b"], "text": "1"},
        {"date": "2026-03-02", "mood": "😊", "tags": ["b"], "text": "2"},
        {"date": "2026-03-03", "mood": "sad", "text": "3"},
    )
    assert texts(listed(alice, "?mood=%F0%9F%98%8A")) == ["2", "1"]
    assert texts(listed(alice, "?tag=a")) == ["1"]
    assert texts(listed(alice, "?mood=sad&tag=a")) == []
    assert texts(listed(alice, "?tag=a%20OR%20contains(tags,%20:b)")) == []


def test_a_filtered_page_is_full_and_its_links_keep_the_filter(alice):
    write_entries(
        alice,
        *(
            {"date": f"2026-03-{day:02}", "tags": ["odd"] if day % 2 else [], "text": str(day)}
            for day in range(1, 12)
        ),
    )
    pages = all_pages(alice, "?tag=odd&limit=4")
    assert [texts(page) for page in pages] == [["11", "9", "7", "5"], ["3", "1"]]


def test_a_filter_reads_a_bounded_number_of_entries_and_gives_next(alice, monkeypatch):
    monkeypatch.setattr(date_queries, "MAX_READ", 4)
    write_entries(
        alice,
        *(
            {"date": f"2026-03-{day:02}", "tags": ["rare"] if day == 1 else [], "text": str(day)}
            for day in range(1, 11)
        ),
    )
    first = listed(alice, "?tag=rare")
    assert (first["results"], first["next"] is not None) == ([], True)
    pages = all_pages(alice, "?tag=rare")
    assert [text for page in pages for text in texts(page)] == ["1"]
    assert len(pages) == 3


def test_a_page_and_its_cycle_days_take_three_queries(week):
    with store_faults() as calls:
        listed(week)
    assert calls == ["Query"] * 3


def test_a_page_of_days_skips_deleted_ones_and_is_full(alice):
    for day in range(1, 9):
        alice.post("/period", {"date": f"2026-03-0{day}", "flow": "light"})
    for day in (8, 7, 5):
        alice.delete(f"/period/2026-03-0{day}")
    page = alice.get(f"/period/user/{alice.user_id}?limit=3").json()
    assert [log["date"][-1] for log in page["results"]] == ["6", "4", "3"]
    assert [log["date"][-1] for log in follow(alice, page["next"])["results"]] == ["2", "1"]
