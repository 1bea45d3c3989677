"""The metadata of a photo and what a model makes up reach no other person, no log and no scan."""

import json

import pytest

from tests.support import faults
from tests.support.model_answers import GOOD, OBSERVED, RUINED, model_answer
from tests.support.photo_bucket import (
    CANARY,
    bucket_content,
    bucket_faults,
    history,
    measure,
    picture,
    send,
    upload,
)

SEEN = f"A mole shaped like a {CANARY} on the left cheek."


@pytest.fixture
def observant(bedrock):
    """Let the model first answer with a canary, then by the rules."""
    seen = {"what": SEEN, "where": "cheeks"}
    bedrock.answers_with(model_answer({**GOOD, "observations": [seen]}), model_answer(GOOD))
    return bedrock


def test_the_photos_and_the_answer_hold_canaries(alice, observant, face):
    assert CANARY.encode() in picture()
    assert CANARY.encode() in face
    assert send(alice, face).json()["provenance"]["observations"] == OBSERVED
    assert [SEEN.encode() in request.body for request in observant.requests] == [False, True]


def assert_silent(lines, *names):
    assert lines
    for name in (CANARY, *names):
        assert name not in lines


def test_no_log_holds_a_canary_or_an_id_on_a_good_day(alice, observant, log):
    scan = send(alice, picture(), keepPhoto="true").json()
    photo_id = upload(alice, picture())
    measure(alice, photo_id)
    alice.get(f"/skin/{scan['scanId']}/photo")
    history(alice)
    alice.delete(f"/skin/{scan['scanId']}")
    assert_silent(log(), alice.user_id, scan["scanId"], photo_id)


def test_no_log_holds_a_canary_or_an_id_on_bad_days(alice, observant, log, no_waiting):
    for fault in (faults.overloaded, faults.lost, faults.refused(403, f"{CANARY}Denied")):
        with bucket_faults(fault, fault):
            send(alice, picture(), keepPhoto="true")
    observant.answers_with(model_answer({**GOOD, "observations": [SEEN] * 9}))
    photo_id = send(alice, picture("tan")).json()["photoId"]
    observant.answers_with(RUINED)
    statuses = [
        measure(alice, photo_id).status_code,
        send(alice, CANARY.encode()).status_code,
        send(alice, picture(), scanId=CANARY).status_code,
        send(alice, picture(), **{CANARY: "x"}).status_code,
    ]
    assert statuses == [422, 422, 400, 400]
    logged = {json.loads(line)["message"] for line in log().splitlines()}
    assert logged == {"request", "bedrock", "unavailable", "unexpected"}
    assert_silent(log(), alice.user_id, photo_id)


def test_a_stored_photo_holds_no_canary(alice, observant, face):
    send(alice, face, keepPhoto="true")
    observant.answers_with(model_answer("nothing"))
    send(alice, picture())
    assert sorted(key.split("/")[0] for key in bucket_content(alice)) == ["kept", "pending"]
    assert CANARY.encode() not in b"".join(bucket_content(alice).values())


def test_the_question_to_the_model_holds_no_canary(alice, observant, face):
    send(alice, face)
    request, _ = observant.requests  # the second one names what is wrong with the first answer
    shown = request.params["messages"][0]["content"][0]["image"]["source"]["bytes"]
    assert CANARY.encode() not in request.body
    assert CANARY.encode() not in shown
    assert alice.user_id.encode() not in request.body


def test_another_person_gets_nothing_of_a_photo(alice, stranger, observant):
    scan = send(alice, picture(), keepPhoto="true").json()
    photo_id = upload(alice, picture())
    address = f"/skin/{scan['scanId']}"
    body = {"date": "2026-03-01", "metrics": {"pores": 1}}
    answers = [
        stranger.get(address),
        stranger.get(f"{address}/photo"),
        stranger.put(address, body),
        stranger.patch(address, {"date": "2026-03-01"}),
        stranger.delete(address),
        stranger.get(f"/skin/user/{alice.user_id}"),
        measure(stranger, photo_id),
        measure(stranger, photo_id, scanId=scan["scanId"]),
    ]
    assert {answer.status_code for answer in answers} <= {403, 404}
    answered = json.dumps([(answer.content.decode(), dict(answer.headers)) for answer in answers])
    for name in (CANARY, scan["scanId"], photo_id, alice.user_id):
        assert name not in answered
    assert (history(alice), history(stranger), bucket_content(stranger)) == ([scan], [], {})
    assert set(bucket_content(alice)) == {f"kept/{scan['scanId']}", f"uploads/{photo_id}"}


def test_two_persons_with_the_same_photo_and_id_have_two_scans(alice, stranger, observant):
    fields = {"scanId": "0f0e0d0c-0b0a-4908-8706-050403020100", "date": "2026-03-01"}
    first, second = (send(phone, picture(), **fields).json() for phone in (alice, stranger))
    assert first["scanId"] == second["scanId"]
    assert (history(alice), history(stranger)) == ([first], [second])
    assert len(observant.requests) == 3  # the first answer is refused
