"""The issuer's keys are fetched rarely and cached; an outage is 503 and never 401."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.test import override_settings

from glowcycle.api.jwks import (
    MAX_AGE_SECONDS,
    REFRESH_SECONDS,
    STALE_SECONDS,
    Jwks,
    KeysUnknown,
)
from glowcycle.errors import Unavailable
from tests.support.issuer import KEYS, published
from tests.support.phone import Phone
from tests.support.problems import assert_problem
from tests.support.tokens import ask, assert_refused, claims, rs256, signed


@pytest.fixture
def keys(issuer, clock):
    return Jwks(issuer.url)


def test_a_key_is_fetched_once_and_remembered(issuer, keys):
    assert [keys.find("one").key_id for _ in range(5)] == ["one"] * 5
    assert issuer.asked == 1


def test_a_prefetched_key_is_not_fetched_again(issuer, keys):
    keys.prefetch()
    assert keys.find("one")
    assert issuer.asked == 1


def test_the_first_token_fetches_keys_after_a_failed_prefetch(issuer, keys):
    issuer.is_down()
    keys.prefetch()
    issuer.answers(published("one"))
    assert keys.find("one")
    assert issuer.asked == 2


def test_unknown_key_ids_cause_at_most_one_fetch_per_30_seconds(issuer, keys, clock):
    for second in range(91):
        if second % REFRESH_SECONDS == 0:  # the issuer has just been asked, and decides
            assert keys.find(f"invented-{second}") is None
        else:
            with pytest.raises(KeysUnknown) as unknown:
                keys.find(f"invented-{second}")
            assert unknown.value.retry_after == REFRESH_SECONDS - second % REFRESH_SECONDS + 1
        assert keys.find("one")
        clock.shift(1)
    assert issuer.asked == 4


def test_an_outage_causes_at_most_one_fetch_per_30_seconds(issuer, keys, clock):
    issuer.is_down()
    for _ in range(61):
        with pytest.raises(Unavailable):
            keys.find("one")
        clock.shift(1)
    assert issuer.asked == 3


def test_a_cached_key_is_used_while_the_issuer_is_down(issuer, keys, clock):
    keys.find("one")
    issuer.is_down()
    for _ in range(3):
        clock.shift(STALE_SECONDS)
        assert keys.find("one")
    assert issuer.asked == 4
    with pytest.raises(Unavailable):
        keys.find("two")


def test_an_unknown_key_is_unavailable_while_the_issuer_is_down(issuer, keys, clock):
    keys.find("one")
    issuer.is_down()
    clock.shift(REFRESH_SECONDS)
    for _ in range(2):
        with pytest.raises(Unavailable):
            keys.find("two")


def test_a_new_key_is_fetched(issuer, keys, clock):
    keys.find("one")
    issuer.answers(published("one", "two"))
    clock.shift(REFRESH_SECONDS - 1)
    with pytest.raises(KeysUnknown):
        keys.find("two")
    clock.shift(1)
    assert keys.find("two").key_id == "two"
    assert keys.find("one")


def test_a_withdrawn_key_is_forgotten_within_the_hour(issuer, keys, clock):
    keys.find("one")
    issuer.answers(published("two"))
    clock.shift(STALE_SECONDS - 1)
    assert keys.find("one")
    clock.shift(1)
    assert keys.find("one") is None
    assert issuer.asked == 2


def test_a_withdrawn_key_is_forgotten_at_the_next_fetch(issuer, keys, clock):
    keys.find("one")
    issuer.answers(published("two"))
    clock.shift(REFRESH_SECONDS)
    assert keys.find("two")
    with pytest.raises(KeysUnknown):
        keys.find("one")
    clock.shift(REFRESH_SECONDS)
    assert keys.find("one") is None


@pytest.mark.parametrize("away", [MAX_AGE_SECONDS, 2 * MAX_AGE_SECONDS, 365 * MAX_AGE_SECONDS])
def test_a_key_serves_for_a_day_while_the_issuer_is_away(issuer, keys, clock, away):
    assert keys.find("one")
    issuer.is_down()
    clock.shift(MAX_AGE_SECONDS - 1)
    assert keys.find("one")
    clock.shift(away - MAX_AGE_SECONDS + 1)
    for kid in ("one", "two"):
        with pytest.raises(KeysUnknown):
            keys.find(kid)
    issuer.answers(published("one"))
    clock.shift(REFRESH_SECONDS)
    assert keys.find("one")


@pytest.mark.parametrize("body", [b"<html>", b'{"keys": []}', b'{"keys": [{"kty": "EC"}]}'])
def test_a_useless_key_set_makes_no_key_younger(issuer, keys, clock, body):
    assert keys.find("one")
    issuer.answers(body)
    for _ in range(23):
        clock.shift(STALE_SECONDS)
        assert keys.find("one")
    clock.shift(STALE_SECONDS)
    with pytest.raises(KeysUnknown):
        keys.find("one")


def test_a_clock_that_is_set_back_does_not_extend_a_key(issuer, keys, clock):
    keys.find("one")
    issuer.answers(published("two"))
    clock.shift(-10 * STALE_SECONDS)
    assert keys.find("one") is None


ONE = json.loads(published("one"))["keys"][0]
MALFORMED = {
    "nothing": b"",
    "no JSON": b"<html>",
    "no UTF-8": b"\xff\xfe",
    "an array": b"[]",
    "null": b"null",
    "a string": b'"keys"',
    "no keys": b"{}",
    "an empty set": b'{"keys": []}',
    "keys that are none": b'{"keys": [1, null, "x", []]}',
    "an object of keys": json.dumps({"keys": {"one": ONE}}).encode(),
    "a key without its number": json.dumps({"keys": [{**ONE, "n": 5}]}).encode(),
    "a key of no type": json.dumps({"keys": [{**ONE, "kty": ["RSA"]}]}).encode(),
    "a secret": b'{"keys": [{"kty": "oct", "k": "YWJj", "kid": "two"}]}',
    "a key of wrong numbers": json.dumps({"keys": [{**ONE, "e": "AA"}]}).encode(),
    "nested without end": b'{"keys": ' + b"[" * 100_000,
    "cut short": published("one")[:-30],
    "too long": published("one")[:-2] + b" " * 300_000 + b"]}",
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_key_set_is_an_outage(issuer, keys, clock, body):
    assert keys.find("one")
    issuer.answers(body)
    clock.shift(STALE_SECONDS)
    assert keys.find("one")
    with pytest.raises(Unavailable):
        keys.find("two")
    assert issuer.asked == 2


ODD = [
    *({**ONE, "kid": kid} for kid in (None, "", 5, ["one"], {"one": 1})),
    *({**ONE, name: value} for name in ("n", "e", "kty") for value in (None, 5, "", ["RSA"], "EC")),
    *({"kty": "oct", "kid": "one", **more} for more in ({}, {"k": "YWJj"}, {"k": 5})),
    *({"kid": "one"}, {}, None, 5, "one", [ONE]),
]


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_an_unusable_key_is_skipped(issuer, keys, odd):
    two = json.loads(published("two"))["keys"][0]
    issuer.answers(json.dumps({"keys": [odd, two]}).encode())
    assert keys.find("one") is None
    assert keys.find("two")


RAW = [
    *(
        b"garbage\r\n",
        b"HTTP/1.1 999 \xff\r\n\r\n",
        b"HTTP/1.0 200 OK\r\nContent-Length: 9\r\n\r\n{",
    ),
    *(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"HTTP/1.0 500 No\r\n\r\n"),
    *(b"HTTP/1.0 404 No\r\n\r\n", b"HTTP/1.0 302 Go\r\nLocation: ftp://\r\n\r\n", b"\xff" * 99_999),
]


@pytest.mark.parametrize("raw", RAW, ids=lambda raw: ascii(raw)[:30])
def test_an_issuer_that_does_not_speak_http_is_an_outage(issuer, keys, raw):
    issuer.raw = raw
    with pytest.raises(Unavailable):
        keys.find("one")


def test_over_http_an_outage_is_503_and_never_401(issuer, alice):
    with override_settings(OIDC_JWKS_URL=issuer.url):
        tokens = {
            kid: signed(claims(alice.user_id), rs256(KEYS[kid]), kid=kid) for kid in ("one", "two")
        }
        issuer.is_down()
        answer = ask(alice, f"Bearer {tokens['one']}")
        assert_problem(answer, 503, "unavailable")
        assert int(answer.headers["Retry-After"]) > 0
        assert "WWW-Authenticate" not in answer.headers
        issuer.answers(published("one"))
        with time_machine.travel(timedelta(seconds=REFRESH_SECONDS + 1)):
            assert ask(alice, f"Bearer {tokens['one']}").status_code == 200
            waiting = ask(alice, f"Bearer {tokens['two']}")
            assert_problem(waiting, 503, "unavailable")
            assert REFRESH_SECONDS - 3 < int(waiting.headers["Retry-After"]) <= REFRESH_SECONDS + 6
        with time_machine.travel(timedelta(seconds=2 * REFRESH_SECONDS + 2)):
            assert_refused(ask(alice, f"Bearer {tokens['two']}"))
        issuer.is_down()
        with time_machine.travel(timedelta(seconds=3 * REFRESH_SECONDS + 3)):
            assert ask(alice, f"Bearer {tokens['one']}").status_code == 200
            assert_problem(ask(alice, f"Bearer {tokens['two']}"), 503, "unavailable")


def test_an_open_route_does_not_need_the_issuer(issuer):
    with override_settings(OIDC_JWKS_URL=issuer.url):
        assert Phone("nobody", "x.y.z").get("/health").status_code == 200
    assert issuer.asked == 0
