"""A photo that is sent twice at once is measured twice; both get the answer of the faster one."""

from types import SimpleNamespace
from uuid import uuid4

from glowcycle.storage import writes
from skin import known_photos
from skin.models import SkinScan
from tests.support.model_answers import GOOD, model_answer
from tests.support.photo_bucket import bucket_content, picture, send


def test_a_request_waits_until_the_faster_one_has_stored_its_scan(alice, bedrock, monkeypatch):
    bedrock.answers_with(model_answer(GOOD))
    claim, faster = known_photos.claim, str(uuid4())

    def overtaken(known, *, scan_id, content):
        others = claim(known, scan_id=faster, content={**content, "metrics": {"pores": 7}})
        scan = SkinScan(known.user_id, faster, date="2026-03-01", **others)
        pause = SimpleNamespace(sleep=lambda _: writes.create_as(scan, request_digest="faster"))
        monkeypatch.setattr(known_photos, "time", pause)
        return claim(known, scan_id=scan_id, content=content)

    monkeypatch.setattr(known_photos, "claim", overtaken)
    answer = send(alice, picture(), scanId=str(uuid4()))
    assert answer.status_code == 201, answer.content
    assert answer.json()["metrics"]["pores"] == 7
    assert bucket_content(alice) == {}


def test_the_waiting_ends_long_before_the_request():
    assert 0.5 < sum(known_photos.PAUSES) < 1
