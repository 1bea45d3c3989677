"""A thief of all stored data cannot read what she wrote; after the erasure nobody can."""

import json
import re
import secrets
from base64 import b64decode
from pathlib import Path
from uuid import uuid4

import moto.backends
import pytest
import time_machine
from django.conf import settings as service
from django.utils import timezone

from glowcycle.encryption import cipher, keyring, sealing
from glowcycle.encryption.data_keys import KeyItem
from glowcycle.infrastructure.tables import record_models
from glowcycle.person.erasure import services
from glowcycle.person.profile.items import ProfileItem
from glowcycle.person.shares.items import PREFIX, ShareItem
from tests.support import thief
from tests.support.canary_day import Day, send_to_bucket
from tests.support.people import someone
from tests.support.stored_life import left

MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+0000"
DAY = r"\d{4}-\d\d-\d\d"
ID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
DIGEST = r"[\w-]{16,22}"
# The attributes of a record that are not sealed, and their form.
READABLE = {
    "userId": ID,
    "entryId": ID,
    "scanId": ID,
    "stageId": ID,
    "photoId": ID,
    "date": DAY,
    "dateOrder": rf"{DAY}#{MOMENT[:-6]}",
    "createdAt": MOMENT,
    "updatedAt": MOMENT,
    "deletedAt": MOMENT,
    "measuredAt": MOMENT,
    "version": r"\d",
    "expiresAt": r"\d{10}",
    "writeId": DIGEST,
    "earlierWrites": rf"{DIGEST}( {DIGEST})*",
    "photo": "kept|due",
    "item": f"profile|moods|calendar|share#{ID}",
    "links": "(calendar|share)/[0-9a-f]{64}",
}
LEADS = (b"", b"a", b"bc", b"def")
pytestmark = pytest.mark.usefixtures("key_provider")


@pytest.fixture
def lived(bedrock):
    """Return her phone, her day, the items that the day stored, and the traffic meanwhile."""
    before, phone, day = thief.tables(), someone(), Day()
    with thief.listening() as taken:
        day.live(phone, bedrock)
    return phone, day, thief.since(before, thief.tables()), taken


def test_thief_finds_no_text_and_no_photo(lived):
    phone, day, tables, taken = lived
    taken |= {table: b"\n".join(map(thief.raw, items)) for table, items in tables.items()}
    taken |= {key: content for key, content in thief.bucket().items() if phone.user_id in key}
    assert len(day.canaries) == 39
    assert len(day.shown) > 50
    assert all(taken.values()), "the thief has nothing to look through"
    assert {name: where for name in day.canaries if (where := thief.found(name, taken))} == {}
    assert [part for part in day.shown if thief.found(part, taken)] == []
    assert phone.user_id.encode() not in taken["log"]
    assert phone.token.encode() not in taken["log"] + taken["requests to AWS"]


def test_thief_finds_planted_text_in_every_encoding(lived):
    _, day, _, taken = lived
    canary, shown = day.canaries[3], day.shown[0]
    for form in (
        json.dumps([canary]).encode(),
        f'"x{canary}"'.encode("utf-16-le"),
        thief.raw({"text": {"S": canary}}),
        *(thief.raw({"text": {"B": lead + canary.encode()}}).split(b"\n")[0] for lead in LEADS),
    ):
        assert thief.found(canary, {**taken, "planted": form}) == ["planted"]
    assert thief.found(shown, {"planted": b"x" + shown}) == ["planted"]


def test_only_keys_times_and_versions_of_a_record_are_readable(lived):
    phone, _, tables, _ = lived
    items = [item for model in record_models() for item in tables[model.Meta.table_name]]
    said = [item for item in tables[ProfileItem.Meta.table_name] if "sealed" in item]
    assert (len(items) > 10, len(said)) == (True, 4)
    items += said
    for item in items:
        assert item["userId"]["S"] == phone.user_id
        for name, value in item.items():
            ((_, told),) = value.items()
            texts = [each["S"] for each in told] if isinstance(told, list) else [told]
            for text in texts:
                assert name == "sealed" or re.fullmatch(READABLE[name], text), (name, value)


def test_uploaded_photo_is_readable_until_it_is_measured_or_erased(bedrock):
    phone, day = someone(), Day()
    send_to_bucket(phone, day.photo())
    part = day.shown[-1]
    assert thief.found(part, thief.bucket())  # as docs/security.md says
    with time_machine.travel(timezone.now(), tick=False) as clock:
        phone.delete("/me")
        assert not thief.found(part, thief.bucket())
        clock.shift(services.SETTLE)
        assert phone.delete("/me").json()["removed"]["pendingUploads"] == 1


def sealed_values(tables, objects):
    """Return each sealed value with the associated data to which it is bound."""
    found = []
    for model in (*record_models(), ProfileItem):
        key = model.sort_key().attr_name
        for item in tables.get(model.Meta.table_name, ()):
            if "sealed" in item:
                is_share = item[key]["S"].startswith(PREFIX)
                kind = ShareItem.kind() if is_share else model.kind()
                place = item["userId"]["S"], kind, item[key]["S"], int(item["version"]["N"])
                found.append((place, item["sealed"]["B"]))
    return found + [((key.split("/")[1], "photo", key), value) for key, value in objects.items()]


def every_key(key_provider, user_id):
    """Return all keys: those of all persons, of the service and of KMS."""
    keys = [bytes(32), user_id.encode().ljust(32)[:32], service.SECRET_KEY.encode()[:32]]
    keys += [cipher.derive(service.SECRET_KEY.encode(), purpose=p) for p in ("digest", user_id)]
    for line in () if service.KMS_KEY_ID else Path(service.MASTER_KEY_FILE).read_text().split():
        master = bytes.fromhex(line)
        keys += [master, cipher.derive(master, purpose=f"wrap the data key of {user_id}")]
    for item in KeyItem.scan(KeyItem.item == KeyItem.NAME):
        for wrapped in item.wrapped or ():
            for owner in (item.user_id, user_id):
                try:
                    keys.append(key_provider.open_key(user_id=owner, wrapped=b64decode(wrapped)))
                except cipher.SealBroken:
                    continue
    for region in moto.backends.get_backend("kms")["123456789012"].values():
        keys += [key.key_material for key in region.keys.values() if len(key.key_material) == 32]
    return keys


def test_no_remaining_key_opens_the_backup_of_an_erased_person(lived, key_provider, capsys):
    phone, _, tables, _ = lived
    for _ in range(3):
        someone()  # so that there are other keys to try
    objects = {key: value for key, value in thief.bucket().items() if phone.user_id in key}
    sealed = sealed_values(tables, objects)
    before = every_key(key_provider, phone.user_id)
    assert all(thief.opened(value, place=place, keys=before) for place, value in sealed)
    assert any(value.startswith(b"\xff\xd8") for value in opened_with(before, sealed))
    phone.delete("/me")
    after = every_key(key_provider, phone.user_id)
    assert len(after) > 6
    assert not any(opened_with(after, sealed))
    with capsys.disabled():
        print(f"\n{len(sealed)} sealed values, {len(after)} keys tried on each: none opens one")


def opened_with(keys, sealed):
    return [thief.opened(value, place=place, keys=keys) or b"" for place, value in sealed]


def test_restored_backup_of_an_erased_person_is_unreadable_and_removed(lived, stranger):
    phone, _, tables, _ = lived
    backup = {table: tables[table] for table in (m.Meta.table_name for m in record_models())}
    objects = {key: value for key, value in thief.bucket().items() if phone.user_id in key}
    with time_machine.travel(timezone.now(), tick=False) as clock:
        phone.delete("/me")
        clock.shift(services.SETTLE)
        receipt = phone.delete("/me").json()
        assert left(phone.user_id) == []
        thief.restore(backup, objects)
        keyring.forget()
        for path in (f"/journal/user/{phone.user_id}", "/sync", "/me/consents"):
            assert phone.get(path).status_code == 410
        place, value = sealed_values(backup, {})[0]
        with pytest.raises(keyring.Erased):
            sealing.unseal(value, user_id=phone.user_id, associated_data=place)
        with pytest.raises(cipher.SealBroken):
            sealing.unseal(value, user_id=stranger.user_id, associated_data=place)
        assert left(phone.user_id)
        assert phone.delete("/me").json() == receipt
    assert left(phone.user_id) == []


def test_late_first_write_makes_no_key_for_an_erased_person():
    user_id = str(uuid4())
    assert keyring.find(user_id=user_id) is None
    keyring.destroy(user_id=user_id, receipt_id=secrets.token_hex(8))
    keyring._remember(user_id, None, now=timezone.now().timestamp())  # as another process would
    with pytest.raises(keyring.Erased):
        keyring.own(user_id=user_id)
    with pytest.raises(keyring.Erased):
        keyring.rotate(user_id=user_id)
    assert KeyItem.get(user_id, KeyItem.NAME).wrapped is None


def test_rotation_does_not_bring_back_keys_destroyed_meanwhile(key_provider, monkeypatch):
    user_id = str(uuid4())
    keyring.own(user_id=user_id)
    make = key_provider.make_key

    def destroy_first(*, user_id):
        keyring.destroy(user_id=user_id, receipt_id="r")
        return make(user_id=user_id)

    monkeypatch.setattr(key_provider, "make_key", destroy_first)
    with pytest.raises(keyring.Unavailable):
        keyring.rotate(user_id=user_id)
    assert KeyItem.get(user_id, KeyItem.NAME).wrapped is None
