"""Pages of lists pass over records that cannot be read, and name each of them."""

import pytest

from glowcycle.records import record_kinds
from glowcycle.storage import date_queries
from tests.support.addresses import at
from tests.support.broken_records import SEALS, named
from tests.support.sealed_items import BODIES, plant, raw, write

each_kind = pytest.mark.parametrize("kind", BODIES)


def some(phone, kind, *, broken):
    """Store seven records, of which these are broken; return the addresses of good and broken."""
    addresses = [write(phone, kind) for _ in range(7)]
    ways = [way for name, way in SEALS.items() if name != "moved"]  # that one needs another record
    for number in broken:
        ways[number % len(ways)](phone, addresses[number])
    bad = [addresses[number] for number in broken]
    return [address for address in addresses if address not in bad], bad


def pages(phone, address, link="next"):
    found = []
    while address:
        answer = phone.get(address)
        assert answer.status_code == 200, answer.content
        found.append(answer.json())
        address = found[-1][link]
    return found


def names(found, key):
    """Return the keys of the records on the pages, and of those that cannot be read."""
    read = [record[key] for page in found for record in page["results"]]
    return read, [each["id"] for page in found for each in page["unreadable"]]


@each_kind
@pytest.mark.parametrize("limit", [1, 2, 3, 100])
@pytest.mark.parametrize("broken", [[0], [6], [2, 3, 4], [0, 2, 4, 6], range(7)])
def test_each_page_goes_on_behind_them(alice, kind, limit, broken):
    good, bad = some(alice, kind, broken=broken)
    key = record_kinds()[kind].key
    start = f"{at(kind)}/user/{alice.user_id}?limit={limit}"
    forth = pages(alice, start)
    read, unreadable = names(forth, key)
    assert sorted(read) == sorted(named(address)["id"] for address in good)
    assert sorted(unreadable) == sorted(named(address)["id"] for address in bad)
    assert all(len(page["results"]) + len(page["unreadable"]) <= limit for page in forth)
    back = pages(alice, forth[-1]["previous"], "previous") if len(forth) > 1 else []
    read, unreadable = names([*back[::-1], forth[-1]], key)
    assert len(read) + len(unreadable) == 7
    assert {*read, *unreadable} == {named(address)["id"] for address in (*good, *bad)}


def test_a_filter_names_them_since_they_might_match(alice):
    good, bad = some(alice, "journal", broken=[1, 5])
    for query in ("mood=m-canary", "tag=g-canary"):
        page = alice.get(f"/journal/user/{alice.user_id}?{query}").json()
        assert len(page["results"]) == len(good)
        assert {each["id"] for each in page["unreadable"]} == {named(a)["id"] for a in bad}
    page = alice.get(f"/journal/user/{alice.user_id}?mood=other").json()
    assert (page["results"], len(page["unreadable"])) == ([], 2)


def test_one_page_reads_no_more_of_them_than_of_others(alice, monkeypatch):
    monkeypatch.setattr(date_queries, "MAX_READ", 4)
    _, bad = some(alice, "journal", broken=range(7))
    found = pages(alice, f"/journal/user/{alice.user_id}?limit=100")
    assert [len(page["unreadable"]) for page in found] == [4, 3]
    assert len(names(found, "entryId")[1]) == len(bad)


@pytest.mark.parametrize("kind", ["journal", "skin"])
def test_a_page_begins_next_to_the_longest_key(alice, kind):
    addresses = [write(alice, kind) for _ in range(3)]
    table, item = raw(alice, addresses[1])
    # An index key has at most 1,024 bytes.
    plant(table, {**item, "dateOrder": {"S": "2" + "\N{LATIN SMALL LETTER E WITH ACUTE}" * 511}})
    found = pages(alice, f"{at(kind)}/user/{alice.user_id}?limit=1")
    assert sum(len(page["results"]) for page in found) == len(addresses)
