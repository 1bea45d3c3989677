"""Idempotency-Key: repeated requests are one write."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from glowcycle.storage.revisions import EARLIER_WRITES
from tests.support.addresses import at
from tests.support.faults import lost, none, store_faults

DAY = "2026-03-01"
SCORES = {"radiance": 1, "moisture": None, "texture": 3, "pores": 4, "darkCircles": 5}
BODIES = {
    "journal": ({"date": DAY, "energy": 1}, {"energy": 2}, {"energy": 3}),
    "period": ({"date": DAY, "flow": "light"}, {"flow": "heavy"}, {"flow": "medium"}),
    "skin": ({"date": DAY, "metrics": SCORES}, {"cycleDay": 2}, {"cycleDay": 3}),
    "stage": (
        {"kind": "pregnancy", "start": DAY, "basis": "conception"},
        {"basis": "lastPeriod"},
        {"basis": "scan"},
    ),
}
NAMES = {"journal": "entryId", "period": "date", "skin": "scanId", "stage": "stageId"}
every_kind = pytest.mark.parametrize("kind", sorted(BODIES))


def keyed(key):
    return {"Idempotency_Key": key}


def created(phone, kind):
    answer = phone.post(at(kind), BODIES[kind][0])
    return at(kind, answer.json()[NAMES[kind]])


@every_kind
def test_a_create_with_a_key_is_one_record_and_one_answer(alice, kind):
    body = BODIES[kind][0]
    first, again = (alice.post(at(kind), body, **keyed("k")) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200 if kind == "period" else 201)
    assert first.json() == again.json()
    assert first.headers["ETag"] == again.headers["ETag"]
    assert len(alice.get(f"{at(kind)}/user/{alice.user_id}").json()["results"]) == 1


@pytest.mark.parametrize("kind", ["journal", "skin"])
def test_other_content_under_the_same_key_is_409(alice, kind):
    body = BODIES[kind][0]
    alice.post(at(kind), body, **keyed("k"))
    answer = alice.post(at(kind), {**body, "cycleDay": 7}, **keyed("k"))
    assert (answer.status_code, answer.json()["code"]) == (409, "key_reused")
    assert len(alice.get(f"{at(kind)}/user/{alice.user_id}").json()["results"]) == 1


@pytest.mark.parametrize("kind", ["journal", "skin"])
def test_a_repetition_does_not_create_a_deleted_record_again(alice, kind):
    body, own = BODIES[kind][0], {NAMES[kind]: str(uuid4())}
    for sent_body, key in ((body, "k"), ({**body, **own}, "l")):
        path = at(kind, alice.post(at(kind), sent_body, **keyed(key)).json()[NAMES[kind]])
        alice.delete(path)
        again = alice.post(at(kind), sent_body, **keyed(key))
        assert (again.status_code, again.json()["code"]) == (409, "since_deleted")
        assert alice.get(path).status_code == 404
    other = alice.post(at(kind), {**body, **own}, **keyed("m"))
    assert (other.status_code, other.json()["code"]) == (409, "id_taken")


def test_a_key_works_across_both_addresses_of_a_stage(alice):
    first = alice.post("/journal", BODIES["journal"][0], **keyed("k"))
    alice._client.defaults["SCRIPT_NAME"] = "/dev"
    again = alice.post("/journal", BODIES["journal"][0], **keyed("k"))
    del alice._client.defaults["SCRIPT_NAME"]
    assert again.json() == first.json() == alice.get(first.headers["Location"]).json()


def test_a_key_belongs_to_one_person_and_one_path(alice, stranger):
    answers = [
        alice.post("/journal", BODIES["journal"][0], **keyed("k")).json()["entryId"],
        stranger.post("/journal", BODIES["journal"][0], **keyed("k")).json()["entryId"],
        alice.post("/skin", BODIES["skin"][0], **keyed("k")).json()["scanId"],
        alice.post("/journal", BODIES["journal"][0], **keyed("l")).json()["entryId"],
    ]
    assert len(set(answers)) == 4


def test_concurrent_copies_are_one_record(alice):
    with ThreadPoolExecutor(8) as phones:
        answers = list(
            phones.map(
                lambda _: alice.post("/journal", BODIES["journal"][0], **keyed("k")), range(8)
            )
        )
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["entryId"] for answer in answers}) == 1


@every_kind
@pytest.mark.parametrize("method", ["patch", "put"])
def test_a_repeated_change_is_recognised_after_other_changes(alice, kind, method):
    path, (first, then, other) = created(alice, kind), BODIES[kind]
    body = {**first, **then} if method == "put" else then
    change = getattr(alice, method)
    assert change(path, body, **keyed("k")).json()["version"] == 2
    alice.patch(path, other)
    again = change(path, body, **keyed("k"))
    assert (again.status_code, again.json()["version"]) == (200, 3)


@every_kind
def test_a_repeated_change_with_if_match_is_recognised_after_other_changes(alice, kind):
    path, (_, then, _) = created(alice, kind), BODIES[kind]
    terms = {"If_Match": alice.get(path).headers["ETag"], **keyed("k")}
    first, again = (alice.patch(path, then, **terms) for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.headers["ETag"] == again.headers["ETag"]
    assert alice.patch(path, then, If_Match=terms["If_Match"]).status_code == 412


@pytest.mark.parametrize("method", ["patch", "put"])
def test_a_repeated_change_of_scores_is_recognised(alice, method):
    path = created(alice, "skin")
    body = {"date": DAY, "metrics": {**SCORES, "radiance": 99}}
    first, again = (getattr(alice, method)(path, body, **keyed("k")) for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()


def test_an_empty_change_is_not_a_deletion(alice):
    path = created(alice, "journal")
    assert alice.patch(path, {}, **keyed("k")).status_code == 200
    answer = alice.delete(path, **keyed("k"))
    assert (answer.status_code, answer.json()["code"]) == (409, "key_reused")
    assert alice.get(path).status_code == 200


@pytest.mark.parametrize("faster", [{"flow": "light"}, {"flow": "heavy"}])
def test_a_deleted_day_that_two_log_again_has_the_content_of_one(alice, faster):
    alice.delete(created(alice, "period"))

    def meanwhile(deliver):
        assert alice.post("/period", {"date": DAY, **faster}).status_code == 201
        return deliver()

    with store_faults(none, meanwhile, operation="PutItem"):
        answer = alice.post("/period", {"date": DAY, "flow": "light"})
    assert answer.status_code == (200 if faster == {"flow": "light"} else 409)
    assert alice.get(f"/period/{DAY}").json()["flow"] == faster["flow"]


@every_kind
def test_the_key_of_a_change_with_other_content_is_409(alice, kind):
    path, (_, then, other) = created(alice, kind), BODIES[kind]
    alice.patch(path, then, **keyed("k"))
    answer = alice.patch(path, other, **keyed("k"))
    assert (answer.status_code, answer.json()["code"]) == (409, "key_reused")
    assert alice.get(path).json()["version"] == 2


def test_a_day_put_with_a_key_is_201_once(alice):
    body = {"flow": "light"}
    first, again = (alice.put(f"/period/{DAY}", body, **keyed("k")) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()


@pytest.mark.parametrize("method", ["post", "put"])
def test_a_repetition_does_not_log_a_deleted_day_again(alice, method):
    path = "/period" if method == "post" else f"/period/{DAY}"
    body = {"date": DAY, "flow": "light"}
    write = getattr(alice, method)
    assert write(path, body, **keyed("k")).status_code == 201
    alice.delete(f"/period/{DAY}")
    again = write(path, body, **keyed("k"))
    assert (again.status_code, again.json()["code"]) == (409, "since_deleted")
    assert write(path, body, **keyed("l")).status_code == 201


def test_a_repeated_delete_is_done_once(alice):
    path = created(alice, "period")
    assert alice.delete(path, **keyed("k")).status_code == 204
    created(alice, "period")
    assert alice.delete(path, **keyed("k")).status_code == 204
    assert alice.get(path).status_code == 200
    assert alice.delete(path).status_code == 204
    assert alice.get(path).status_code == 404


def test_a_lost_answer_is_recognised_after_another_write(alice, monkeypatch):
    """botocore retries the write; meanwhile another writer changes the record."""
    path = created(alice, "journal")
    other = iter([True])

    def overtake(_seconds):
        if next(other, False):
            alice.patch(path, {"tags": ["other"]})

    monkeypatch.setattr("botocore.endpoint.time.sleep", overtake)
    with store_faults(lost, operation="PutItem"):
        answer = alice.patch(path, {"energy": 2})
    stored = alice.get(path).json()
    assert (answer.status_code, answer.json()) == (200, stored)
    assert (stored["energy"], stored["tags"], stored["version"]) == (2, ["other"], 3)


def test_a_change_with_a_lost_answer_on_a_deleted_record_is_404(alice):
    path = created(alice, "journal")

    def overtaken(deliver):
        lost(deliver)
        assert alice.delete(path).status_code == 204
        return lost(lambda: None)

    with store_faults(overtaken, operation="PutItem"):
        assert alice.patch(path, {"energy": 2}).status_code == 404
    assert alice.get(path).status_code == 404


def test_a_record_remembers_its_last_twenty_writes(alice):
    path = created(alice, "period")
    alice.patch(path, {"flow": "heavy"}, **keyed("k"))
    for number in range(EARLIER_WRITES):
        alice.patch(path, {"cycleLength": 20 + number})
    again = alice.patch(path, {"flow": "heavy"}, **keyed("k"))
    assert again.json()["version"] == 2 + EARLIER_WRITES
    assert EARLIER_WRITES == 20  # as docs/api.md says


@pytest.mark.parametrize("key", ["", " ", "ü", "a b", "x" * 256, "a\x7f"])
def test_an_invalid_key_is_400(alice, key):
    answer = alice.post("/journal", BODIES["journal"][0], **keyed(key))
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["Idempotency-Key"])


@every_kind
def test_if_none_match_never_changes_a_record(alice, kind):
    path, (first, then, _) = created(alice, kind), BODIES[kind]
    etag = alice.get(path).headers["ETag"]
    for answer in (
        alice.put(path, {**first, **then}, If_None_Match="*"),
        alice.patch(path, then, If_None_Match="*"),
        alice.delete(path, If_None_Match="*"),
    ):
        assert (answer.status_code, answer.headers["ETag"]) == (412, etag)


def test_if_none_match_allows_a_new_day(alice):
    path, light, heavy = f"/period/{DAY}", {"flow": "light"}, {"flow": "heavy"}
    assert alice.put(path, light, If_None_Match="*").status_code == 201
    refused = alice.put(path, heavy, If_None_Match="*")
    assert (refused.status_code, refused.headers["ETag"]) == (412, alice.get(path).headers["ETag"])
    alice.delete(path)
    assert alice.put(path, heavy, If_None_Match="*").status_code == 201
