"""Create, read, change and delete a journal entry."""

from uuid import uuid4

ENTRY = {
    "date": "2026-03-01T21:30:00+01:00",
    "mood": "😌",
    "energy": 70,
    "text": "Slept well — \u202efinally\u202c \U0001f469\u200d\U0001f469\u200d\U0001f467 a\u0301",
    "tags": ["sleep", "été"],
}


def test_create_answers_the_whole_entry_with_location_and_etag(alice):
    answer = alice.post("/journal", ENTRY)
    assert answer.status_code == 201
    body = answer.json()
    assert {name: body[name] for name in ENTRY} == ENTRY
    assert body["userId"] == alice.user_id
    assert body["version"] == 1
    assert body["cycleDay"] is None
    assert body["createdAt"] == body["updatedAt"]
    assert answer.headers["Location"] == f"/journal/{body['entryId']}"
    assert answer.headers["ETag"].strip('"')
    assert answer.headers["Cache-Control"] == "no-store"


def test_read_answers_the_same_entry_as_create(alice):
    written = alice.post("/journal", ENTRY)
    read = alice.get(written.headers["Location"])
    assert read.status_code == 200
    assert read.json() == written.json()
    assert read.headers["ETag"] == written.headers["ETag"]


def test_only_the_date_is_required(alice):
    body = alice.post("/journal", {"date": "2026-03-01"}).json()
    assert (body["mood"], body["energy"], body["text"], body["tags"]) == (None, None, None, [])


def test_the_phone_may_choose_the_id_in_either_case(alice):
    entry_id = str(uuid4())
    answer = alice.post("/journal", {**ENTRY, "entryId": entry_id.upper()})
    assert answer.json()["entryId"] == entry_id
    assert alice.get(f"/journal/{entry_id.upper()}").json()["entryId"] == entry_id


def test_posting_an_id_again_with_the_same_content_gives_the_same_answer(alice):
    body = {**ENTRY, "entryId": str(uuid4())}
    first, again = alice.post("/journal", body), alice.post("/journal", body)
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["ETag"] == first.headers["ETag"]


def test_posting_an_id_again_after_a_change_answers_the_changed_entry(alice):
    body = {**ENTRY, "entryId": str(uuid4())}
    alice.post("/journal", body)
    changed = alice.patch(f"/journal/{body['entryId']}", {"energy": 10}).json()
    again = alice.post("/journal", body)
    assert (again.status_code, again.json()) == (201, changed)


def test_posting_an_id_again_with_other_content_is_a_conflict(alice):
    body = {**ENTRY, "entryId": str(uuid4())}
    alice.post("/journal", body)
    answer = alice.post("/journal", {**body, "energy": 71})
    assert (answer.status_code, answer.json()["code"]) == (409, "id_taken")
    assert alice.get(f"/journal/{body['entryId']}").json()["energy"] == 70


def test_a_deleted_id_stays_deleted_when_its_create_arrives_late(alice):
    body = {**ENTRY, "entryId": str(uuid4())}
    alice.post("/journal", body)
    alice.delete(f"/journal/{body['entryId']}")
    assert alice.post("/journal", body).status_code == 409
    assert alice.get(f"/journal/{body['entryId']}").status_code == 404


def test_put_clears_the_fields_that_are_left_out(alice):
    written = alice.post("/journal", ENTRY)
    replaced = alice.put(written.headers["Location"], {"date": "2026-03-02"})
    assert replaced.status_code == 200
    body = replaced.json()
    assert (body["date"], body["mood"], body["energy"]) == ("2026-03-02", None, None)
    assert (body["text"], body["tags"]) == (None, [])
    assert body["version"] == 2
    assert body["createdAt"] == written.json()["createdAt"] < body["updatedAt"]
    assert replaced.headers["ETag"] != written.headers["ETag"]


def test_patch_changes_only_the_given_fields(alice):
    written = alice.post("/journal", ENTRY)
    body = alice.patch(written.headers["Location"], {"mood": None}).json()
    assert body["mood"] is None
    assert body["text"] == ENTRY["text"]


def test_put_accepts_an_answer_unchanged(alice):
    written = alice.post("/journal", ENTRY)
    answer = alice.put(written.headers["Location"], written.json())
    assert answer.status_code == 200
    assert answer.json()["text"] == ENTRY["text"]


def test_the_id_in_a_body_must_equal_the_id_in_the_address(alice):
    written = alice.post("/journal", ENTRY)
    answer = alice.put(written.headers["Location"], {**ENTRY, "entryId": str(uuid4())})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["entryId"])


def test_a_deleted_entry_is_404_and_a_second_delete_is_204(alice):
    address = alice.post("/journal", ENTRY).headers["Location"]
    assert [alice.delete(address).status_code for _ in range(2)] == [204, 204]
    assert alice.get(address).status_code == 404
    assert alice.put(address, ENTRY).status_code == 404
    listed = alice.get(f"/journal/user/{alice.user_id}").json()
    assert listed["results"] == []


def test_an_unknown_id_is_404_by_every_method(alice):
    address = f"/journal/{uuid4()}"
    for method, body in (("GET", None), ("PUT", ENTRY), ("PATCH", {}), ("DELETE", None)):
        assert alice.send(method, address, body).status_code == 404, method
