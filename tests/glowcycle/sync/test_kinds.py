"""GET /sync?kinds= tells only these kinds, and each cursor belongs to its kinds."""

from itertools import combinations

import pytest

from glowcycle.records import record_kinds
from glowcycle.sync.cursors import DEFAULT_KINDS, _salt
from tests.support.broken_records import BREAKS
from tests.support.faults import store_faults
from tests.support.problems import assert_problem
from tests.support.sealed_items import BODIES, write

SOME = [",".join(kinds) for n in (1, 2, 3) for kinds in combinations(BODIES, n)]


def fetch(phone, query):
    answer = phone.get(f"/sync?{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def told(phone, query, cursor=""):
    """Return the kinds of all changes and unreadable records of a round, and its last cursor."""
    kinds = set()
    while True:
        page = fetch(phone, f"{query}{cursor}")
        kinds |= {each["kind"] for each in page["changes"] + page["unreadable"]}
        cursor = f"&cursor={page['next']}"
        if not page["hasMore"]:
            return kinds, cursor


@pytest.mark.parametrize("kinds", SOME)
def test_only_these_kinds_are_told_now_and_later(alice, kinds):
    for kind in BODIES:
        write(alice, kind)
        BREAKS["altered"](alice, write(alice, kind))
    asked = {*kinds.split(",")}
    for limit in (1, 100):
        found, cursor = told(alice, f"kinds={kinds}&limit={limit}")
        assert found == asked
        assert told(alice, f"kinds={kinds}&limit={limit}", cursor)[0] == asked
    with store_faults() as attempted:
        fetch(alice, f"kinds={kinds}{cursor}")
    assert attempted == ["Query"] * len(asked) + ["GetItem"]


def test_a_phone_that_names_none_gets_the_three_kinds_of_its_year(alice):
    for kind in BODIES:
        write(alice, kind)
        BREAKS["altered"](alice, write(alice, kind))
    found, cursor = told(alice, "")
    assert found == {"journal", "period", "skin"} < record_kinds().keys()
    assert "stage" not in fetch(alice, "")["goneBefore"]
    write(alice, "stage")
    assert told(alice, f"kinds={DEFAULT_KINDS}", cursor)[0] == found


@pytest.mark.parametrize("kinds", ["skin,journal", "journal,skin,journal"])
def test_the_order_of_the_kinds_does_not_matter(alice, kinds):
    write(alice, "skin")
    cursor = told(alice, f"kinds={kinds}")[1]
    assert told(alice, "kinds=journal,skin", cursor)[0] == {"skin"}


@pytest.mark.parametrize("before", ["", *SOME])
@pytest.mark.parametrize("when", ["in its first round", "after it"])
def test_a_cursor_of_other_kinds_is_400(alice, before, when):
    for kind in ("journal", "period", "skin", "journal", "period", "skin"):
        write(alice, kind)
    query = f"kinds={before}" if before else ""
    first = fetch(alice, f"{query}&limit=1")
    cursor = f"&cursor={first['next']}" if "first" in when else told(alice, query)[1]
    for after in ("", *SOME):
        answer = alice.get(f"/sync?{f'kinds={after}' if after else ''}{cursor}")
        if (after or DEFAULT_KINDS) == (before or DEFAULT_KINDS):
            assert answer.status_code == 200
        else:
            assert list(assert_problem(answer, 400, "invalid")["errors"]) == ["cursor"]


def test_a_person_named_like_kinds_has_no_cursor_of_others(alice):
    """The kinds and the person stand in one text under the signature."""
    salts = [
        _salt(user_id=user_id, kinds=kinds, is_first=is_first)
        for user_id in ("a", "journal: sync a", "first sync a", "sync a", " a")
        for kinds in SOME
        for is_first in (True, False)
    ]
    assert len(salts) == len(set(salts))


@pytest.mark.parametrize(
    "kinds",
    ["", ",", "journal,", "stages", "Journal", "journal, skin", "journal;skin", "*", "x" * 300],
)
def test_an_unknown_kind_is_400_and_names_the_known_ones(alice, kinds):
    problem = assert_problem(alice.get(f"/sync?kinds={kinds}"), 400, "invalid")
    [error] = problem["errors"]["kinds"]
    assert "journal, period, skin, stage" in error or kinds in ("", "x" * 300)
    assert "stages" not in str(problem)


def test_the_choice_of_retention_is_told_for_every_kind(alice):
    assert set(fetch(alice, "kinds=skin")["goneBefore"]) >= {"journal", "period", "skin"}
