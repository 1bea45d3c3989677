"""What a photo tells besides its pixels, and what is seen on it, reaches nobody and no log."""

import json

import pytest

from tests.support import faults
from tests.support.model_answers import GOOD, RUINED, said
from tests.support.photo_bucket import (
    CANARY,
    bucket_faults,
    held,
    history,
    measure,
    picture,
    send,
    upload,
)

SEEN = f"A mole shaped like a {CANARY} on the left cheek."


@pytest.fixture
def observant(bedrock):
    """Let the model see what nobody else is to know."""
    bedrock.answers_with(said({**GOOD, "observations": [SEEN]}))
    return bedrock


def test_the_canaries_are_there_to_be_told(alice, observant, face):
    assert CANARY.encode() in picture()
    assert CANARY.encode() in face
    assert send(alice, face).json()["provenance"]["observations"] == [SEEN]


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
    observant.answers_with(said({**GOOD, "observations": [SEEN] * 9}))
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


def test_what_is_stored_of_a_photo_holds_no_canary(alice, observant, face):
    send(alice, face, keepPhoto="true")
    observant.answers_with(said("nothing"))
    send(alice, picture())
    assert sorted(key.split("/")[0] for key in held(alice)) == ["kept", "pending"]
    assert CANARY.encode() not in b"".join(held(alice).values())


def test_what_is_sent_to_the_model_holds_no_canary(alice, observant, face):
    send(alice, face)
    [request] = observant.requests
    shown = request.params["messages"][0]["content"][0]["image"]["source"]["bytes"]
    assert CANARY.encode() not in request.body
    assert CANARY.encode() not in shown
    assert alice.user_id.encode() not in request.body


def test_another_person_learns_nothing(alice, stranger, observant):
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
    told = json.dumps([(answer.content.decode(), dict(answer.headers)) for answer in answers])
    for name in (CANARY, scan["scanId"], photo_id, alice.user_id):
        assert name not in told
    assert (history(alice), history(stranger), held(stranger)) == ([scan], [], {})
    assert set(held(alice)) == {f"kept/{scan['scanId']}", f"pending/{photo_id}"}


def test_the_same_photo_and_id_of_two_persons_are_two_scans(alice, stranger, observant):
    wishes = {"scanId": "0f0e0d0c-0b0a-4908-8706-050403020100", "date": "2026-03-01"}
    hers, his = (send(phone, picture(), **wishes).json() for phone in (alice, stranger))
    assert hers["scanId"] == his["scanId"]
    assert (history(alice), history(stranger)) == ([hers], [his])
    assert len(observant.requests) == 2
