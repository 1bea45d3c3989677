"""An issuer of tokens: a JWKS behind HTTPS as Cognito has, with its own certificate."""

import json
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

AUDIENCE = "glowcycle-phone"


@dataclass(frozen=True)
class Issuer:
    """The address of the JWKS, the certificate of that address, and the signing key."""

    address: str
    certificate: Path
    key: rsa.RSAPrivateKey

    def environment(self) -> dict[str, str]:
        """Return the variables that make a function trust this issuer."""
        return {
            "OIDC_ISSUER": self.address,
            "OIDC_AUDIENCE": AUDIENCE,
            "SSL_CERT_FILE": str(self.certificate),
        }

    def token(self, user_id: str) -> str:
        claims = {
            "iss": self.address,
            "client_id": AUDIENCE,
            "token_use": "access",
            "sub": user_id,
            "exp": int(time.time()) + 3600,
        }
        return jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "one"})


@contextmanager
def run_issuer(folder: Path) -> Iterator[Issuer]:
    """Serve the JWKS until the block ends."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    jwk = json.loads(RSAAlgorithm.to_jwk(key.public_key()))
    keys = json.dumps({"keys": [{**jwk, "kid": "one", "use": "sig", "alg": "RS256"}]}).encode()

    class Jwks(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Length", str(len(keys)))
            self.end_headers()
            self.wfile.write(keys)

        def log_message(self, *_):
            """Log nothing."""

    certificate = _certificate(key, folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with ThreadingHTTPServer(("127.0.0.1", 0), Jwks) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Issuer(f"https://127.0.0.1:{server.server_port}", certificate, key)
        server.shutdown()


def _certificate(key: rsa.RSAPrivateKey, folder: Path) -> Path:
    """Return a file with the key and a certificate for 127.0.0.1."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "issuer")])
    address = x509.IPAddress(ip_address("127.0.0.1"))
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "issuer.pem"
    path.write_bytes(private + certificate.public_bytes(pem))
    return path
