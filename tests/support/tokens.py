"""Genuine and forged tokens, and assertions about the answers to them."""

import base64
import hashlib
import hmac
import json
import time

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from jwt.algorithms import RSAAlgorithm

from tests.support.problems import assert_problem

HEADER = {"alg": "RS256", "kid": "sandbox", "typ": "JWT"}


FOREIGN = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def claims(user_id, **changes):
    """Return the claims of a good token with these changes; None removes a claim."""
    good = {
        "iss": settings.OIDC_ISSUER,
        "client_id": settings.OIDC_AUDIENCE,
        "token_use": settings.OIDC_TOKEN_USE,
        "sub": user_id,
        "exp": int(time.time()) + 3600,
        **changes,
    }
    return {name: value for name, value in good.items() if value is not None}


def encoded(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def signed(payload, sign, **header):
    """Return a token built by hand: PyJWT refuses to make most of these."""
    head = {**HEADER, **header}
    head = {name: value for name, value in head.items() if value is not ...}
    signing_input = f"{encoded(json.dumps(head).encode())}.{encoded(json.dumps(payload).encode())}"
    return f"{signing_input}.{encoded(sign(signing_input.encode()))}"


def rs256(key):
    algorithm = RSAAlgorithm(RSAAlgorithm.SHA256)
    return lambda signing_input: algorithm.sign(signing_input, key)


def ask(phone, authorization):
    path = f"/journal/user/{phone.user_id}"
    return phone.send("GET", path, headers={"Authorization": authorization})


def assert_refused(answer, code="authentication_failed"):
    """Assert that the answer is 401 with this code; return it."""
    assert_problem(answer, 401, code)
    expected = 'Bearer realm="glowcycle"'
    if code == "authentication_failed":
        expected += ', error="invalid_token"'
    assert answer.headers["WWW-Authenticate"] == expected
    return answer


WRONG_CLAIMS = {
    "no exp": {"exp": None},
    "expired in 1970": {"exp": 1},
    "just expired": {"exp": int(time.time()) - 15},
    "exp in words": {"exp": "soon"},
    "exp a list": {"exp": []},
    "exp negative": {"exp": -1},
    "exp infinite": {"exp": 1e400},
    "not yet valid": {"nbf": int(time.time()) + 86_400},
    "not yet issued": {"iat": int(time.time()) + 86_400},
    "no issuer": {"iss": None},
    "another issuer": {"iss": "https://evil.example"},
    "issuer with a slash": {"iss": settings.OIDC_ISSUER + "/"},
    "issuer in capitals": {"iss": settings.OIDC_ISSUER.upper()},
    "a list of issuers": {"iss": [settings.OIDC_ISSUER]},
    "no client": {"client_id": None},
    "another client": {"client_id": "another"},
    "an empty client": {"client_id": ""},
    "client an object": {"client_id": {settings.OIDC_AUDIENCE: 1}},
    "another audience": {"aud": "another"},
    "an empty audience": {"aud": []},
    "other audiences": {"aud": ["another"]},
    "audience an object": {"aud": {settings.OIDC_AUDIENCE: 1}},
    "audience in a list in a list": {"aud": [[settings.OIDC_AUDIENCE]]},
    "more than the audience": {"aud": settings.OIDC_AUDIENCE + "x"},
    "audience a number": {"aud": 5},
    "no token_use": {"token_use": None},
    "another token_use": {"token_use": "id"},
    "a list of uses": {"token_use": ["access"]},
    "token_use in capitals": {"token_use": "ACCESS"},
    "oversized": {"padding": "x" * 8192},
    "no sub": {"sub": None},
    "sub empty": {"sub": ""},
    "sub blank": {"sub": " "},
    "sub of two words": {"sub": "a b"},
    "sub a path": {"sub": "a/b"},
    "sub with a line feed": {"sub": "a\n"},
    "sub with NUL": {"sub": "a\x00"},
    "sub not ASCII": {"sub": "é"},
    "sub oversized": {"sub": "x" * 129},
    "sub a number": {"sub": 5},
    "sub true": {"sub": True},
    "sub a list": {"sub": ["alice"]},
    "sub an object": {"sub": {"S": "alice"}},
}


KIDS = [
    *("../../../../dev/null", "/etc/passwd", "file:///dev/null", "sandbox\x00", "SANDBOX"),
    *("https://evil.example/jwks.json", "sandbox' OR '1'='1", "sandbox ", "", "x" * 4000),
    *(None, ..., 0, True, [], ["sandbox"], {"sandbox": 1}),
]


def forgeries(user_id, issuer_key):
    """Yield (description, token) for tokens that the issuer did not sign."""
    good = claims(user_id)
    public = issuer_key.public_key()
    pem = public.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    jwk = RSAAlgorithm.to_jwk(public)
    secrets = {"PEM": pem, "PEM stripped": pem.strip(), "JWK": jwk.encode(), "nothing": b""}
    for name, secret in secrets.items():
        token = signed(
            good,
            lambda signing_input, s=secret: hmac.digest(s, signing_input, hashlib.sha256),
            alg="HS256",
        )
        yield f"HS256 with {name}", token
    for alg in ("none", "None", "NONE", "nOnE", "", None, 5, [], ["RS256"], ..., "RS512", "PS256"):
        yield f"alg {alg} unsigned", signed(good, lambda _: b"", alg=alg)
        yield f"alg {alg}", signed(good, rs256(issuer_key), alg=alg)
    yield "another's key", signed(good, rs256(FOREIGN))
    yield "a signature of zeros", signed(good, lambda _: b"\x00" * 256)
    for kid in KIDS:
        yield f"another's key as {kid!r:.20}", signed(good, rs256(FOREIGN), kid=kid)
        if kid != "sandbox":
            yield f"kid {kid!r:.20}", signed(good, rs256(issuer_key), kid=kid)
    own = {**RSAAlgorithm.to_jwk(FOREIGN.public_key(), as_dict=True), "kid": "sandbox"}
    yield "jwk embedded", signed(good, rs256(FOREIGN), jwk=own)
    yield "jku embedded", signed(good, rs256(FOREIGN), jku="https://evil.example/jwks.json")
    token = signed(good, rs256(issuer_key))
    head, payload, signature = token.split(".")
    other = encoded(json.dumps(claims("somebody")).encode())
    yield "payload altered", f"{head}.{other}.{signature}"
    yield "header altered", f"{encoded(b'{}')}.{payload}.{signature}"
    yield "no signature", f"{head}.{payload}."
    yield "two parts", f"{head}.{payload}"
    yield "one part", head + payload + signature
    yield "four parts", f"{token}.{signature}"
    yield "truncated", token[:-8]
    yield "truncated in the payload", token[: len(head) + len(payload) // 2]
    yield "not ASCII", f"{head}.{payload}.é{signature[1:]}"
    yield (
        "crit unheard of",
        signed(good, rs256(issuer_key), crit=["unheard-of"], **{"unheard-of": 1}),
    )
    yield "payload not encoded", signed(good, rs256(issuer_key), b64=False, crit=["b64"])
