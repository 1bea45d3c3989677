"""An encrypted value can be decrypted only with its key and its associated data."""

import json

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap

from glowcycle.encryption import cipher
from glowcycle.encryption.cipher import SealBroken

KEY = AESGCM(bytes(range(32)))
ASSOCIATED_DATA = ("person", "journal", "6f1c", 3)
PLAIN = b'{"mood":{"S":"calm"}}'
# Encrypted with the key 00 01 .. 1f as key number 0 and the nonce 00 01 .. 0b. A new format needs a
# new format number, because stored values must stay readable.
VECTOR = bytes.fromhex(
    "0100000102030405060708090a0b"
    "3c20bb74aa81e021f663c4a98bcb1b0cefbba5498d134591c14edf078ec1763bb9f949e50b"
)


def test_an_old_stored_value_is_decrypted():
    assert cipher.unseal(VECTOR, key=KEY, associated_data=ASSOCIATED_DATA) == PLAIN


def test_a_known_nonce_gives_the_known_value(monkeypatch):
    monkeypatch.setattr(cipher.secrets, "token_bytes", lambda size: bytes(range(size)))
    assert cipher.seal(PLAIN, key=KEY, number=0, associated_data=ASSOCIATED_DATA) == VECTOR


def test_gcm_matches_the_standards_test_vector():
    # McGrew and Viega, "The Galois/Counter Mode of Operation", test case 14.
    sealed = AESGCM(bytes(32)).encrypt(bytes(12), bytes(16), None)
    assert sealed.hex() == "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"


def test_key_wrap_matches_rfc_3394():
    # Section 4.6: 256 bits of key data with a 256-bit key.
    kek = bytes(range(32))
    data = bytes.fromhex("00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f")
    wrapped = bytes.fromhex(
        "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21"
    )
    assert aes_key_wrap(kek, data) == wrapped
    assert aes_key_unwrap(kek, wrapped) == data


def test_derived_keys_match_rfc_5869():
    # HKDF-SHA256 of these 32 bytes without a salt, one key for each purpose.
    secret = bytes(range(32))
    assert (
        cipher.derive(secret, purpose="digest").hex()
        == "ab6d4bba6425659d74196271f244f897a08da74bda9671bfbd183a3fab06e410"
    )
    assert cipher.derive(secret, purpose="digest") != cipher.derive(secret, purpose="digests")


@pytest.mark.parametrize(
    "elsewhere",
    [
        ("another", "journal", "6f1c", 3),
        ("person", "skin", "6f1c", 3),
        ("person", "journal", "6f1d", 3),
        ("person", "journal", "6f1c", 2),
        ("person", "journal", "6f1c", "3"),
        ("personjournal", "", "6f1c", 3),
        (),
    ],
)
def test_a_value_with_other_associated_data_is_refused(elsewhere):
    with pytest.raises(SealBroken):
        cipher.unseal(VECTOR, key=KEY, associated_data=elsewhere)


@pytest.mark.parametrize(
    "data", [ASSOCIATED_DATA, (), ('a", "b', "\\", 0), ("é😌\x00/", -1)], ids=ascii
)
def test_associated_data_is_authenticated_as_json(data):
    assert cipher._authenticated(7, data) == json.dumps([1, 7, *data]).encode()


def test_a_value_with_any_altered_byte_is_refused():
    for at in range(len(VECTOR)):
        altered = bytearray(VECTOR)
        altered[at] ^= 1
        with pytest.raises(SealBroken):
            cipher.unseal(bytes(altered), key=KEY, associated_data=ASSOCIATED_DATA)


def test_a_truncated_value_is_refused():
    for size in range(len(VECTOR)):
        with pytest.raises(SealBroken):
            cipher.unseal(VECTOR[:size], key=KEY, associated_data=ASSOCIATED_DATA)


def test_every_nonce_is_new():
    sealed = {
        cipher.seal(b"", key=KEY, number=0, associated_data=ASSOCIATED_DATA)[2:14]
        for _ in range(1000)
    }
    assert len(sealed) == 1000


def test_every_flow_has_the_same_ciphertext_length():
    sizes = set()
    for flow in ("none", "spotting", "light", "medium", "heavy"):
        text = json.dumps({"flow": {"S": flow}, "symptoms": {"L": [{"S": "cramps"}]}}).encode()
        sizes.add(len(cipher.pad(text)))
        assert json.loads(cipher.pad(text)) == json.loads(text)
    assert len(sizes) == 1
    assert [len(cipher.pad(b"x" * size)) for size in (1, 128, 129)] == [128, 128, 256]
