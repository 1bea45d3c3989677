"""A verified token is remembered: never for longer, and for no more, than it is good."""

import time
from unittest import mock

import jwt
import pytest
from django.conf import settings

from glowcycle.api import tokens
from glowcycle.api.jwks import REFRESH_SECONDS, STALE_SECONDS, Jwks
from glowcycle.api.tokens import LEEWAY_SECONDS, InvalidToken, TokenVerifier
from glowcycle.errors import Unavailable
from tests.support.issuer import KEYS, published
from tests.support.tokens import claims, rs256, signed


@pytest.fixture
def known(issuer, clock):
    return TokenVerifier(
        keys=Jwks(issuer.url),
        issuer=settings.OIDC_ISSUER,
        audience=settings.OIDC_AUDIENCE,
        token_use=settings.OIDC_TOKEN_USE,
    )


@pytest.fixture
def verified():
    """Yield what counts the verifications."""
    with mock.patch.object(tokens.jwt, "decode", wraps=jwt.decode) as decode:
        yield lambda: decode.call_count


def token(kid="one", person="alice", *, lifetime=3600, key=None):
    return signed(claims(person, exp=int(time.time()) + lifetime), rs256(key or KEYS[kid]), kid=kid)


def test_a_token_is_verified_once_and_each_person_keeps_her_own(known, verified):
    hers, his = token(person="alice"), token(person="bob")
    for _ in range(3):
        assert [known.user_id(hers), known.user_id(his)] == ["alice", "bob"]
    assert verified() == 2


def test_a_remembered_token_expires_to_the_second(known, clock, verified):
    hers = token(lifetime=60)
    assert known.user_id(hers) == "alice"
    clock.shift(60 + LEEWAY_SECONDS - 1)
    assert known.user_id(hers) == "alice"
    assert verified() == 1
    clock.shift(1)
    with pytest.raises(InvalidToken):
        known.user_id(hers)


def test_a_token_of_a_withdrawn_key_is_forgotten_with_the_key(known, issuer, clock):
    hers = token(lifetime=10 * STALE_SECONDS)
    assert known.user_id(hers) == "alice"
    issuer.answers(published("two"))
    clock.shift(STALE_SECONDS)
    with pytest.raises(InvalidToken):
        known.user_id(hers)


def test_a_key_replaced_under_its_name_vouches_for_nothing_old(known, issuer, clock):
    hers = token(lifetime=10 * STALE_SECONDS)
    assert known.user_id(hers) == "alice"
    issuer.answers(published("two").replace(b'"two"', b'"one"'))
    clock.shift(STALE_SECONDS)
    with pytest.raises(InvalidToken):
        known.user_id(hers)
    assert known.user_id(token(key=KEYS["two"], lifetime=2 * STALE_SECONDS)) == "alice"


def test_a_remembered_token_serves_while_the_issuer_is_down(known, issuer, clock):
    hers = token(lifetime=10 * STALE_SECONDS)
    assert known.user_id(hers) == "alice"
    issuer.is_down()
    clock.shift(STALE_SECONDS + REFRESH_SECONDS)
    assert known.user_id(hers) == "alice"
    with pytest.raises(Unavailable):
        known.user_id(token("two"))


def test_what_was_refused_is_not_remembered(known, issuer, clock):
    hers = token("two")
    with pytest.raises(InvalidToken):
        known.user_id(hers)
    issuer.answers(published("one", "two"))
    clock.shift(REFRESH_SECONDS)
    assert known.user_id(hers) == "alice"


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: t + "A", lambda t: t.swapcase()])
def test_a_token_that_resembles_a_remembered_one_is_not_it(known, change):
    hers = token()
    assert known.user_id(hers) == "alice"
    with pytest.raises(InvalidToken):
        known.user_id(change(hers))


def test_of_many_tokens_the_newest_are_remembered(known, verified, monkeypatch):
    monkeypatch.setattr(tokens, "MAX_REMEMBERED", 2)
    people = {person: token(person=person) for person in ("alice", "bob", "carol")}
    for person, each in people.items():
        assert known.user_id(each) == person
    assert known.user_id(people["carol"]) == "carol"
    assert known.user_id(people["bob"]) == "bob"
    assert verified() == 3
    assert known.user_id(people["alice"]) == "alice"
    assert verified() == 4
    assert len(known._remembered) == 2


def test_tokens_are_kept_by_digest_alone(known):
    hers = token()
    known.user_id(hers)
    [kept] = known._remembered
    assert len(kept) == 32
    assert hers not in str(vars(known))
