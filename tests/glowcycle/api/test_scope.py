"""A stage may require scopes: a token without them is valid, but 403 everywhere."""

import pytest

from tests.support.phone import Phone
from tests.support.problems import assert_problem
from tests.support.tokens import claims, rs256, signed

CALLS = [("GET", "/journal/user/{}"), ("POST", "/period"), ("GET", "/sync"), ("DELETE", "/me")]


@pytest.fixture
def phone_with(alice, issuer_key):
    """Return a function that gives Alice's phone a token with these claims."""

    def phone(**changes):
        return Phone(alice.user_id, signed(claims(alice.user_id, **changes), rs256(issuer_key)))

    return phone


@pytest.mark.parametrize("said", [{}, {"scope": "openid"}, {"scp": ["email"]}, {"scope": 5}])
@pytest.mark.parametrize(("method", "path"), CALLS)
def test_a_token_without_the_scope_is_403_and_says_which(settings, phone_with, method, path, said):
    settings.OIDC_REQUIRED_SCOPE = "glowcycle/use"
    phone = phone_with(**said)
    answer = phone.send(method, path.format(phone.user_id), {"date": "2026-03-01", "flow": "none"})
    assert_problem(answer, 403, "insufficient_scope")
    assert answer.headers["WWW-Authenticate"] == (
        'Bearer realm="glowcycle", error="insufficient_scope", scope="glowcycle/use"'
    )
    settings.OIDC_REQUIRED_SCOPE = ""
    assert phone.get(f"/period/user/{phone.user_id}").json()["results"] == []


@pytest.mark.parametrize(
    ("required", "said", "status"),
    [
        ("glowcycle/use", {"scope": "openid glowcycle/use"}, 200),
        ("glowcycle/use", {"scp": ["glowcycle/use"]}, 200),
        ("a b", {"scope": "b c a"}, 200),
        ("a b", {"scope": "a", "scp": "b"}, 200),
        ("a b", {"scope": "a"}, 403),
        ("a b", {"scope": "ab"}, 403),
    ],
)
def test_a_token_needs_every_required_scope(settings, phone_with, required, said, status):
    settings.OIDC_REQUIRED_SCOPE = required
    phone = phone_with(**said)
    for _ in range(2):  # the second answer comes from memory
        assert phone.get(f"/journal/user/{phone.user_id}").status_code == status


def test_a_403_for_another_person_has_no_challenge(alice, stranger):
    answer = alice.get(f"/journal/user/{stranger.user_id}")
    assert_problem(answer, 403, "forbidden")
    assert "WWW-Authenticate" not in answer.headers


def test_open_addresses_need_no_scope(settings, phone_with):
    settings.OIDC_REQUIRED_SCOPE = "glowcycle/use"
    for path in ("/health", "/schema"):
        assert phone_with().get(path).status_code == 200
