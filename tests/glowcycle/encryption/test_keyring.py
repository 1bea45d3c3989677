"""A person's data keys: made once, cached for a minute, rotated, with either key provider."""

import base64
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from glowcycle.aws import request_context
from glowcycle.encryption import choices, keyring, sealing
from glowcycle.encryption.cipher import SealBroken
from glowcycle.encryption.data_keys import KeyItem
from glowcycle.errors import Unavailable
from tests.support import faults
from tests.support.faults import store_faults
from tests.support.people import someone
from tests.support.thief import table

ASSOCIATED_DATA = ("whose", "kind", "which")


pytestmark = pytest.mark.usefixtures("key_provider")


@pytest.fixture
def hers():
    return str(uuid4())


def sealed_by(user_id, plain=b"hers"):
    return keyring.own(user_id=user_id).seal(plain, associated_data=ASSOCIATED_DATA)


def opened(user_id, sealed):
    keyring.forget()
    return sealing.unseal(sealed, user_id=user_id, associated_data=ASSOCIATED_DATA)


def test_another_process_decrypts_with_the_same_key(hers):
    assert opened(hers, sealed_by(hers)) == b"hers"


def test_only_the_wrapped_key_is_stored(hers, key_provider):
    keyring.own(user_id=hers)
    [wrapped] = map(base64.b64decode, KeyItem.get(hers, "key").wrapped)
    plain = key_provider.open_key(user_id=hers, wrapped=wrapped)
    assert len(plain) == 32
    stored = str(table(KeyItem.Meta.table_name))
    for form in (plain.hex(), base64.b64encode(plain).decode(), repr(plain)[2:-1]):
        assert form not in stored


def test_a_wrapped_key_is_refused_for_another_person(hers, key_provider):
    _, wrapped = key_provider.make_key(user_id=hers)
    for altered in (wrapped[:-1] + bytes([wrapped[-1] ^ 1]), wrapped[:-8]):
        with pytest.raises(SealBroken):
            key_provider.open_key(user_id=hers, wrapped=altered)
    with pytest.raises(SealBroken):
        key_provider.open_key(user_id=str(uuid4()), wrapped=wrapped)


def test_a_key_item_moved_to_another_person_is_useless(hers):
    sealed, other = sealed_by(hers), str(uuid4())
    KeyItem(other, "key", wrapped=KeyItem.get(hers, "key").wrapped).save()
    with pytest.raises(SealBroken):
        opened(other, sealed)


def test_concurrent_first_writes_use_one_key(hers):
    def write(_):
        with request_context.act_as_operator():
            return sealed_by(hers)

    with ThreadPoolExecutor(8) as pool:
        sealed = list(pool.map(write, range(8)))
    assert [opened(hers, each) for each in sealed] == [b"hers"] * 8


def test_a_slower_first_write_takes_the_key_of_the_faster(hers, key_provider, monkeypatch):
    make = key_provider.make_key

    def outrun(*, user_id):
        monkeypatch.setattr(key_provider, "make_key", make)
        sealed.append(sealed_by(user_id))
        keyring.forget()
        return make(user_id=user_id)

    sealed = []
    monkeypatch.setattr(key_provider, "make_key", outrun)
    sealed.append(sealed_by(hers))
    assert [opened(hers, each) for each in sealed] == [b"hers"] * 2


@pytest.mark.parametrize("fault", [faults.lost, faults.throttled, faults.unreachable])
def test_a_first_write_with_a_fault_makes_one_key(hers, fault, monkeypatch):
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _seconds: None)
    with store_faults(fault, operation="PutItem"):
        sealed = sealed_by(hers)
    assert opened(hers, sealed) == b"hers"


def test_a_cached_key_is_not_read_again_for_a_minute(hers):
    sealed_by(hers)
    keyring.forget()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        with store_faults() as calls:
            for _ in range(59):
                keyring.admit(user_id=hers)
                clock.shift(timedelta(seconds=1))
        assert calls == ["GetItem"]
        clock.shift(timedelta(seconds=1))
        with store_faults() as calls:
            keyring.admit(user_id=hers)
        assert calls == ["GetItem"]


def test_a_clock_that_is_set_back_does_not_extend_the_cache(hers):
    sealed_by(hers)
    with time_machine.travel(timezone.now() - timedelta(hours=1)), store_faults() as calls:
        keyring.admit(user_id=hers)
    assert calls == ["GetItem"]


def test_a_missing_key_is_cached_until_another_process_makes_one(hers):
    with store_faults() as calls:
        keyring.admit(user_id=hers)
        keyring.admit(user_id=hers)
    assert calls == ["GetItem"]
    here = dict(keyring._cache)
    sealed = sealed_by(hers)
    keyring._cache.update(here)
    assert sealing.unseal(sealed, user_id=hers, associated_data=ASSOCIATED_DATA) == b"hers"


def test_the_cache_holds_a_limited_number_of_persons(hers, monkeypatch):
    monkeypatch.setattr(keyring._cache, "_size", 3)
    keyring.forget()
    for number in range(5):
        keyring.admit(user_id=f"{hers}-{number}")
    assert list(keyring._cache) == [f"{hers}-{number}" for number in (2, 3, 4)]


def test_after_a_rotation_the_new_key_encrypts_and_the_old_one_decrypts(hers):
    old = sealed_by(hers, b"old")
    digest = keyring.own(user_id=hers).digest(b"said")
    assert keyring.rotate(user_id=hers) == 2
    new = sealed_by(hers, b"new")
    assert (old[1], new[1]) == (0, 1)
    assert (opened(hers, old), opened(hers, new)) == (b"old", b"new")
    assert keyring.own(user_id=hers).digest(b"said") == digest


def test_of_two_concurrent_rotations_one_must_be_repeated(hers, key_provider, monkeypatch):
    keyring.own(user_id=hers)
    make = key_provider.make_key

    def outrun(*, user_id):
        monkeypatch.setattr(key_provider, "make_key", make)
        assert keyring.rotate(user_id=user_id) == 2
        return make(user_id=user_id)

    monkeypatch.setattr(key_provider, "make_key", outrun)
    with pytest.raises(Unavailable):
        keyring.rotate(user_id=hers)
    assert len(KeyItem.get(hers, "key").wrapped) == 2
    assert keyring.rotate(user_id=hers) == 3


def test_a_rotation_with_a_lost_answer_is_done_once(hers):
    keyring.own(user_id=hers)
    with store_faults(faults.lost, operation="UpdateItem"):
        assert keyring.rotate(user_id=hers) == 2
    assert len(KeyItem.get(hers, "key").wrapped) == 2


def test_a_choice_is_refused_without_keys(hers):
    sealed_by(hers)
    KeyItem(hers, "key").delete()  # as after the restore of an older table
    with pytest.raises(Unavailable):
        choices.note(user_id=hers, action=KeyItem.consented_to.set("1"))
    keyring.destroy(user_id=hers, receipt_id="r")
    with pytest.raises(keyring.Erased):
        choices.note(user_id=hers, action=KeyItem.consented_to.set("1"))


def test_a_process_that_missed_a_rotation_decrypts_new_values(hers):
    sealed_by(hers)
    before = dict(keyring._cache)
    keyring.rotate(user_id=hers)
    new = sealed_by(hers, b"new")
    keyring._cache.update(before)
    assert sealing.unseal(new, user_id=hers, associated_data=ASSOCIATED_DATA) == b"new"


def test_a_value_with_an_unknown_key_number_is_refused(hers):
    sealed = bytearray(sealed_by(hers))
    sealed[1] = 7
    with pytest.raises(SealBroken):
        opened(hers, bytes(sealed))


def test_a_digest_differs_for_each_person(hers):
    other = str(uuid4())
    ours = [keyring.own(user_id=each).digest(b"light") for each in (hers, other)]
    assert ours[0] != ours[1]
    assert keyring.own(user_id=hers).digest(b"light") == ours[0]


def test_the_service_works_with_each_key_provider():
    alice = someone()
    entry = alice.post("/journal", {"date": "2026-03-01", "text": "hers"}).json()
    keyring.forget()
    assert alice.get(f"/journal/{entry['entryId']}").json() == entry
