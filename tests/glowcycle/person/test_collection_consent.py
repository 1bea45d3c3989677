"""Where the operator requires it, health data is stored only with her consent to that."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.management.base import CommandError
from django.utils import timezone

from glowcycle.encryption import keyring
from glowcycle.encryption.data_keys import KeyItem
from glowcycle.person.consents.texts import HEALTH_DATA, TEXTS, ConsentText
from tests.support.altered_exports import run_import
from tests.support.export_zips import answered_records, download_export
from tests.support.faults import store_faults
from tests.support.model_answers import GOOD, model_answer
from tests.support.people import someone
from tests.support.sample_requests import REPRESENTATIVES
from tests.support.stored_data import stored
from tests.support.sync_operations import operation, send, statuses

PATH = f"/me/consents/{HEALTH_DATA}"
VERSION = {"version": TEXTS[HEALTH_DATA].version}
ENTRY = {"date": "2026-03-01", "energy": 1}
COLLECTING = [
    name
    for name in REPRESENTATIVES
    if name.startswith(("POST ", "PUT ", "PATCH "))
    and name.partition(":")[0].split()[1] not in {"sync", "consent", "restriction"}
]


@pytest.fixture
def required(settings):
    settings.COLLECTION_CONSENT_REQUIRED = True


def assert_refused(answer):
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (403, "consent_required")
    assert (problem["consent"], problem["version"]) == (HEALTH_DATA, VERSION["version"])
    assert f"PUT {PATH}" in problem["detail"]


@pytest.mark.parametrize("name", COLLECTING)
def test_no_write_goes_on_without_consent(settings, bedrock, name):
    bedrock.answers_with(model_answer(GOOD))
    phone = someone()
    ask = REPRESENTATIVES[name](phone)
    before = stored(phone.user_id)
    settings.COLLECTION_CONSENT_REQUIRED = True
    assert_refused(ask())
    assert stored(phone.user_id) == before
    assert bedrock.requests == []
    assert phone.put(PATH, VERSION).status_code == 200
    assert ask().status_code < 300
    phone.delete(PATH)
    assert_refused(ask())


@pytest.mark.parametrize("name", sorted(REPRESENTATIVES.keys() - set(COLLECTING)))
def test_reads_deletions_and_choices_go_on_without_consent(settings, bedrock, name):
    bedrock.answers_with(model_answer(GOOD))
    ask = REPRESENTATIVES[name](someone())
    settings.COLLECTION_CONSENT_REQUIRED = True
    assert ask().status_code < 300


@pytest.mark.usefixtures("required")
def test_export_and_erasure_go_on_without_consent(alice):
    assert download_export(alice)
    assert (
        alice.put("/me/retention", dict.fromkeys(("journal", "period", "skin"))).status_code < 300
    )
    assert alice.delete("/me").status_code == 202


def test_a_phone_keeps_what_it_may_not_send_yet(alice, settings):
    entry, other = (operation("journal", "create", str(uuid4()), ENTRY) for _ in range(2))
    assert statuses(send(alice, entry)) == ["applied"]
    settings.COLLECTION_CONSENT_REQUIRED = True
    change = operation("journal", "change", entry["id"], {"energy": 9})
    delete = operation("journal", "delete", entry["id"])
    refused = send(alice, other, change)
    assert statuses(refused) == ["error", "error"]
    assert {(r["problem"]["code"], r["problem"]["consent"]) for r in refused} == {
        ("consent_required", HEALTH_DATA)
    }
    alice.put(PATH, VERSION)
    assert statuses(send(alice, other, change)) == ["applied", "applied"]
    alice.delete(PATH)
    assert statuses(send(alice, change, delete)) == ["error", "applied"]


@pytest.mark.usefixtures("required")
def test_an_import_needs_consent_before_it_stores_anything(alice, stranger, tmp_path, settings):
    alice.put(PATH, VERSION)
    alice.post("/journal", ENTRY)
    zipped = tmp_path / "export.zip"
    zipped.write_bytes(download_export(alice))
    with pytest.raises(CommandError, match="consent"):
        run_import(zipped, stranger.user_id)
    assert {key for _, key in stored(stranger.user_id) if key == "import"} == set()
    stranger.put(PATH, VERSION)
    run_import(zipped, stranger.user_id)
    assert len(answered_records(stranger)["journal"]) == 1


def test_nothing_is_asked_where_it_is_not_required(alice, settings):
    assert alice.post("/journal", ENTRY).status_code == 201
    names = [each["name"] for each in alice.get("/me/consents").json()["consents"]]
    assert names == ["photo-analysis"]
    settings.COLLECTION_CONSENT_REQUIRED = True
    names = [each["name"] for each in alice.get("/me/consents").json()["consents"]]
    assert names == [HEALTH_DATA, "photo-analysis"]


def test_it_can_be_given_before_it_is_required_and_is_then_listed(alice, settings):
    assert alice.put(PATH, VERSION).json()["given"] is True
    assert alice.get("/me/consents").json()["consents"][0]["name"] == HEALTH_DATA
    settings.COLLECTION_CONSENT_REQUIRED = True
    assert alice.post("/journal", ENTRY).status_code == 201


@pytest.mark.usefixtures("required")
def test_a_new_text_needs_a_new_consent(alice, monkeypatch):
    alice.put(PATH, VERSION)
    newer = {**TEXTS, HEALTH_DATA: ConsentText(version="2", words="More.")}
    monkeypatch.setattr("glowcycle.person.consents.services.TEXTS", newer)
    answer = alice.post("/journal", ENTRY)
    assert (answer.status_code, answer.json()["version"]) == (403, "2")
    alice.put(PATH, {"version": "2"})
    assert alice.post("/journal", ENTRY).status_code == 201


@pytest.mark.usefixtures("required")
def test_a_person_without_a_key_can_consent_and_write(alice):
    KeyItem(alice.user_id, KeyItem.NAME).delete()
    keyring.forget()
    assert_refused(alice.post("/journal", ENTRY))
    alice.put(PATH, VERSION)
    assert alice.post("/journal", ENTRY).status_code == 201


@pytest.mark.usefixtures("required")
def test_another_process_learns_of_a_consent_at_once_and_of_a_withdrawal_in_a_minute(alice):
    alice.get("/me/retention")
    before = dict(keyring._cache)
    alice.put(PATH, VERSION)
    keyring._cache.update(before)  # as in a process that read her keys before
    with time_machine.travel(timezone.now() + timedelta(seconds=2)):
        assert alice.post("/journal", ENTRY).status_code == 201
        given = dict(keyring._cache)
        alice.delete(PATH)
    keyring._cache.update(given)
    with time_machine.travel(timezone.now() + timedelta(seconds=keyring.CACHE_SECONDS + 3)):
        assert_refused(alice.post("/journal", ENTRY))


@pytest.mark.parametrize("setting", [True, False])
def test_a_write_costs_the_same_calls(alice, settings, setting):
    alice.put(PATH, VERSION)
    alice.get("/me/retention")
    settings.COLLECTION_CONSENT_REQUIRED = setting
    with store_faults() as made:
        alice.post("/journal", ENTRY)
    assert made == ["PutItem", "Query", "Query"]


@pytest.mark.usefixtures("required")
def test_a_refused_request_does_not_read_her_keys_each_time(alice):
    assert_refused(alice.post("/journal", ENTRY))
    with store_faults() as made:
        send(alice, *(operation("journal", "create", str(uuid4()), ENTRY) for _ in range(20)))
    assert len(made) <= 1


@pytest.mark.usefixtures("required")
def test_only_her_own_consent_counts(alice, stranger):
    stranger.put(PATH, VERSION)
    assert_refused(alice.post("/journal", ENTRY))
    assert stranger.post("/journal", ENTRY).status_code == 201
