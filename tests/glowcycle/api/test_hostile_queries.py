"""Queries of lists: foreign cursors, limits, repeated parameters, and literal filter text."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import time_machine

from glowcycle.sandbox.identity import issue_token
from tests.support.phone import Phone
from tests.support.problems import assert_problem
from tests.support.record_samples import KINDS, every_kind

DAYS = ["2026-03-01", "2026-03-02", "2026-03-03"]


def listed(phone, kind, query="", user_id=None):
    return phone.get(f"{kind.path}/user/{quote(user_id or phone.user_id)}?{query}")


def written(phone, kind):
    """Store a record on each of three days."""
    for day in DAYS:
        assert phone.post(kind.path, kind.on(day)).status_code == 201


def cursor(phone, kind, query="limit=1"):
    """Return the cursor to the second page, encoded for a URL."""
    link = listed(phone, kind, query).json()["next"]
    return parse_qs(urlsplit(link).query)["cursor"][0]


def dates(answer):
    assert answer.status_code == 200, answer.content
    return [record.get("date") or record["start"] for record in answer.json()["results"]]


def refused(answer, field):
    problem = assert_problem(answer, 400, "invalid")
    assert list(problem["errors"]) == [field]


@every_kind
def test_a_cursor_gives_the_next_page(kind, alice):
    written(alice, kind)
    assert dates(listed(alice, kind, f"cursor={cursor(alice, kind)}")) == DAYS[1::-1]


@every_kind
def test_a_changed_cursor_is_refused(kind, alice):
    written(alice, kind)
    good = cursor(alice, kind)
    for index in range(0, len(good), 7):
        other = "A" if good[index] != "A" else "B"
        refused(listed(alice, kind, f"cursor={good[:index]}{other}{good[index + 1 :]}"), "cursor")
    for wrong in (good[:-1], good[1:], good + "A", good * 2, good[::-1]):
        refused(listed(alice, kind, f"cursor={wrong}"), "cursor")


@every_kind
@pytest.mark.parametrize(
    "text",
    ["x", ":", "::", "a:b:c", "=" * 9, "%F0%9F%98%8C", "%00", "null", "-1", "9" * 2049, "", "%20"],
)
def test_an_invalid_cursor_is_refused(kind, alice, text):
    answer = listed(alice, kind, f"cursor={text}")
    refused(answer, "cursor")
    for sentence in answer.json()["errors"]["cursor"]:
        assert sentence.endswith(".")
        assert " " in sentence


@every_kind
def test_the_cursor_of_another_person_is_refused(kind, alice, stranger):
    written(alice, kind)
    written(stranger, kind)
    hers = cursor(alice, kind)
    refused(listed(stranger, kind, f"cursor={hers}"), "cursor")
    assert_problem(listed(stranger, kind, f"cursor={hers}", alice.user_id), 403, "forbidden")


@every_kind
def test_the_cursor_of_another_list_is_refused(kind, alice):
    written(alice, kind)
    hers = cursor(alice, kind)
    for other in KINDS:
        if other is not kind:
            refused(listed(alice, other, f"cursor={hers}"), "cursor")


@every_kind
def test_a_cursor_with_other_filters_is_refused(kind, alice):
    written(alice, kind)
    plain, dated = cursor(alice, kind), cursor(alice, kind, f"limit=1&from={DAYS[0]}")
    refused(listed(alice, kind, f"cursor={plain}&from={DAYS[0]}"), "cursor")
    refused(listed(alice, kind, f"cursor={dated}"), "cursor")
    refused(listed(alice, kind, f"cursor={dated}&from={DAYS[1]}"), "cursor")
    assert dates(listed(alice, kind, f"cursor={dated}&from={DAYS[0]}&limit=100")) == DAYS[1::-1]


@every_kind
def test_a_cursor_expires_after_a_day(kind, alice):
    now = datetime.now(UTC)
    with time_machine.travel(now, tick=False) as clock:
        phone = Phone(alice.user_id, issue_token(user_id=alice.user_id, lifetime=timedelta(days=9)))
        written(phone, kind)
        old = cursor(phone, kind)
        clock.move_to(now + timedelta(hours=23, minutes=59))
        assert dates(listed(phone, kind, f"cursor={old}")) == DAYS[1::-1]
        clock.move_to(now + timedelta(hours=24, minutes=1))
        refused(listed(phone, kind, f"cursor={old}"), "cursor")


@every_kind
def test_a_cursor_does_not_show_the_user_id(kind, alice):
    written(alice, kind)
    link = listed(alice, kind, "limit=1").json()["next"]
    assert alice.user_id not in urlsplit(link).query


LIMITS = ["0", "201", "999", "-1", "1.0", "1e1", "+1", "%201", "1%0A", "1_0", "%D9%A3", "ten", ""]


@every_kind
def test_an_invalid_limit_is_refused(kind, alice):
    more = [] if kind.name == "stage" else ["101"]
    for limit in [*LIMITS, *more, "1" * 5000, "%EF%BC%95", "0x1", "null", "1%00"]:
        refused(listed(alice, kind, f"limit={limit}"), "limit")
    for limit in ("1", "100", "025"):
        assert dates(listed(alice, kind, f"limit={limit}")) == []


LISTS = ["journal/user", "period/user", "skin/user", "period/cycles"]
READS = [*LISTS, "period/predictions", "journal/insights", "skin/insights"]
every_read = pytest.mark.parametrize("path", READS)


@every_read
def test_an_unknown_parameter_is_refused_by_name(path, alice):
    for name in ("form", "user_id", "userId", "Limit", "From", "__proto__", "limit "):
        answer = alice.get(f"/{path}/{alice.user_id}?{quote(name)}=x")
        problem = assert_problem(answer, 400, "invalid")
        assert problem["errors"] == {name: ["Unknown field."]}


UNCLEAR = [
    "limit=1&limit=1",
    "from=2026-03-01&from=2026-03-02",
    "today=2026-03-01&today=2026-03-01",
    "cursor=a&cursor=b",
    "format=json&format=json",
    "limit=1&%6Cimit=2",
    "from=%FF",
    "from=%C0%AF",
    "today=%ED%A0%80",
    "%FF=1",
    "&".join(f"p{n}=1" for n in range(21)),
]


@every_read
def test_a_repeated_parameter_or_invalid_utf8_is_refused(path, alice):
    for query in UNCLEAR:
        answer = alice.get(f"/{path}/{alice.user_id}?{query}")
        assert_problem(answer, 400, "parse_error")


@every_read
def test_a_query_of_thousands_of_parameters_is_refused(path, alice):
    query = "&".join(f"p{n}=1" for n in range(5000))
    assert_problem(alice.get(f"/{path}/{alice.user_id}?{query}"), 400)


@every_read
def test_an_unknown_format_is_refused(path, alice):
    for form in ("exe", "svg%00", "../svg", "JSON", "xml"):
        assert_problem(alice.get(f"/{path}/{alice.user_id}?format={form}"), 404, "not_found")


@pytest.mark.parametrize("path", LISTS)
def test_a_range_may_cover_the_whole_calendar(path, alice):
    for query in ("from=1900-01-01&to=9999-12-31", "from=9999-12-31", "to=1900-01-01"):
        assert alice.get(f"/{path}/{alice.user_id}?{query}").status_code == 200


@every_kind
def test_a_range_that_ends_before_it_begins_is_refused(kind, alice):
    refused(listed(alice, kind, f"from={DAYS[2]}&to={DAYS[0]}"), "from")


EXPRESSIONS = [
    "hers OR attribute_exists(userId)",
    ":v",
    "#n",
    "begins_with(mood, :m)",
    '{"S": "x"}',
    "' OR '1'='1",
    "*",
    "%",
    ".*",
    "$ne",
    "[$ne]",
    "${7*7}",
    "{{7*7}}",
    "../../..",
    "None",
    "true",
    "\u202efinally",
    "a\u0301",
]


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_filter_text_is_literal(alice, text):
    day = {"date": DAYS[0]}
    alice.post("/journal", {**day, "mood": "calm", "tags": ["walk"]})
    hers = alice.post("/journal", {**day, "mood": text, "tags": [text]}).json()
    for name in ("mood", "tag"):
        found = listed(alice, KINDS[0], f"{name}={quote(text)}")
        assert found.json()["results"] == [hers]


def test_filter_text_finds_only_equal_values(alice):
    alice.post("/journal", {"date": DAYS[0], "mood": "calm", "tags": ["walk"]})
    for text in [*EXPRESSIONS, "Calm", "cal", "calm ", "WALK", "wal", "á"]:
        for name in ("mood", "tag"):
            assert dates(listed(alice, KINDS[0], f"{name}={quote(text)}")) == []


@pytest.mark.parametrize("name", ["mood", "tag"])
@pytest.mark.parametrize("text", ["%00", "a%00", "x" * 65, ""])
def test_filter_text_that_no_entry_can_hold_is_refused(alice, name, text):
    refused(listed(alice, KINDS[0], f"{name}={text}"), name)


@every_kind
@pytest.mark.parametrize("user_id", ["a?b", "a#b", "a%62", "a&b=c", "a+b", 'a"b', "~!@$()*,;:'"])
def test_page_links_work_for_an_odd_user_id(kind, user_id):
    user_id = f"{user_id}{datetime.now(UTC).timestamp()}"
    phone = Phone(user_id, issue_token(user_id=user_id, lifetime=timedelta(hours=1)))
    written(phone, kind)
    link = listed(phone, kind, "limit=2").json()["next"]
    parts = urlsplit(link)
    assert dates(phone.get(f"{parts.path}?{parts.query}")) == DAYS[:1]
