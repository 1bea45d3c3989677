"""The list of her life stages: all of them in one page, from one read."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from period import stage_services
from tests.benchmarks.store_cost import counted
from tests.support.broken_records import BREAKS, named
from tests.support.life_stages import add, stage
from tests.support.problems import assert_problem


def listed(phone, query=""):
    answer = phone.get(f"/period/stages/user/{phone.user_id}{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def starts(page):
    return [each["start"] for each in page["results"]]


def some(phone, count, step=10):
    """Store that many exclusions of three days each, in no order; return their starts."""
    days = [date(2025, 1, 1) + timedelta(days=step * number) for number in range(count)]
    for day in days[::2] + days[1::2]:
        add(phone, stage("exclusion", str(day), str(day + timedelta(days=2))))
    return [str(day) for day in days]


def test_without_a_stage_it_is_empty(alice):
    assert listed(alice) == {
        "next": None,
        "nextCursor": None,
        "previous": None,
        "results": [],
        "unreadable": [],
    }


def test_it_has_all_of_them_the_newest_start_first(alice, stranger):
    days = some(alice, 30)
    some(stranger, 1)
    page = listed(alice)
    assert starts(page) == days[::-1]
    assert (page["next"], page["previous"]) == (None, None)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?from=2025-01-11&to=2025-01-21", [2, 1]),
        ("?from=2025-01-13&to=2025-01-20", [1]),
        ("?from=2025-01-14&to=2025-01-20", []),
        ("?to=2025-01-03", [0]),
        ("?from=2025-02-01", []),
    ],
)
def test_a_range_has_those_that_hold_on_any_of_its_days(alice, query, found):
    days = some(alice, 3)
    assert starts(listed(alice, query)) == [days[number] for number in found]


def test_one_that_goes_on_is_in_every_later_range(alice):
    add(alice, stage("pause", "2020-01-01"))
    assert len(listed(alice, "?from=2025-01-01&to=2025-01-02")["results"]) == 1


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 7])
def test_a_limit_makes_pages_that_lead_forth_and_back(alice, limit):
    days = some(alice, 7)
    pages = [listed(alice, f"?limit={limit}")]
    while pages[-1]["next"]:
        pages.append(alice.get(pages[-1]["next"]).json())
    assert [day for page in pages for day in starts(page)] == days[::-1]
    for earlier, page in pairwise(pages):
        assert starts(alice.get(page["previous"]).json()) == starts(earlier)
    assert pages[0]["previous"] is None


def test_no_day_of_hers_is_in_an_address(alice):
    some(alice, 3)
    page = listed(alice, "?limit=1")
    assert "2025" not in page["next"]


def test_an_unreadable_one_is_named_and_the_others_are_there(alice):
    first, second = (add(alice, stage("exclusion", f"2026-01-0{day}")) for day in (1, 2))
    address = f"/period/stages/{second['stageId']}"
    BREAKS["altered"](alice, address)
    page = listed(alice)
    assert page["results"] == [first]
    assert page["unreadable"] == [named(address)] == [{"kind": "stage", "id": second["stageId"]}]
    stages, unreadable = stage_services.read_stages_and_unreadable(user_id=alice.user_id)
    assert [each.id for each in stages] == [first["stageId"]]
    assert [each.key for each in unreadable] == [second["stageId"]]


def test_an_unreadable_one_stands_in_no_ones_way(alice):
    stored = add(alice, stage("pause"))
    BREAKS["altered"](alice, f"/period/stages/{stored['stageId']}")
    add(alice, stage("pause"))
    replaced = alice.put(f"/period/stages/{stored['stageId']}", stage("perimenopause"))
    assert replaced.status_code == 200


def test_it_is_one_query_however_many_there_are(alice):
    for _ in range(2):
        some(alice, 15)
        with counted() as cost:
            listed(alice)
        assert cost.names == ["Query"]


def test_the_stage_after_the_last_that_there_may_be_is_409(alice, monkeypatch):
    monkeypatch.setattr(stage_services, "MAX_STAGES", 3)
    some(alice, 3)
    one = listed(alice)["results"][0]
    problem = assert_problem(
        alice.post("/period/stages", stage("exclusion")), 409, "too_many_stages"
    )
    assert problem["detail"] == (
        "You have 3 life stages, as many as there may be: delete one that you no longer need."
    )
    assert alice.patch(f"/period/stages/{one['stageId']}", {"end": None}).status_code == 200
    alice.delete(f"/period/stages/{one['stageId']}")
    add(alice, stage("exclusion"))


def test_a_read_stays_bounded_where_stages_come_and_go(alice, monkeypatch):
    monkeypatch.setattr(stage_services, "MAX_STORED", 3)
    for _ in range(3):
        alice.delete(f"/period/stages/{add(alice, stage('exclusion'))['stageId']}")
    assert_problem(alice.post("/period/stages", stage("exclusion")), 409, "too_many_stages")
