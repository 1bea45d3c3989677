"""Invalid Authorization headers, and tokens in other places."""

import pytest

from tests.support.problems import assert_problem
from tests.support.tokens import ask, assert_refused, encoded


def deep(depth):
    head = b'{"alg": "RS256", "kid": "sandbox", "x": ' + b"[" * depth + b"]" * depth + b"}"
    return f"{encoded(head)}.e30.x"


GARBAGE = [
    *("Bearer", "Bearer ", "Bearer x", "Bearer ..", "Bearer .", "Bearer a.b.c", "x", "Bearer null"),
    *(
        "Bearer e30.e30.e30",
        "Bearer W10.W10.W10",
        "Bearer bnVsbA.bnVsbA.",
        "Basic YTpi",
        "Digest x",
    ),
    *(
        f"Bearer {'x' * 9000}",
        f"Bearer {'.' * 8000}",
        f"Bearer {deep(900)}",
        f"Bearer {deep(2500)}",
    ),
    *("Bearer\u00e9 x", "Bearer \u00e9", "Bearer \x00", "Bearer a,b", "Bearer=x", "Token x", ","),
]


@pytest.mark.parametrize("authorization", GARBAGE, ids=lambda text: ascii(text)[:30])
def test_an_invalid_authorization_header_is_refused(alice, authorization):
    assert_refused(ask(alice, authorization))


def test_several_tokens_or_another_scheme_are_refused(alice):
    token = alice.token
    for scheme in ("Basic", "Token", "Bearer,", "Bearer:", "Bearer=", "JWT", ""):
        assert_refused(ask(alice, f"{scheme} {token}".strip()))
    for tokens in (
        f"{token} {token}",
        f"{token},{token}",
        f"{token}, Bearer {token}",
        f'"{token}"',
    ):
        assert_refused(ask(alice, f"Bearer {tokens}"))
    padding = "=" * 9000
    assert_refused(ask(alice, f"Bearer {token}{padding}"))


@pytest.mark.parametrize("authorization", ["", " ", "\t"])
def test_a_missing_token_is_401(alice, authorization):
    assert_refused(ask(alice, authorization), "not_authenticated")


def test_a_token_outside_its_header_is_ignored(alice, nobody):
    path = f"/journal/user/{alice.user_id}"
    for query in ("access_token", "token", "authorization"):
        assert_refused(nobody.get(f"{path}?{query}={alice.token}"), "not_authenticated")
    for header in ("Cookie", "X-Access-Token", "Proxy-Authorization", "X-Authorization"):
        answer = nobody.send("GET", path, headers={header: f"Bearer {alice.token}"})
        assert_refused(answer, "not_authenticated")


def test_a_header_with_a_user_id_is_ignored(alice, stranger):
    spoofed = {"X-User-Id": alice.user_id, "Remote-User": alice.user_id}
    answer = stranger.send("GET", f"/journal/user/{alice.user_id}", headers=spoofed)
    assert_problem(answer, 403, "forbidden")
