"""What an operator does for a person who asks, and to show that it was done."""

import io
import json
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from glowcycle.aws import clients
from glowcycle.encryption import keyring
from glowcycle.person.erasure import receipts, services
from glowcycle.person.management.commands import erase_person
from tests.support.stored_life import left

ENTRY = {"date": "2026-03-01", "text": "hers"}


def run(*words, **options):
    out = io.StringIO()
    call_command(*words, stdout=out, **options)
    return out.getvalue()


def erased(phone):
    printed = run("erase_person", phone.user_id, "--wait")
    return json.loads(printed[printed.index("{") :])


@pytest.fixture
def clock(monkeypatch):
    """Time that passes when somebody waits."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        monkeypatch.setattr(
            erase_person.time, "sleep", lambda seconds: clock.shift(timedelta(seconds=seconds))
        )
        yield clock


def test_an_operator_erases_a_person_in_one_go(alice, nobody, clock, monkeypatch):
    monkeypatch.setattr(services, "MAX_PAGES", 1)
    monkeypatch.setattr(services, "PAGE_SIZE", 2)
    for _ in range(7):
        alice.post("/journal", ENTRY)
    receipt = erased(alice)
    assert receipt["removed"]["journal"] == 7
    assert nobody.get(f"/me/receipts/{receipt['receiptId']}").json() == receipt
    assert left(alice.user_id) == []


def test_without_waiting_it_says_when_to_come_back(alice, clock):
    alice.post("/journal", ENTRY)
    assert "ready in 180 s" in run("erase_person", alice.user_id)
    clock.shift(services.SETTLE)
    assert '"journal": 1' in run("erase_person", alice.user_id)


def test_it_finishes_what_she_began(alice, clock):
    alice.post("/journal", ENTRY)
    receipt_id = alice.delete("/me").json()["receiptId"]
    assert receipt_id in run("erase_person", alice.user_id, "--wait")


def test_a_receipt_can_be_verified_by_whoever_holds_it(alice, clock, tmp_path):
    receipt = tmp_path / "receipt.json"
    receipt.write_text(json.dumps(erased(alice)))
    assert "Genuine" in run("verify_receipt", str(receipt))
    told = json.loads(receipt.read_text())
    assert "Genuine" in run("verify_receipt", str(receipt), public_key=told["publicKey"])
    for altered in ({**told, "erasedAt": "x"}, [], {}):
        receipt.write_text(json.dumps(altered))
        with pytest.raises(CommandError):
            run("verify_receipt", str(receipt))
    receipt.write_text("{")
    with pytest.raises(CommandError):
        run("verify_receipt", str(receipt))


def test_a_receipt_says_when_backups_lapse(alice, clock):
    alice.post("/journal", ENTRY)
    told = {name: at for name, at in erased(alice).items() if name.endswith("At")}
    at = {name: datetime.fromisoformat(each) for name, each in told.items()}
    assert at["keyBackupsLapseAt"] - at["keyDestroyedAt"] == timedelta(days=1)
    assert at["backupsLapseAt"] - at["erasedAt"] == timedelta(days=35)


def test_of_two_calls_that_end_an_erasure_at_once_the_first_ones_receipt_stays():
    told = {"receiptId": str(uuid4()), "removed": {"journal": 1}}
    first = receipts.issue(told)
    assert receipts.issue({**told, "removed": {}}) == first == receipts.get(told["receiptId"])


def test_after_another_secret_key_the_old_public_key_verifies(alice, clock, settings, tmp_path):
    receipt = tmp_path / "receipt.json"
    receipt.write_text(json.dumps(erased(alice)))
    settings.SECRET_KEY = "t" * 40
    with pytest.raises(CommandError):
        run("verify_receipt", str(receipt))
    key = json.loads(receipt.read_text())["publicKey"]
    assert "Genuine" in run("verify_receipt", str(receipt), public_key=key)


def test_an_operator_gives_a_person_a_new_key(alice):
    entry = alice.post("/journal", ENTRY).json()
    assert "newest of 2" in run("rotate_key", alice.user_id)
    newer = alice.post("/journal", ENTRY).json()
    keyring.forget()
    for each in (entry, newer):
        assert alice.get(f"/journal/{each['entryId']}").json() == each
    alice.delete("/me")
    with pytest.raises(CommandError):
        run("rotate_key", alice.user_id)


def test_a_typing_error_makes_nobody_a_key():
    user_id = str(uuid4())
    with pytest.raises(CommandError, match="no such person"):
        run("rotate_key", user_id)
    assert keyring.load(user_id=user_id) is None


@pytest.mark.parametrize(
    "command", ["erase_person", "export_person", "import_export x.zip", "rotate_key"]
)
@pytest.mark.parametrize("what", ["", "receipt/{}", "her id", "é"])
def test_only_whom_a_token_can_name_is_a_person(alice, clock, command, what):
    receipt_id = erased(alice)["receiptId"]
    with pytest.raises(CommandError, match="PERSON"):
        run(*command.split(), what.format(receipt_id))
    assert receipts.find(receipt_id)


def test_create_key_makes_the_key_of_the_alias_once_and_has_it_rotated(settings):
    settings.KMS_KEY_ID = "alias/glowcycle-made-by-a-test"
    assert "created" in run("create_key")
    assert "was there" in run("create_key")
    key_id = clients.kms().describe_key(KeyId=settings.KMS_KEY_ID)["KeyMetadata"]["KeyId"]
    assert clients.kms().get_key_rotation_status(KeyId=key_id)["KeyRotationEnabled"] is True
    settings.KMS_KEY_ID = key_id
    with pytest.raises(CommandError):
        run("create_key")
