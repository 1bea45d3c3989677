"""The hashes of passphrases at their real cost, which all other tests lower."""

import unicodedata

import pytest

from glowcycle.person.shares import passphrases
from glowcycle.person.shares.passphrases import is_right, make_hash

COSTS = passphrases.COSTS  # as they are before a fixture lowers them
# The least memory and work that OWASP asks of scrypt: N, r, p.
LEAST = 2**14 * 8 * 5


@pytest.fixture(autouse=True)
def real_costs(monkeypatch):
    monkeypatch.setattr(passphrases, "COSTS", COSTS)


def test_a_hash_costs_what_it_should():
    size, block, parallel = COSTS
    assert size * block * parallel >= LEAST


def test_a_hash_is_of_its_passphrase_alone():
    stored = make_hash("green kettle")
    assert is_right("green kettle", stored=stored)
    assert not is_right("green kettles", stored=stored)
    assert make_hash("green kettle") != stored


def test_one_passphrase_from_two_keyboards_is_the_same():
    stored = make_hash(unicodedata.normalize("NFD", "Café"))
    assert is_right(unicodedata.normalize("NFC", "Café"), stored=stored)


def test_half_an_emoji_is_hashed_as_well():
    assert is_right("\ud83d", stored=make_hash("\ud83d"))
