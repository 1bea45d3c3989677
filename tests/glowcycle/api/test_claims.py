"""Each claim has exactly its type: text is no number, true is no time, a list is no text."""

import time

import pytest
import time_machine
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from glowcycle.api.claims import (
    LEEWAY_SECONDS,
    MAX_LIFETIME_SECONDS,
    Expected,
    InvalidToken,
    read,
)
from tests.support.tokens import ask, assert_refused, claims, rs256, signed

EXPECTED = Expected(
    issuer=settings.OIDC_ISSUER,
    audience=settings.OIDC_AUDIENCE,
    token_use=settings.OIDC_TOKEN_USE,
)
OURS = settings.OIDC_AUDIENCE
NOW = 1_772_366_400  # 2026-03-01T12:00:00Z
HUGE = 10**300

SOON = int(time.time()) + 60
A_LIE = [True, False, "", "1", "soon", [], [1], {}, {"$date": 1}, -1, HUGE, SOON * 1000]
A_LIE += [float("nan"), float("inf"), -float("inf")]
WRONG = {
    "exp": [*A_LIE, 0, str(SOON), [SOON], SOON + MAX_LIFETIME_SECONDS + 86_400, 253_402_300_800],
    "nbf": [*A_LIE, SOON + 600, SOON + 86_400.5],
    "iat": [*A_LIE, SOON + 600, SOON + 86_400.5],
    "iss": [[EXPECTED.issuer], {EXPECTED.issuer: 1}, f"{EXPECTED.issuer} ", 1, True, ""],
    "sub": [0, False, 1.5, [], {}, ["alice"], "a b", "a/b", "\u0430lice", "a\u200b"],
    "aud": [
        *([], [OURS, 5], [OURS, None], [OURS, [OURS]], [[OURS]], {"0": OURS}, True, 0, ""),
        *(f" {OURS}", f"{OURS},other", OURS.upper(), ["other"]),
    ],
    "client_id": [[OURS], {OURS: OURS}, True, 5, [], OURS.upper()],
    "token_use": [["access"], {"access": 1}, True, 1, "", "access ", "id"],
}
CASES = [{name: value} for name, values in WRONG.items() for value in values]
CASES += [
    {"aud": OURS, "client_id": [OURS]},
    {"aud": [OURS], "client_id": {"x": 1}},
    {"aud": ["other"], "client_id": OURS},
]


@pytest.mark.parametrize("changes", CASES, ids=range(len(CASES)))
def test_a_signed_token_with_a_claim_of_another_type_or_value_is_401(alice, issuer_key, changes):
    token = signed({**claims(alice.user_id), **changes}, rs256(issuer_key))
    assert_refused(ask(alice, f"Bearer {token}"))


@pytest.mark.parametrize("name", ["exp", "nbf", "iat", "iss", "sub", "aud", "token_use"])
def test_null_is_not_a_missing_claim(alice, issuer_key, name):
    token = signed({**claims(alice.user_id), name: None}, rs256(issuer_key))
    assert_refused(ask(alice, f"Bearer {token}"))


RIGHT = {
    "whole": {},
    "with fractions": {"exp": NOW + 60.5, "nbf": NOW - 0.25, "iat": NOW - 1.5},
    "at the edges": {"exp": NOW - LEEWAY_SECONDS + 1, "nbf": NOW + LEEWAY_SECONDS, "iat": 0},
    "for a year": {"exp": NOW + MAX_LIFETIME_SECONDS},
    "for us alone": {"aud": OURS, "client_id": "another"},
    "for us too": {"aud": ["another", OURS]},
    "with more": {"jti": 5, "email": ["x"], "auth_time": "yesterday", "scope": 7, "scp": {}},
}
LATE = {
    "expired": {"exp": NOW - LEEWAY_SECONDS},
    "not yet": {"nbf": NOW + LEEWAY_SECONDS + 1},
    "issued later": {"iat": NOW + LEEWAY_SECONDS + 0.5},
    "for more than a year": {"exp": NOW + MAX_LIFETIME_SECONDS + LEEWAY_SECONDS + 1},
}


def hers(**changes):
    return {**claims("alice"), "exp": NOW + 3600, **changes}


@pytest.mark.parametrize("changes", RIGHT.values(), ids=RIGHT)
def test_the_claims_of_a_good_token(clock, changes):
    person = read(hers(**changes), expected=EXPECTED)
    assert (person.id, person.has_scopes) == ("alice", True)
    assert person.expires_at == changes.get("exp", NOW + 3600)


@pytest.mark.parametrize("changes", LATE.values(), ids=LATE)
def test_times_beyond_the_leeway_are_refused(clock, changes):
    with pytest.raises(InvalidToken):
        read(hers(**changes), expected=EXPECTED)


AUTH_TIMES = [
    *((NOW, NOW), (NOW - 1.5, NOW - 1.5), (0, 0), (NOW + LEEWAY_SECONDS, NOW + LEEWAY_SECONDS)),
    *((value, None) for value in (str(NOW), True, None, [NOW], {}, -1, float("nan"), HUGE)),
    (NOW + LEEWAY_SECONDS + 1, None),
]


@pytest.mark.parametrize(("said", "understood"), AUTH_TIMES)
def test_a_malformed_auth_time_is_none(clock, said, understood):
    assert read(hers(auth_time=said), expected=EXPECTED).auth_time == understood


SCOPES = {
    "one": ({"scope": "cycle"}, True),
    "one of several": ({"scope": "openid cycle email"}, True),
    "scp": ({"scp": "cycle"}, True),
    "scp as a list": ({"scp": ["openid", "cycle"]}, True),
    "in either": ({"scope": "openid", "scp": "cycle"}, True),
    "neither": ({}, False),
    "empty": ({"scope": ""}, False),
    "another": ({"scope": "cycles"}, False),
    "a part": ({"scope": "glow/cycle"}, False),
    "capitals": ({"scope": "CYCLE"}, False),
    "commas": ({"scope": "openid,cycle"}, False),
    "a tab": ({"scope": "openid\tcycle"}, False),
    "an object": ({"scope": {"cycle": True}}, False),
    "in a list in a list": ({"scp": [["cycle"]]}, False),
    "a number": ({"scope": 5}, False),
    "roles": ({"roles": ["cycle"]}, False),
}


@pytest.mark.parametrize(("changes", "holds"), SCOPES.values(), ids=SCOPES)
def test_which_tokens_hold_a_scope(clock, changes, holds):
    expected = Expected(**{**vars_of(EXPECTED), "scopes": frozenset({"cycle"})})
    assert read(hers(**changes), expected=expected).has_scopes is holds


def vars_of(expected):
    return {name: getattr(expected, name) for name in ("issuer", "audience", "token_use")}


texts = st.sampled_from([OURS, EXPECTED.issuer, "access", "id", "", "1", str(NOW)]) | st.text()
times = st.integers(NOW - 100, NOW + 100) | st.floats(NOW - 100, NOW + 100)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | times | texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=4,
)
NAMES = ("exp", "nbf", "iat", "iss", "sub", "aud", "client_id", "token_use", "auth_time", "scope")


@given(
    changes=st.dictionaries(st.sampled_from(NAMES), values, max_size=4),
    absent=st.sets(st.sampled_from(NAMES), max_size=2),
)
def test_any_claims_are_accepted_by_the_rules_or_refused(changes, absent):
    said = {name: value for name, value in hers(**changes).items() if name not in absent}
    try:
        with time_machine.travel(NOW, tick=False):
            person = read(said, expected=EXPECTED)
    except InvalidToken:
        return
    for name in ("exp", "nbf", "iat"):
        assert type(said.get(name, 0)) in (int, float)
    assert NOW - LEEWAY_SECONDS < said["exp"] <= NOW + LEEWAY_SECONDS + MAX_LIFETIME_SECONDS
    assert max(said.get("nbf", 0), said.get("iat", 0)) <= NOW + LEEWAY_SECONDS
    assert (said["iss"], said["token_use"]) == (EXPECTED.issuer, EXPECTED.token_use)
    audience = said.get("aud", said.get("client_id"))
    assert audience == OURS or (isinstance(said.get("aud"), list) and OURS in audience)
    assert isinstance(person.id, str)
    assert person.id == said["sub"]
