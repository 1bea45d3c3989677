"""Text is sealed as UTF-8, so that no script costs more than its own bytes."""

import json

import pytest

from glowcycle.encryption import keyring
from glowcycle.encryption.cipher import BLOCK_BYTES, pad
from journal.models import JournalEntry
from tests.support.sealed_items import plant, raw

DAY = "2026-03-01"
OVERHEAD = 300  # format, nonce and tag; the other members; the padding
TEXTS = {
    "ascii": "a" * 4000,
    "emoji": "😌" * 4000,
    "joined emoji": "👩🏽‍⚕️" * 800,
    "umlauts": "ü" * 4000,
    "greek": "ϕ" * 4000,
    "devanagari": "मासिक" * 800,
    "chinese": "月" * 4000,
    "right to left": "דם\u202e" * 1000,
    "quotes and controls": '"\\\n\x01' * 1000,
}
every_text = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)


@every_text
def test_text_takes_its_own_bytes_and_reads_back_unchanged(alice, text):
    written = alice.post("/journal", {"date": DAY, "text": text, "mood": "😌", "tags": ["ü"]})
    address = written.headers["Location"]
    found = alice.get(address).json()
    assert (found["text"], found["mood"], found["tags"]) == (text, "😌", ["ü"])
    escaped = len(json.dumps(text, ensure_ascii=False).encode())
    assert len(raw(alice, address)[1]["sealed"]["B"]) < escaped + OVERHEAD


@every_text
def test_a_record_of_an_older_version_still_opens_and_changes(alice, text):
    address = alice.post("/journal", {"date": DAY, "text": text}).headers["Location"]
    seal_escaped(alice, address)
    assert alice.get(address).json()["text"] == text
    [listed] = alice.get(f"/journal/user/{alice.user_id}").json()["results"]
    assert listed["text"] == text
    again = {"entryId": address.rpartition("/")[2], "date": DAY, "text": text}
    assert alice.post("/journal", again).status_code == 201  # recognised as a repetition
    assert alice.patch(address, {"energy": 5}).json()["text"] == text


@every_text
def test_the_size_of_an_answer_is_not_taken_too_small(alice, text):
    address = alice.post("/journal", {"date": DAY, "text": text}).headers["Location"]
    record = JournalEntry.find(alice.user_id, address.rpartition("/")[2])
    escaped = len(json.dumps({"text": text}))
    assert escaped <= record.json_bytes <= escaped * 1.5 + BLOCK_BYTES + OVERHEAD


def seal_escaped(phone, address):
    """Seal the stored content again as older versions did: as JSON in ASCII."""
    table, item = raw(phone, address)
    ring, where = keyring.own(user_id=phone.user_id), JournalEntry.associated_data(item)
    content = json.loads(ring.unseal(item["sealed"]["B"], associated_data=where))
    plain = pad(json.dumps(content, separators=(",", ":")).encode())
    plant(table, {**item, "sealed": {"B": ring.seal(plain, associated_data=where)}})
