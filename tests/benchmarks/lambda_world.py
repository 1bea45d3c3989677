"""The benchmark's stand-ins for the issuer, DynamoDB, KMS and Secrets Manager.

    with World() as world:
        subprocess.run(..., env=world.environment)

They answer from memory over plain HTTP; every app is given the same entry, list and log, sealed
under the same data key. The service gets it from KMS, the peers from their environment.
"""

import base64
import json
import ssl
import time
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from jwt.algorithms import RSAAlgorithm

from glowcycle.encryption import cipher
from tests.benchmarks.local_servers import make_certificate, serve
from tests.support.gateway_event import STAGE, event

PERSON = "0b9d7c1e-4f1b-4a58-9a52-3f0f4b8f0c11"
AUDIENCE = "benchmark"
# The files of certificate authorities on Debian and on Lambda's Linux.
AUTHORITIES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt")

ENTRY = {
    "date": "2026-02-20",
    "mood": "😌",
    "energy": 60,
    "text": "A day like many others. " * 12,
    "tags": ["sleep", "work"],
}
LIST_LENGTH = 20
SECRET = "a secret of at least thirty-two characters"
MOMENT = "2026-03-01T10:00:00.000000+0000"
DATA_KEY = bytes(range(32))


def _sealed(kind: str, key: str, content: dict[str, Any]) -> dict[str, str]:
    plain = cipher.pad(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())
    place = PERSON, kind, key, 1
    value = cipher.seal(plain, key=AESGCM(DATA_KEY), number=0, associated_data=place)
    return {"B": base64.b64encode(value).decode()}


def _entry(age: int) -> dict[str, Any]:
    day = date(2026, 2, 28) - timedelta(days=age)
    content = {
        "mood": {"S": ENTRY["mood"]},
        "energy": {"N": str(ENTRY["energy"])},
        "text": {"S": ENTRY["text"]},
        "tags": {"L": [{"S": tag} for tag in ENTRY["tags"]]},
        "createdAs": {"S": "QSBkYXkgbGlrZSBtYW55IG"},
    }
    return {
        "userId": {"S": PERSON},
        "entryId": {"S": str(UUID(int=age))},
        "createdAt": {"S": MOMENT},
        "updatedAt": {"S": MOMENT},
        "version": {"N": "1"},
        "writeId": {"S": "bWFueSBvdGhlcnMg"},
        "date": {"S": str(day)},
        "dateOrder": {"S": f"{day}#{MOMENT[:-5]}"},
        "sealed": _sealed("journal", str(UUID(int=age)), content),
    }


def _day(day: date) -> dict[str, Any]:
    content = {"flow": {"S": "medium"}, "symptoms": {"L": [{"S": "cramps"}]}}
    return {
        "userId": {"S": PERSON},
        "date": {"S": str(day)},
        "createdAt": {"S": MOMENT},
        "updatedAt": {"S": MOMENT},
        "version": {"N": "1"},
        "writeId": {"S": "bWFueSBvdGhlcnMg"},
        "sealed": _sealed("period", str(day), content),
    }


def _found(items: list[dict[str, Any]]) -> dict[str, Any]:
    return {"Items": items, "Count": len(items), "ScannedCount": len(items)}


STARTS = (date(2026, 2, 14), date(2026, 1, 17), date(2025, 12, 20))
LOG = [_day(start + timedelta(days=n)) for start in STARTS for n in (4, 3, 2, 1, 0)]
WRAPPED = {"userId": {"S": PERSON}, "item": {"S": "key"}, "wrapped": {"L": [{"S": "d3JhcHBlZA=="}]}}
COUNTS = ("writes", "bytes", "totalWrites", "totalBytes")
WRITTEN = {"day": {"S": "2026-03-01"}, **{name: {"N": "50"} for name in COUNTS}}
ANSWERS: dict[tuple[str, str], dict[str, Any]] = {
    ("Decrypt", ""): {"Plaintext": base64.b64encode(DATA_KEY).decode()},
    ("GetItem", "person"): {"Item": WRAPPED},
    ("UpdateItem", "person"): {"Attributes": {"userId": {"S": PERSON}, **WRITTEN}},
    ("PutItem", "journal"): {},
    ("GetItem", "journal"): {"Item": _entry(0)},
    ("Query", "journal"): _found([_entry(age) for age in range(LIST_LENGTH + 1)]),
    ("Query", "period"): _found(LOG),
    ("Query", "stage"): _found([]),
}


def store_answer(operation: str, body: bytes) -> bytes:
    """Return the answer of DynamoDB, Secrets Manager or KMS to this call."""
    if operation == "GetSecretValue":
        return json.dumps({"SecretString": json.dumps({"SECRET_KEY": SECRET})}).encode()
    _, _, table = json.loads(body).get("TableName", "").rpartition("-")
    return _RAW[operation, table]


_RAW = {call: json.dumps(answer).encode() for call, answer in ANSWERS.items()}


class World:
    """Runs the stand-ins until the block ends."""

    def __enter__(self) -> "World":
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self._folder = TemporaryDirectory()
        folder = Path(self._folder.name)
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        public = RSAAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        keys = json.dumps({"keys": [{**public, "kid": "one", "use": "sig", "alg": "RS256"}]})
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(make_certificate(folder))
        self._issuer = serve(lambda _operation, _body: keys.encode())
        self._issuer.socket = tls.wrap_socket(self._issuer.socket, server_side=True)
        self._store = serve(self._noted)
        self.issuer = f"https://127.0.0.1:{self._issuer.server_port}"
        trusted = [Path(name).read_bytes() for name in AUTHORITIES if Path(name).exists()]
        trusted = [*trusted[:1], (folder / "tls.pem").read_bytes()]
        (folder / "trusted.pem").write_bytes(b"\n".join(trusted))
        self.environment = {
            "AWS_ACCESS_KEY_ID": "benchmark",
            "AWS_SECRET_ACCESS_KEY": "benchmark",
            "AWS_DEFAULT_REGION": "eu-central-1",
            "AWS_REGION": "eu-central-1",
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self._store.server_port}",
            "AWS_LAMBDA_FUNCTION_NAME": "benchmark",
            "BEDROCK_MODEL_ID": "eu.example.sees-v1:0",
            "DATA_KEY": DATA_KEY.hex(),
            "DYNAMODB_ENDPOINT_URL": f"http://127.0.0.1:{self._store.server_port}",
            "DYNAMODB_TABLE_NAME": "benchmark",
            "KMS_KEY_ID": "alias/benchmark",
            "OIDC_AUDIENCE": AUDIENCE,
            "OIDC_ISSUER": self.issuer,
            "OIDC_JWKS_URL": f"{self.issuer}/.well-known/jwks.json",
            "PYTHONHASHSEED": "0",
            "PYTHON_DOTENV_DISABLED": "1",
            "REQUESTS_PER_SECOND": "100000",
            "S3_BUCKET_NAME": "benchmark-photos",
            "SSL_CERT_FILE": str(folder / "trusted.pem"),
            "STAGE": STAGE,
        }
        return self

    def __exit__(self, *_: object) -> None:
        for server in (self._issuer, self._store):
            server.shutdown()
            server.server_close()
        self._folder.cleanup()

    def _noted(self, operation: str, body: bytes) -> bytes:
        self.calls.append((operation, json.loads(body)))
        return store_answer(operation, body)

    def token(self) -> str:
        """Return a token as Cognito issues it."""
        now = int(time.time())
        claims = {
            "sub": PERSON,
            "iss": self.issuer,
            "client_id": AUDIENCE,
            "token_use": "access",
            "scope": "openid email",
            "auth_time": now,
            "iat": now,
            "exp": now + 3600,
            "jti": str(UUID(int=7)),
            "username": PERSON,
        }
        return jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": "one"})

    def events(self) -> dict[str, dict[str, Any]]:
        """Return API Gateway's event for each measured call."""
        token = self.token()
        return {
            "create": event(token, "POST", "/journal", body=ENTRY),
            "get": event(token, "GET", f"/journal/{UUID(int=0)}"),
            "list": event(token, "GET", f"/journal/user/{PERSON}", query={"limit": "20"}),
        }
