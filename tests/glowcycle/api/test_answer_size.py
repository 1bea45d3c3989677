"""Lambda allows answers of 6 MB: long records are split over several answers."""

import json
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

DAY = "2026-03-01"
LAMBDA_BYTES = 6 * 1024 * 1024
# The texts that grow most in the engine, as JSON, and as JSON inside Lambda's JSON; each with a
# number of texts that does not fit into one answer.
LONGEST = {
    "emoji": (24, "\U0001f600" * 20_000),
    "control": (48, "\x01" * 20_000),
    "quotes": (66, '"\\' * 10_000),
}
longest = pytest.mark.parametrize("texts", LONGEST.values(), ids=LONGEST)


def body_of(answer):
    """Assert that the answer is small enough for Lambda; return its body."""
    assert answer.status_code == 200, answer.content
    assert len(json.dumps({"body": answer.content.decode()})) < LAMBDA_BYTES
    return answer.json()


def write(phone, texts):
    count, text = texts
    entries = [phone.post("/journal", {"date": DAY, "text": text}) for _ in range(count)]
    return [entry.json()["entryId"] for entry in entries]


def followed(phone, url, link):
    """Yield the pages from this URL on."""
    while url:
        parts = urlsplit(url)
        page = body_of(phone.get(f"{parts.path}?{parts.query}"))
        yield page
        url = page[link]


@longest
def test_a_list_is_split_into_answers_in_both_directions(alice, texts):
    newest_first = write(alice, texts)[::-1]
    pages = list(followed(alice, f"/journal/user/{alice.user_id}?limit=100", "next"))
    assert len(pages) > 1
    assert [entry["entryId"] for page in pages for entry in page["results"]] == newest_first
    back = [*followed(alice, pages[-1]["previous"], "previous")][::-1]
    seen = [entry["entryId"] for page in [*back, pages[-1]] for entry in page["results"]]
    assert seen == newest_first


def test_a_filter_reads_at_most_one_answer_of_long_texts(alice):
    write(alice, LONGEST["emoji"])
    alice.post("/journal", {"date": "2026-02-01", "mood": "calm"})
    pages = list(followed(alice, f"/journal/user/{alice.user_id}?mood=calm", "next"))
    assert len(pages) > 1
    assert [entry["mood"] for page in pages for entry in page["results"]] == ["calm"]


@longest
def test_changes_are_split_into_answers(alice, texts):
    page = {**alice.get("/sync").json(), "hasMore": True}
    ids, seen = write(alice, texts), []
    while page["hasMore"]:
        page = body_of(alice.get(f"/sync?cursor={page['next']}"))
        assert page["changes"]
        seen += [change["id"] for change in page["changes"]]
    assert seen == ids


@longest
def test_operations_that_do_not_fit_into_the_answer_are_left_for_the_next_request(alice, texts):
    """Each conflict answers with the long stored text."""
    waiting = [
        {
            "operationId": str(uuid4()),
            "kind": "journal",
            "action": "change",
            "id": entry,
            "ifMatch": "older",
            "record": {"energy": 1},
        }
        for entry in write(alice, texts)
    ]
    rounds = 0
    while waiting:
        results = body_of(alice.post("/sync", {"operations": waiting}))["results"]
        assert results[0]["status"] == "conflict"
        assert {result["status"] for result in results} <= {"conflict", "error"}
        again = {result["operationId"] for result in results if result["status"] == "error"}
        waiting = [operation for operation in waiting if operation["operationId"] in again]
        rounds += 1
    assert rounds > 1
