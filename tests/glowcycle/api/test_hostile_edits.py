"""Edited cursors are 400 and edited tokens are 401."""

import base64
import json
import string
from functools import cache
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from tests.support.people import someone
from tests.support.phone import Phone
from tests.support.problems import assert_problem
from tests.support.record_samples import KINDS
from tests.support.tokens import assert_refused, claims, rs256, signed

CANARY = "canary-b1d4"
letters = string.ascii_letters + string.digits + "-_:.=%~ é\x00"


@cache
def cast():
    """Return alice, who has two records of each kind, and a stranger."""
    alice, stranger = someone(), someone()
    for kind in KINDS:
        for day in ("2026-03-01", "2026-03-02"):
            words = {"text": CANARY} if kind.name == "journal" else {}
            assert alice.post(kind.path, {**kind.on(day), **words}).status_code == 201
    return alice, stranger


@cache
def cursors():
    """Return the next cursor of each of alice's lists and of her sync, by path."""
    alice, _ = cast()
    following = {}
    for kind in KINDS:
        path = f"{kind.path}/user/{alice.user_id}"
        onward = alice.get(f"{path}?limit=1").json()["next"]
        following[path] = parse_qs(urlsplit(onward).query)["cursor"][0]
    return {**following, "/sync": alice.get("/sync?limit=1").json()["next"]}


@st.composite
def edits(draw, text):
    """Return the text with a piece removed, inserted, moved or replaced."""
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + draw(st.sampled_from([0, 1, 4, 999])))))
    pieces = st.text(letters, max_size=6) | st.sampled_from([text[end:], text[start:end] * 2, ""])
    return text[:start] + draw(pieces) + text[end:]


def test_the_unedited_cursors_are_accepted():
    alice, _ = cast()
    for path, cursor in cursors().items():
        answer = alice.get(f"{path}?limit=1&cursor={quote(cursor)}")
        assert answer.status_code == 200


@given(st.data())
def test_an_edited_cursor_is_refused(data):
    alice, _ = cast()
    path, good = data.draw(st.sampled_from(sorted(cursors().items())))
    cursor = data.draw(edits(good))
    answer = alice.get(f"{path}?limit=1&cursor={quote(cursor)}")
    if cursor != good:
        assert_problem(answer, 400)


@given(st.data())
def test_a_cursor_is_refused_for_another_person_or_path(data):
    _, stranger = cast()
    given_for, cursor = data.draw(st.sampled_from(sorted(cursors().items())))
    own = [f"{kind.path}/user/{stranger.user_id}" for kind in KINDS]
    path = data.draw(st.sampled_from([*own, "/sync"]))
    assert_problem(stranger.get(f"{path}?limit=1&cursor={quote(cursor)}"), 400)
    alice, _ = cast()
    other = data.draw(st.sampled_from(sorted(cursors().keys() - {given_for})))
    assert_problem(alice.get(f"{other}?limit=1&cursor={quote(cursor)}"), 400)


@given(st.data())
def test_an_edited_token_is_refused(data):
    alice, _ = cast()
    token = data.draw(edits(alice.token))
    answer = Phone(alice.user_id, token).get("/sync?limit=1")
    if answer.status_code == 200:  # the last letters have unused bits
        assert decoded(token) == decoded(alice.token)
    else:
        assert_refused(answer, "authentication_failed" if token else "not_authenticated")


def decoded(token):
    """Return the parts of a token, or None if they cannot be read."""
    try:
        return [base64.urlsafe_b64decode(part + "==") for part in token.strip().split(".")]
    except ValueError:
        return None


words = st.text(max_size=6) | st.sampled_from([CANARY, "access", "sandbox"])
wild = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2),
    max_leaves=4,
)
named = st.sampled_from(["exp", "nbf", "iat", "iss", "aud", "sub", "jti", "token_use", "client_id"])


@pytest.mark.usefixtures("issuer_decides")
@given(extra=st.dictionaries(named | words, wild, max_size=4), head=st.dictionaries(words, wild))
def test_a_signed_token_with_any_claims_is_accepted_or_401(issuer_key, extra, head):
    alice, _ = cast()
    note(json.dumps([extra, head]))
    token = signed({**claims(alice.user_id), **extra}, rs256(issuer_key), **head)
    answer = Phone(alice.user_id, token).get("/sync?limit=1")
    if answer.status_code != 200:
        assert_refused(answer)
    elif extra.get("sub") not in (None, alice.user_id):
        assert CANARY.encode() not in answer.content
