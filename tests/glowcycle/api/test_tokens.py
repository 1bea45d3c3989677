"""Verified tokens are cached only as long as the token and its key are valid."""

import time
from unittest import mock

import jwt
import pytest
from django.conf import settings

from glowcycle.api import tokens
from glowcycle.api.claims import LEEWAY_SECONDS, Expected, InvalidToken
from glowcycle.api.jwks import REFRESH_SECONDS, STALE_SECONDS, Jwks
from glowcycle.api.tokens import TokenVerifier
from glowcycle.errors import Unavailable
from tests.support.issuer import KEYS, published
from tests.support.tokens import claims, rs256, signed


@pytest.fixture
def verifier(issuer, clock):
    return TokenVerifier(
        keys=Jwks(issuer.url),
        expected=Expected(
            issuer=settings.OIDC_ISSUER,
            audience=settings.OIDC_AUDIENCE,
            token_use=settings.OIDC_TOKEN_USE,
        ),
    )


@pytest.fixture
def verified():
    """Yield a mock that counts the verifications."""
    with mock.patch.object(tokens._signatures, "decode", wraps=jwt.PyJWS().decode) as decode:
        yield lambda: decode.call_count


def token(kid="one", person="alice", *, lifetime=3600, key=None):
    return signed(claims(person, exp=int(time.time()) + lifetime), rs256(key or KEYS[kid]), kid=kid)


def test_a_token_is_verified_once_and_gives_its_own_user_id(verifier, verified):
    first, second = token(person="alice"), token(person="bob")
    for _ in range(3):
        assert [verifier.verify(each).id for each in (first, second)] == ["alice", "bob"]
    assert verified() == 2


def test_a_cached_token_expires_to_the_second(verifier, clock, verified):
    hers = token(lifetime=60)
    assert verifier.verify(hers).id == "alice"
    clock.shift(60 + LEEWAY_SECONDS - 1)
    assert verifier.verify(hers).id == "alice"
    assert verified() == 1
    clock.shift(1)
    with pytest.raises(InvalidToken):
        verifier.verify(hers)


def test_a_cached_token_is_dropped_with_its_withdrawn_key(verifier, issuer, clock):
    hers = token(lifetime=10 * STALE_SECONDS)
    assert verifier.verify(hers).id == "alice"
    issuer.answers(published("two"))
    clock.shift(STALE_SECONDS)
    with pytest.raises(InvalidToken):
        verifier.verify(hers)


def test_a_replaced_key_drops_the_tokens_of_the_old_key(verifier, issuer, clock):
    hers = token(lifetime=10 * STALE_SECONDS)
    assert verifier.verify(hers).id == "alice"
    issuer.answers(published("two").replace(b'"two"', b'"one"'))
    clock.shift(STALE_SECONDS)
    with pytest.raises(InvalidToken):
        verifier.verify(hers)
    assert verifier.verify(token(key=KEYS["two"], lifetime=2 * STALE_SECONDS)).id == "alice"


def test_a_cached_token_is_accepted_while_the_issuer_is_down(verifier, issuer, clock):
    hers = token(lifetime=10 * STALE_SECONDS)
    assert verifier.verify(hers).id == "alice"
    issuer.is_down()
    clock.shift(STALE_SECONDS + REFRESH_SECONDS)
    assert verifier.verify(hers).id == "alice"
    with pytest.raises(Unavailable):
        verifier.verify(token("two"))


def test_a_refused_token_is_not_cached(verifier, issuer, clock):
    hers = token("two")
    with pytest.raises(InvalidToken):
        verifier.verify(hers)
    issuer.answers(published("one", "two"))
    clock.shift(REFRESH_SECONDS)
    assert verifier.verify(hers).id == "alice"


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: t + "A", lambda t: t.swapcase()])
def test_a_token_that_resembles_a_cached_one_is_refused(verifier, change):
    hers = token()
    assert verifier.verify(hers).id == "alice"
    with pytest.raises(InvalidToken):
        verifier.verify(change(hers))


def test_the_newest_tokens_are_cached(verifier, verified, monkeypatch):
    monkeypatch.setattr(tokens, "MAX_REMEMBERED", 2)
    people = {person: token(person=person) for person in ("alice", "bob", "carol")}
    for person, each in people.items():
        assert verifier.verify(each).id == person
    assert verifier.verify(people["carol"]).id == "carol"
    assert verifier.verify(people["bob"]).id == "bob"
    assert verified() == 3
    assert verifier.verify(people["alice"]).id == "alice"
    assert verified() == 4
    assert len(verifier._remembered) == 2


def test_tokens_are_cached_by_digest(verifier):
    hers = token()
    verifier.verify(hers)
    [kept] = verifier._remembered
    assert len(kept) == 32
    assert hers not in str(vars(verifier))
