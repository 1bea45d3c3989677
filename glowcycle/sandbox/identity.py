"""The sandbox's own issuer: a key pair in its folder, and tokens like those of a real one."""

import json
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import cast

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from jwt.algorithms import RSAAlgorithm

KEY_ID = "sandbox"
KEY_BITS = 2048


def issue_token(*, user_id: str, lifetime: timedelta) -> str:
    """Return an access token for the person that this sandbox accepts."""
    now = datetime.now(UTC)
    claims = {
        "iss": settings.OIDC_ISSUER,
        "client_id": settings.OIDC_AUDIENCE,
        "token_use": settings.OIDC_TOKEN_USE,
        "sub": user_id,
        "iat": now,
        "auth_time": int(now.timestamp()),
        "scope": settings.OIDC_REQUIRED_SCOPE,
        "exp": now + lifetime,
    }
    return jwt.encode(claims, _signing_key(), algorithm="RS256", headers={"kid": KEY_ID})


def _signing_key() -> rsa.RSAPrivateKey:
    return _read_key(settings.SANDBOX_DIR / "signing-key.pem")


@cache
def _read_key(path: Path) -> rsa.RSAPrivateKey:
    if not path.exists():
        _make_key(path)
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    return cast(rsa.RSAPrivateKey, key)


def _make_key(path: Path) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    public = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    public |= {"kid": KEY_ID, "use": "sig", "alg": "RS256"}
    path.with_name("jwks.json").write_text(json.dumps({"keys": [public]}), encoding="ascii")
    path.touch(mode=0o600)
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
