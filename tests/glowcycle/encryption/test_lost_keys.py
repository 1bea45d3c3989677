"""A data key that is lost loses only what it sealed, and is asked for once."""

import base64
import json
from uuid import uuid4

import pytest
from botocore.exceptions import ClientError

from glowcycle.aws import clients
from glowcycle.encryption import keyring, kms_provider, sealing
from glowcycle.encryption.cipher import SealBroken
from glowcycle.encryption.data_keys import KeyItem
from glowcycle.errors import Unavailable
from tests.support import faults
from tests.support.broken_records import lose_key, named
from tests.support.faults import store_faults
from tests.support.people import someone
from tests.support.sealed_items import plant, raw

ASSOCIATED_DATA = ("whose", "kind", "which")
# Entries of `wrapped` that no key provider made.
ENTRIES = {
    "another key": None,
    "no base64": {"S": "not base64!"},
    "not ASCII": {"S": "schlüssel"},
    "empty": {"S": ""},
    "too long": {"S": base64.b64encode(bytes(9000)).decode()},
    "a number": {"N": "5"},
    "null": {"NULL": True},
    "a list": {"L": []},
}


@pytest.fixture
def kms(settings):
    settings.KMS_KEY_ID = clients.kms().create_key()["KeyMetadata"]["KeyId"]
    keyring.forget()
    return clients.kms()


@pytest.fixture
def hers():
    user_id = str(uuid4())
    keyring.own(user_id=user_id)
    return user_id


def sealed_by(user_id, plain=b"hers"):
    return sealing.seal(plain, user_id=user_id, associated_data=ASSOCIATED_DATA)


def opened(user_id, sealed):
    return sealing.unseal(sealed, user_id=user_id, associated_data=ASSOCIATED_DATA)


@pytest.mark.usefixtures("key_provider")
@pytest.mark.parametrize("entry", ENTRIES)
@pytest.mark.parametrize("lost", [0, 1, 2])
def test_one_bad_entry_hurts_only_what_it_sealed(hers, entry, lost):
    sealed = [sealed_by(hers, b"under 0")]
    for number in (1, 2):
        keyring.rotate(user_id=hers)
        sealed.append(sealed_by(hers, b"under %d" % number))
    lose_key(hers, lost, ENTRIES[entry])
    for number, each in enumerate(sealed):
        if number == lost:
            with pytest.raises(SealBroken):
                opened(hers, each)
        else:
            assert opened(hers, each) == b"under %d" % number
    new = sealed_by(hers, b"new")
    assert opened(hers, new) == b"new"
    assert new[1] == (3 if lost == 2 else 2)  # the newest key is replaced if it is lost
    assert len(KeyItem.get(hers, "key").wrapped) == (4 if lost == 2 else 3)
    again = sealed_by(hers, b"again")
    assert again[1] == new[1]
    keyring.rotate(user_id=hers)
    assert opened(hers, new) == b"new"


@pytest.mark.usefixtures("key_provider")
def test_digests_go_on_with_the_oldest_key_that_opens(hers):
    keyring.rotate(user_id=hers)
    lose_key(hers, 0)
    digest = sealing.digest(b"said", user_id=hers)
    keyring.rotate(user_id=hers)
    assert sealing.digest(b"said", user_id=hers) == digest
    lose_key(hers, 1)
    assert sealing.digest(b"said", user_id=hers) != digest


@pytest.mark.usefixtures("key_provider")
@pytest.mark.parametrize("wrapped", [None, {"L": []}, {"NULL": True}])
def test_without_any_key_she_can_write_again(wrapped):
    alice = someone()
    old = alice.post("/journal", {"date": "2026-02-01", "text": "canary"}).headers["Location"]
    key = {"userId": {"S": alice.user_id}, "item": {"S": "key"}}
    item = clients.dynamodb().get_item(TableName=KeyItem.Meta.table_name, Key=key)["Item"]
    del item["wrapped"]
    plant(KeyItem.Meta.table_name, item if wrapped is None else {**item, "wrapped": wrapped})
    keyring.forget()
    new = alice.post("/journal", {"date": "2026-02-02"}, Idempotency_Key="k")
    assert new.status_code == 201, new.content
    # The new key has the number of the lost one, which it still does not open.
    page = alice.get(f"/journal/user/{alice.user_id}").json()
    assert (page["results"], page["unreadable"]) == ([new.json()], [named(old)])


def test_a_process_that_still_knows_the_lost_key_adds_no_second_one(hers):
    lose_key(hers, 0)
    with pytest.raises(SealBroken):
        opened(hers, b"\x01\x00" + bytes(40))
    here = dict(keyring._cache)
    sealed_by(hers)  # another process replaces the key
    keyring._cache.update(here)
    assert sealed_by(hers)[1] == 1
    assert len(KeyItem.get(hers, "key").wrapped) == 2


def test_of_two_processes_that_replace_a_lost_key_one_repeats(hers, monkeypatch):
    lose_key(hers, 0)
    make = keyring.new_key

    def outrun(*, user_id):
        monkeypatch.setattr(keyring, "new_key", make)
        keyring.rotate(user_id=user_id)
        return make(user_id=user_id)

    monkeypatch.setattr(keyring, "new_key", outrun)
    with pytest.raises(Unavailable):
        sealed_by(hers)
    assert sealed_by(hers)[1] == 1


def test_a_data_key_of_a_foreign_kms_key_is_lost(kms, hers):
    """KMS refuses it as it refuses a call without right, so the provider tries its own right."""
    foreign = base64.b64encode(b"0" * 120).decode()
    lose_key(hers, 0, {"S": foreign})
    with store_faults(client=kms) as calls, pytest.raises(SealBroken):
        opened(hers, b"\x01\x00" + bytes(40))
    assert calls == ["Decrypt", "GenerateDataKey", "Decrypt"]
    assert sealed_by(hers)[1] == 1


def test_a_thousand_values_under_a_lost_key_cost_one_call(kms, hers, log):
    sealed = sealed_by(hers)
    lose_key(hers, 0)
    with store_faults(client=kms) as calls, store_faults() as reads:
        for _ in range(1000):
            with pytest.raises(SealBroken):
                opened(hers, sealed)
    assert (calls, reads) == (["Decrypt"], ["GetItem"])
    [line] = [json.loads(line) for line in log().splitlines()]
    assert (line["level"], line["message"]) == ("ERROR", "lost data key")
    assert hers not in log()


@pytest.mark.parametrize("has_keys", [True, False])
def test_many_records_under_an_unknown_key_cost_one_more_read(alice, has_keys):
    for day in range(1, 21):
        stored = alice.post("/journal", {"date": f"2026-02-{day:02}"})
        table, item = raw(alice, stored.headers["Location"])
        plant(table, {**item, "sealed": {"B": b"\x01\x63" + item["sealed"]["B"][2:]}})
    if not has_keys:
        KeyItem(alice.user_id, "key").delete()
    keyring.forget()
    with store_faults() as calls:
        page = alice.get(f"/journal/user/{alice.user_id}").json()
    assert len(page["unreadable"]) == 20
    assert calls.count("GetItem") == 2


@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize(
    "code", ["DisabledException", "KMSInvalidStateException", "ThrottlingException"]
)
def test_a_key_that_kms_may_open_later_is_not_lost(kms, code):
    alice = someone()
    entry = alice.post("/journal", {"date": "2026-03-01", "text": "hers"})
    keyring.forget()
    with store_faults(*[faults.refused(400, code)] * 9, client=kms):
        refused = [
            alice.get(entry.headers["Location"]),
            alice.get(f"/journal/user/{alice.user_id}"),
            alice.get("/sync"),
            alice.post("/journal", {"date": "2026-03-02"}),
        ]
    assert [answer.status_code for answer in refused] == [503] * 4
    page = alice.get(f"/journal/user/{alice.user_id}").json()
    assert (page["results"], page["unreadable"]) == ([entry.json()], [])
    assert len(KeyItem.get(alice.user_id, "key").wrapped) == 1


@pytest.mark.parametrize(
    "code",
    [
        "IncorrectKeyException",
        "InvalidCiphertextException",
        "NotFoundException",
        "ValidationException",
    ],
)
def test_a_key_that_kms_never_opens_is_lost(kms, code):
    with store_faults(faults.refused(400, code), client=kms), pytest.raises(SealBroken):
        kms_provider.open_key(user_id="hers", wrapped=b"any")


def test_a_missing_right_is_our_fault_and_loses_nothing(kms, hers):
    sealed = sealed_by(hers)
    keyring.forget()
    denied = [faults.refused(400, "AccessDeniedException")] * 9
    with store_faults(*denied, client=kms, operation="Decrypt"), pytest.raises(ClientError):
        opened(hers, sealed)
    assert opened(hers, sealed) == b"hers"


@pytest.mark.usefixtures("key_provider")
@pytest.mark.parametrize("lost", [0, 1])
def test_after_a_lost_key_she_goes_on_as_before(lost):
    """Requests with an Idempotency-Key, lists and sync work; only the records under it do not."""
    alice = someone()
    addresses = [alice.post("/journal", {"date": "2026-02-01"}).headers["Location"]]
    keyring.rotate(user_id=alice.user_id)
    addresses.append(alice.post("/journal", {"date": "2026-02-02"}).headers["Location"])
    lose_key(alice.user_id, lost)
    bad, good = addresses[lost], addresses[1 - lost]
    first = alice.post("/journal", {"date": "2026-02-03"}, Idempotency_Key="once")
    again = alice.post("/journal", {"date": "2026-02-03"}, Idempotency_Key="once")
    assert (first.status_code, again.json()) == (201, first.json())
    assert alice.patch(good, {"energy": 1}).status_code == 200
    page = alice.get(f"/journal/user/{alice.user_id}").json()
    assert len(page["results"]) == 2
    assert page["unreadable"] == alice.get("/sync").json()["unreadable"] == [named(bad)]
    assert alice.put(bad, {"date": "2026-02-01"}).status_code == 200
    assert alice.get(f"/journal/user/{alice.user_id}").json()["unreadable"] == []
