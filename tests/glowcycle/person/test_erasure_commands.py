"""The operator's commands for erasure, receipts and keys."""

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


def run(*args, **options):
    out = io.StringIO()
    call_command(*args, stdout=out, **options)
    return out.getvalue()


def erased(phone):
    printed = run("erase_person", phone.user_id, "--wait")
    return json.loads(printed[printed.index("{") :])


@pytest.fixture
def clock(monkeypatch):
    """A clock that moves when the command sleeps."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        monkeypatch.setattr(
            erase_person.time, "sleep", lambda seconds: clock.shift(timedelta(seconds=seconds))
        )
        yield clock


def test_wait_option_erases_until_the_receipt(alice, nobody, clock, monkeypatch):
    monkeypatch.setattr(services, "MAX_PAGES", 1)
    monkeypatch.setattr(services, "PAGE_SIZE", 2)
    for _ in range(7):
        alice.post("/journal", ENTRY)
    receipt = erased(alice)
    assert receipt["removed"]["journal"] == 7
    assert nobody.get(f"/me/receipts/{receipt['receiptId']}").json() == receipt
    assert left(alice.user_id) == []


def test_command_without_wait_prints_when_the_receipt_is_ready(alice, clock):
    alice.post("/journal", ENTRY)
    assert "ready in 120 s" in run("erase_person", alice.user_id)
    clock.shift(services.SETTLE)
    assert '"journal": 1' in run("erase_person", alice.user_id)


def test_command_continues_an_erasure_that_she_began(alice, clock):
    alice.post("/journal", ENTRY)
    receipt_id = alice.delete("/me").json()["receiptId"]
    assert receipt_id in run("erase_person", alice.user_id, "--wait")


def test_verify_receipt_accepts_genuine_and_refuses_altered_receipts(alice, clock, tmp_path):
    receipt = tmp_path / "receipt.json"
    receipt.write_text(json.dumps(erased(alice)))
    assert "Genuine" in run("verify_receipt", str(receipt))
    content = json.loads(receipt.read_text())
    assert "Genuine" in run("verify_receipt", str(receipt), public_key=content["publicKey"])
    for altered in ({**content, "erasedAt": "x"}, [], {}):
        receipt.write_text(json.dumps(altered))
        with pytest.raises(CommandError):
            run("verify_receipt", str(receipt))
    receipt.write_text("{")
    with pytest.raises(CommandError):
        run("verify_receipt", str(receipt))


def test_receipt_holds_the_end_of_the_backups(alice, clock):
    alice.post("/journal", ENTRY)
    receipt = erased(alice)
    at = {name: datetime.fromisoformat(receipt[name]) for name in receipt if name.endswith("At")}
    assert at["keyBackupsLapseAt"] - at["keyDestroyedAt"] == timedelta(days=1)
    assert at["backupsLapseAt"] - at["erasedAt"] == timedelta(days=35)


def test_first_receipt_stays_when_two_calls_finish_at_once():
    content = {"receiptId": str(uuid4()), "removed": {"journal": 1}}
    first = receipts.issue(content)
    assert receipts.issue({**content, "removed": {}}) == first == receipts.get(content["receiptId"])


def test_old_public_key_verifies_after_a_new_secret_key(alice, clock, settings, tmp_path):
    receipt = tmp_path / "receipt.json"
    receipt.write_text(json.dumps(erased(alice)))
    settings.SECRET_KEY = "t" * 40
    with pytest.raises(CommandError):
        run("verify_receipt", str(receipt))
    key = json.loads(receipt.read_text())["publicKey"]
    assert "Genuine" in run("verify_receipt", str(receipt), public_key=key)


def test_rotate_key_adds_a_key_and_keeps_old_records_readable(alice):
    entry = alice.post("/journal", ENTRY).json()
    assert "2 keys now" in run("rotate_key", alice.user_id)
    newer = alice.post("/journal", ENTRY).json()
    keyring.forget()
    for record in (entry, newer):
        assert alice.get(f"/journal/{record['entryId']}").json() == record
    alice.delete("/me")
    with pytest.raises(CommandError):
        run("rotate_key", alice.user_id)


def test_rotate_key_refuses_an_unknown_person():
    user_id = str(uuid4())
    with pytest.raises(CommandError, match="no such person"):
        run("rotate_key", user_id)
    assert keyring.load(user_id=user_id) is None


@pytest.mark.parametrize(
    "command", ["erase_person", "export_person", "import_export x.zip", "rotate_key"]
)
@pytest.mark.parametrize("person", ["", "receipt/{}", "her id", "é"])
def test_commands_refuse_ids_that_no_token_can_hold(alice, clock, command, person):
    receipt_id = erased(alice)["receiptId"]
    with pytest.raises(CommandError, match="PERSON"):
        run(*command.split(), person.format(receipt_id))
    assert receipts.find(receipt_id)


def test_create_key_creates_a_rotated_key_once(settings):
    settings.KMS_KEY_ID = "alias/glowcycle-made-by-a-test"
    assert "created" in run("create_key")
    assert "exists" in run("create_key")
    key_id = clients.kms().describe_key(KeyId=settings.KMS_KEY_ID)["KeyMetadata"]["KeyId"]
    assert clients.kms().get_key_rotation_status(KeyId=key_id)["KeyRotationEnabled"] is True
    settings.KMS_KEY_ID = key_id
    with pytest.raises(CommandError):
        run("create_key")
