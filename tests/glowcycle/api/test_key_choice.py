"""Which keys of the issuer's set are used: public, for signatures by RS256, of a sound size."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import override_settings
from jwt.algorithms import RSAAlgorithm

from glowcycle.api.jwks import Jwks
from tests.support.issuer import KEYS, published
from tests.support.tokens import ask, assert_refused, claims, rs256, signed

ONE, TWO = (json.loads(published(kid))["keys"][0] for kid in ("one", "two"))
BARE = {name: ONE[name] for name in ("kty", "kid", "n", "e")}


def jwk(key, **members):
    return {**RSAAlgorithm.to_jwk(key, as_dict=True), "kid": "one", **members}


def of_size(bits, exponent=65537):
    """Return a made-up public key of that size: nobody signs with it."""
    return rsa.RSAPublicNumbers(exponent, 2**bits - 1).public_key()


def found(issuer, *keys, kid="one"):
    """Return the key that the service uses for the id, beside a key that it always takes."""
    issuer.answers(json.dumps({"keys": [*keys, TWO]}).encode())
    jwks = Jwks(issuer.url)
    key = jwks.find(kid)
    assert jwks.find("two")
    return key


SUITABLE = {
    "bare": BARE,
    "null": {**BARE, "use": None, "alg": None, "key_ops": None},
    "for signatures": {**BARE, "use": "sig"},
    "for RS256": {**BARE, "alg": "RS256"},
    "to verify": {**BARE, "key_ops": ["verify"]},
    "to verify and more": {**BARE, "key_ops": ["sign", "verify"]},
    "with a certificate": {**BARE, "x5t": "abc", "x5c": ["MIIB"], "issuer": "x"},
    **{f"of {bits} bits": jwk(of_size(bits)) for bits in (2048, 3072, 4096, 8192)},
}


@pytest.mark.parametrize("key", SUITABLE.values(), ids=SUITABLE)
def test_a_suitable_key_is_used(issuer, key):
    assert found(issuer, key).key_id == "one"


UNSUITABLE = {
    **{
        f"use {use}": {**ONE, "use": use}
        for use in ("enc", "", "SIG", "sig ", ["sig"], {"sig": 1}, True, 5)
    },
    **{
        f"alg {alg}": {**ONE, "alg": alg}
        for alg in ("RSA-OAEP", "RS512", "PS256", "HS256", "none", "rs256", "", ["RS256"], 5)
    },
    **{
        f"key_ops {ops}": {**ONE, "key_ops": ops}
        for ops in (["encrypt"], ["sign"], ["wrapKey", "unwrapKey"], [], "verify", {"verify": 1}, 5)
    },
    **{f"kty {kty}": {**ONE, "kty": kty} for kty in ("EC", "oct", "OKP", "rsa", "", None, ["RSA"])},
    **{f"{bits} bits": jwk(of_size(bits)) for bits in (1024, 1536, 2047, 8193, 16384, 1_000_000)},
    **{
        f"e of {e.bit_length()} bits": jwk(of_size(2048, e))
        for e in (3, 5, 257, 65535, 2**32 + 1, 2**2000 + 1)
    },
    "even e": {**ONE, "e": "AQAC"},
    "e of 1": {**ONE, "e": "AQ"},
    "a private key": jwk(KEYS["one"], use="sig"),
    "a secret": {"kty": "oct", "kid": "one", "k": "c2VjcmV0", "alg": "HS256"},
}


@pytest.mark.parametrize("key", UNSUITABLE.values(), ids=UNSUITABLE)
def test_an_unsuitable_key_is_never_used(issuer, key):
    assert found(issuer, key) is None


SMALL = rsa.generate_private_key(public_exponent=65537, key_size=1024)
SIGNED_BUT_UNSUITABLE = {
    "for encryption": (KEYS["one"], {"use": "enc"}),
    "to wrap keys": (KEYS["one"], {"key_ops": ["wrapKey"]}),
    "for another algorithm": (KEYS["one"], {"alg": "RSA-OAEP-256"}),
    "too small": (SMALL, {"use": "sig", "alg": "RS256"}),
}


@pytest.mark.parametrize(("key", "more"), SIGNED_BUT_UNSUITABLE.values(), ids=SIGNED_BUT_UNSUITABLE)
def test_a_token_signed_with_an_unsuitable_key_is_refused(issuer, alice, key, more):
    keys = [jwk(key.public_key(), **more), TWO]
    issuer.answers(json.dumps({"keys": keys}).encode())
    with override_settings(OIDC_JWKS_URL=issuer.url):
        assert_refused(ask(alice, f"Bearer {signed(claims(alice.user_id), rs256(key), kid='one')}"))
        good = signed(claims(alice.user_id), rs256(KEYS["two"]), kid="two")
        assert ask(alice, f"Bearer {good}").status_code == 200


RENAMED = {**TWO, "kid": "one"}


@pytest.mark.parametrize("keys", [[ONE, RENAMED], [RENAMED, ONE], [ONE, RENAMED, ONE]])
def test_two_keys_of_one_id_are_both_refused(issuer, keys, log):
    assert found(issuer, *keys) is None
    assert "keys share an id" in log()


@pytest.mark.parametrize(
    "keys",
    [[ONE, ONE], [ONE, {**RENAMED, "use": "enc"}], [{**RENAMED, "kty": "EC"}, ONE], [BARE, ONE]],
    ids=["twice the same", "one for encryption", "one of another type", "the same, said otherwise"],
)
def test_an_id_is_clear_where_one_suitable_key_has_it(issuer, keys):
    assert found(issuer, *keys).key.public_numbers() == KEYS["one"].public_key().public_numbers()
