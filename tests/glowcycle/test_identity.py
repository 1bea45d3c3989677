"""Whose token is believed: one the issuer signed, for this service, of this kind, in time."""

import base64
import hashlib
import hmac
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from jwt.algorithms import RSAAlgorithm

from tests.conftest import someone
from tests.glowcycle.test_hostile_records import assert_problem

HEADER = {"alg": "RS256", "kid": "sandbox", "typ": "JWT"}
FOREIGN = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def issuer_key():
    someone()  # the sandbox makes its key with the first token
    pem = (settings.SANDBOX_DIR / "signing-key.pem").read_bytes()
    return serialization.load_pem_private_key(pem, password=None)


def claims(person_id, **changes):
    """Return the claims of a good token with these changes; None takes a claim away."""
    good = {
        "iss": settings.OIDC_ISSUER,
        "client_id": settings.OIDC_AUDIENCE,
        "token_use": settings.OIDC_TOKEN_USE,
        "sub": person_id,
        "exp": int(time.time()) + 3600,
        **changes,
    }
    return {name: value for name, value in good.items() if value is not None}


def encoded(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def signed(payload, sign, **header):
    """Return a token by hand: PyJWT itself would refuse to make most of these."""
    head = {**HEADER, **header}
    head = {name: value for name, value in head.items() if value is not ...}
    said = f"{encoded(json.dumps(head).encode())}.{encoded(json.dumps(payload).encode())}"
    return f"{said}.{encoded(sign(said.encode()))}"


def rs256(key):
    algorithm = RSAAlgorithm(RSAAlgorithm.SHA256)
    return lambda said: algorithm.sign(said, key)


def ask(phone, authorization):
    path = f"/journal/user/{phone.person_id}"
    return phone.send("GET", path, headers={"Authorization": authorization})


def assert_refused(answer, code="authentication_failed"):
    assert_problem(answer, 401, code)
    expected = 'Bearer realm="glowcycle"'
    if code == "authentication_failed":
        expected += ', error="invalid_token"'
    assert answer.headers["WWW-Authenticate"] == expected


GOOD = [
    {},
    {"client_id": None, "aud": settings.OIDC_AUDIENCE},
    {"client_id": None, "aud": ["another", settings.OIDC_AUDIENCE]},
    {"aud": [settings.OIDC_AUDIENCE], "client_id": "another"},
    {"nbf": int(time.time()) - 60, "iat": int(time.time()) - 60, "scope": "x", "jti": "y"},
    {"iat": int(time.time()) + 5},
]


@pytest.mark.parametrize("changes", GOOD, ids=range(len(GOOD)))
def test_a_token_of_the_issuer_is_believed(alice, issuer_key, changes):
    token = signed(claims(alice.person_id, **changes), rs256(issuer_key))
    for scheme in ("Bearer", "bearer", "BEARER"):
        assert ask(alice, f"{scheme} {token}").status_code == 200


WRONG_CLAIMS = [
    {"exp": None},
    {"exp": 1},
    {"exp": int(time.time()) - 15},
    {"exp": "soon"},
    {"exp": []},
    {"exp": -1},
    {"exp": 1e400},
    {"nbf": int(time.time()) + 86_400},
    {"iat": int(time.time()) + 86_400},
    {"iss": None},
    {"iss": "https://evil.example"},
    {"iss": settings.OIDC_ISSUER + "/"},
    {"iss": settings.OIDC_ISSUER.upper()},
    {"iss": [settings.OIDC_ISSUER]},
    {"client_id": None},
    {"client_id": "another"},
    {"client_id": ""},
    {"client_id": {settings.OIDC_AUDIENCE: 1}},
    {"aud": "another"},
    {"aud": []},
    {"aud": ["another"]},
    {"aud": {settings.OIDC_AUDIENCE: 1}},
    {"aud": [[settings.OIDC_AUDIENCE]]},
    {"aud": settings.OIDC_AUDIENCE + "x"},
    {"aud": 5},
    {"token_use": None},
    {"token_use": "id"},
    {"token_use": ["access"]},
    {"token_use": "ACCESS"},
    {"padding": "x" * 8192},
    {"sub": None},
    {"sub": ""},
    {"sub": " "},
    {"sub": "a b"},
    {"sub": "a/b"},
    {"sub": "a\n"},
    {"sub": "a\x00"},
    {"sub": "é"},
    {"sub": "x" * 129},
    {"sub": 5},
    {"sub": True},
    {"sub": ["alice"]},
    {"sub": {"S": "alice"}},
]


@pytest.mark.parametrize("changes", WRONG_CLAIMS, ids=range(len(WRONG_CLAIMS)))
def test_a_token_that_says_anything_else_is_refused(alice, issuer_key, changes):
    token = signed(claims(alice.person_id, **changes), rs256(issuer_key))
    assert_refused(ask(alice, f"Bearer {token}"))


def forgeries(person_id, issuer_key):
    """Yield tokens that the issuer did not sign."""
    good = claims(person_id)
    public = issuer_key.public_key()
    pem = public.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    for secret in (pem, pem.strip(), json.dumps(RSAAlgorithm.to_jwk(public)).encode(), b""):
        yield signed(good, lambda said, s=secret: hmac.digest(s, said, hashlib.sha256), alg="HS256")
    for alg in ("none", "None", "NONE", "nOnE", "", None, 5, [], ["RS256"], ..., "RS512", "PS256"):
        yield signed(good, lambda _: b"", alg=alg)
        yield signed(good, rs256(issuer_key), alg=alg)
    yield signed(good, rs256(FOREIGN))
    yield signed(good, lambda _: b"\x00" * 256)
    for kid in KIDS:
        yield signed(good, rs256(FOREIGN), kid=kid)
        if kid != "sandbox":
            yield signed(good, rs256(issuer_key), kid=kid)
    head, payload, signature = signed(good, rs256(issuer_key)).split(".")
    other = encoded(json.dumps(claims("somebody")).encode())
    yield f"{head}.{other}.{signature}"
    yield f"{head}.{payload}."
    yield f"{head}.{payload}"
    yield f"{head}.{payload}.{signature}.{signature}"
    yield f"{head}.{payload}.{signature[:-8]}"
    yield signed(good, rs256(issuer_key), crit=["unheard-of"], **{"unheard-of": 1})
    yield signed(good, rs256(issuer_key), b64=False, crit=["b64"])


KIDS = [
    *("../../../../dev/null", "/etc/passwd", "file:///dev/null", "sandbox\x00", "SANDBOX"),
    *("https://evil.example/jwks.json", "sandbox' OR '1'='1", "sandbox ", "", "x" * 4000),
    *(None, ..., 0, True, [], ["sandbox"], {"sandbox": 1}),
]


def test_a_token_that_the_issuer_did_not_sign_so_is_refused(alice, issuer_key):
    for token in forgeries(alice.person_id, issuer_key):
        assert_refused(ask(alice, f"Bearer {token}"))


@pytest.mark.parametrize("kid", ["sandbox", "mine"])
def test_a_key_named_by_the_token_itself_is_neither_used_nor_fetched(alice, kid):
    asked = []

    class Trap(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)

    own = {**RSAAlgorithm.to_jwk(FOREIGN.public_key(), as_dict=True), "kid": kid}
    with HTTPServer(("127.0.0.1", 0), Trap) as trap:
        threading.Thread(target=trap.serve_forever, args=(0.01,), daemon=True).start()
        url = f"http://127.0.0.1:{trap.server_port}/jwks.json"
        for header in ({"jwk": own}, {"jku": url}, {"x5u": url}, {"x5c": [url]}, {"iss": url}):
            token = signed(claims(alice.person_id), rs256(FOREIGN), kid=kid, **header)
            assert_refused(ask(alice, f"Bearer {token}"))
        trap.shutdown()
    assert asked == []
