"""A photo sent twice with one Idempotency-Key is one scan and costs once."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count

from skin import analyzer
from tests.support.photo_bucket import history, picture, send


def test_a_photo_is_measured_once_per_key(alice, face, monkeypatch):
    measured, measure_once = count(), analyzer.measure

    def counted(**named):
        next(measured)
        return measure_once(**named)

    monkeypatch.setattr(analyzer, "measure", counted)
    first, again = (send_keyed(alice, face, "k") for _ in range(2))
    assert first.json() == again.json()
    assert (next(measured), len(history(alice))) == (1, 1)
    assert send_keyed(alice, picture(), "k").status_code == 409


def test_concurrent_copies_of_a_photo_give_one_scan_and_one_answer(alice, face):
    with alice.saying(Idempotency_Key="k"), ThreadPoolExecutor(4) as phones:
        copies = [phones.submit(send, alice, face, keepPhoto="true") for _ in range(4)]
        answers = [copy.result() for copy in copies]
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert len(history(alice)) == 1


def send_keyed(phone, photo, key):
    with phone.saying(Idempotency_Key=key):
        return send(phone, photo)
