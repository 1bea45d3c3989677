"""The same photo on any later day is the same answer, and no model is asked again."""

import re
from uuid import uuid4

import pytest

from glowcycle.aws import clients
from glowcycle.encryption import keyring
from glowcycle.errors import Unavailable
from skin import analyzer, known_photos
from skin.known_photos import PREFIX, MeasuredPhoto
from tests.support import stored_life
from tests.support.export_zips import download_export
from tests.support.images import encoded
from tests.support.model_answers import GOOD, model_answer
from tests.support.photo_bucket import face_alone, history, measure, picture, send, upload
from tests.support.retention_choices import FOREVER

DIGEST = r"[\w-]{22}"


@pytest.fixture
def model(bedrock):
    """Let the model score her skin otherwise each time."""
    answers = []
    for pores in range(40, 60):
        scored = {**GOOD, "metrics": {**GOOD["metrics"], "pores": pores}}
        answers.append(model_answer(scored))
    bedrock.answers_with(*answers)
    return bedrock


def ask(phone, **fields):
    answer = send(phone, picture(), scanId=str(uuid4()), **fields)
    assert answer.status_code == 201, answer.content
    return answer.json()


def items(phone):
    """Return the items of hers that lead from a photo to a scan."""
    found = (item for _, item in stored_life.items(phone.user_id))
    return [item for item in found if item.get("item", {}).get("S", "").startswith(PREFIX)]


def result(scan):
    return scan["metrics"], scan["provenance"]


def test_the_same_photo_is_the_same_answer(alice, model, settings):
    settings.DAILY_LIMITS = settings.DAILY_LIMITS | {"analyses": 1}
    first = ask(alice, date="2026-03-01")
    later = ask(alice, date="2026-06-01", keepPhoto="true")
    uploaded = measure(alice, upload(alice, picture()), date="2026-07-01").json()
    assert result(first) == result(later) == result(uploaded)
    assert len({scan["scanId"] for scan in (first, later, uploaded)}) == len(history(alice)) == 3
    assert len(model.requests) == 1
    assert send(alice, picture("tan")).status_code == 429  # one analysis was counted


def test_the_same_pixels_are_the_same_photo(alice, model):
    files = encoded(face_alone()), encoded(face_alone(), "WEBP", lossless=True)
    first, second = (send(alice, file).json() for file in files)
    assert first["scanId"] != second["scanId"]
    assert result(first) == result(second)
    assert len(model.requests) == 1


def test_another_photo_and_another_person_are_measured(alice, stranger, model):
    send(alice, picture())
    send(alice, picture("tan"))
    send(stranger, picture())
    assert len(model.requests) == 3
    names = {item["item"]["S"] for phone in (alice, stranger) for item in items(phone)}
    assert len(names) == 3


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BEDROCK_MODEL_ID", "eu.example.other-v1:0"),
        ("SKIN_ANALYZER", "local"),
        ("SKIN_MODEL_CALLS", 3),
    ],
)
def test_another_method_measures_it_anew(alice, model, settings, name, value):
    first = ask(alice)
    setattr(settings, name, value)
    second = ask(alice)
    assert first["metrics"] != second["metrics"]
    assert len(items(alice)) == 2


def test_a_changed_prompt_measures_it_anew(alice, model, monkeypatch):
    ask(alice)
    monkeypatch.setattr("skin.domain.prompt.VERSION", "skin-next")
    ask(alice)
    assert len(model.requests) == 2


def test_what_the_local_analyzer_measured_is_not_counted_again(alice, face, settings):
    settings.DAILY_LIMITS = settings.DAILY_LIMITS | {"analyses": 1}
    first, second = (send(alice, face, scanId=str(uuid4())).json() for _ in range(2))
    assert result(first) == result(second)


def test_a_deleted_scan_is_forgotten(alice, model):
    first = ask(alice)
    assert len(items(alice)) == 1
    assert alice.delete(f"/skin/{first['scanId']}").status_code == 204
    assert items(alice) == []
    second = ask(alice)
    assert second["metrics"] != first["metrics"]
    assert len(model.requests) == 2


def test_the_copy_may_be_deleted(alice, model):
    first, copy = ask(alice), ask(alice)
    alice.delete(f"/skin/{copy['scanId']}")
    assert result(ask(alice)) == result(first)
    assert len(model.requests) == 1


def test_scores_that_she_altered_are_no_measurement(alice, model):
    first = ask(alice)
    altered = {**first["metrics"], "pores": 1}
    alice.patch(f"/skin/{first['scanId']}", {"metrics": altered})
    second = ask(alice)
    assert second["metrics"]["pores"] != 1
    assert second["provenance"]["source"] == "bedrock"
    assert len(model.requests) == 2
    assert result(ask(alice)) == result(second)  # it stands for the photo now
    assert len(model.requests) == 2


def test_another_date_leaves_the_measurement(alice, model):
    first = ask(alice)
    alice.patch(f"/skin/{first['scanId']}", {"date": "2026-03-03", "cycleDay": 3})
    assert result(ask(alice)) == result(first)


def test_a_new_key_of_hers_leaves_the_answer(alice, model):
    first = ask(alice)
    keyring.rotate(user_id=alice.user_id)
    assert result(ask(alice)) == result(first)


def test_of_two_requests_at_once_both_have_one_answer(alice, model, monkeypatch):
    ask_model, inner = analyzer.measure, []

    def overtaken(**asked):
        monkeypatch.setattr(analyzer, "measure", ask_model)
        inner.append(ask(alice))
        return ask_model(**asked)

    monkeypatch.setattr(analyzer, "measure", overtaken)
    outer = ask(alice)
    assert len(model.requests) == 2
    assert result(outer) == result(inner[0]) == result(ask(alice))


def test_a_request_that_is_overtaken_before_the_scan_is_stored_repeats_itself(
    alice, model, monkeypatch
):
    claim = known_photos.claim

    def overtaken(known, **measured):
        claim(known, **{**measured, "scan_id": str(uuid4())})  # by another request
        return claim(known, **measured)

    monkeypatch.setattr(known_photos, "claim", overtaken)
    monkeypatch.setattr(known_photos, "PAUSES", (0, 0))
    failed = send(alice, picture(), scanId=str(uuid4()))
    assert (failed.status_code, history(alice)) == (503, [])
    monkeypatch.setattr(known_photos, "claim", claim)
    again = measure(alice, failed.json()["photoId"])
    assert again.status_code == 201, again.content
    assert result(ask(alice)) == result(again.json())


def test_without_the_store_nothing_is_asked_or_spent(alice, model, monkeypatch, settings):
    settings.DAILY_LIMITS = settings.DAILY_LIMITS | {"analyses": 1}

    def throttled(*_):
        raise Unavailable

    with monkeypatch.context() as patch:
        patch.setattr(MeasuredPhoto, "find", throttled)
        assert send(alice, picture()).status_code == 503
    assert model.requests == []
    assert send(alice, picture()).status_code == 201


def test_a_store_that_fails_after_the_measurement_leaves_the_photo(alice, model, monkeypatch):
    def throttled(*_, **__):
        raise Unavailable

    with monkeypatch.context() as patch:
        patch.setattr(MeasuredPhoto, "save_if", throttled)
        failed = send(alice, picture())
    assert (failed.status_code, history(alice)) == (503, [])
    made = measure(alice, failed.json()["photoId"]).json()
    assert result(ask(alice)) == result(made)


def test_the_item_tells_neither_photo_nor_scores(alice, model):
    scan = ask(alice)
    [item] = items(alice)
    assert {name: value["S"] for name, value in item.items()} == {
        "userId": alice.user_id,
        "item": item["item"]["S"],
        "scanId": scan["scanId"],
        "content": item["content"]["S"],
    }
    assert re.fullmatch(rf"photo#{DIGEST}", item["item"]["S"])
    assert re.fullmatch(DIGEST, item["content"]["S"])


def test_it_is_neither_exported_nor_counted_and_gone_with_her(alice, model):
    ask(alice)
    [item] = items(alice)
    archive = download_export(alice)
    assert item["item"]["S"].encode() not in archive
    assert "measuredAs" not in alice.get("/sync").content.decode()
    alice.delete("/me")
    assert items(alice) == []


def test_it_expires_with_its_scan(alice, model):
    alice.put("/me/retention", {**FOREVER, "skin": 30})
    scan = ask(alice)
    [item] = items(alice)
    stored = clients.dynamodb().get_item(
        TableName=MeasuredPhoto.Meta.table_name.replace("-person", "-skin"),
        Key={"userId": {"S": alice.user_id}, "scanId": {"S": scan["scanId"]}},
    )["Item"]
    assert abs(int(item["expiresAt"]["N"]) - int(stored["expiresAt"]["N"])) <= 60
