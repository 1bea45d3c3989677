"""No call to AWS or to the issuer trusts a host whose certificate nobody vouches for."""

import ssl
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from urllib.request import urlopen

import pytest
from botocore.exceptions import SSLError
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from glowcycle.api.download import download
from glowcycle.aws import clients

CALLS = {
    "dynamodb": lambda: clients.dynamodb().list_tables(),
    "s3": lambda: clients.s3().list_buckets(),
    "kms": lambda: clients.kms().list_keys(),
    "cloudwatch": lambda: clients.cloudwatch().describe_alarms(),
    "bedrock": lambda: clients.bedrock().converse(modelId="a-model", messages=[]),
}


class Listener(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.heard.append(self.path)
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def do_POST(self):
        self.do_GET()

    def log_message(self, *_):
        pass


class Quiet(HTTPServer):
    def handle_error(self, *_):  # a refused handshake ends here
        pass


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """Return the file of a certificate for this machine, signed by itself, with its key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(hours=1))
    builder = builder.not_valid_after(now + timedelta(hours=1))
    host = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = builder.add_extension(host, critical=False).sign(key, hashes.SHA256())
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    pem = serialization.Encoding.PEM
    file.write_bytes(
        made.public_bytes(pem)
        + key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return file


@pytest.fixture
def host(certificate):
    """Yield a server with that certificate, which notes what it hears."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with Quiet(("127.0.0.1", 0), Listener) as server:
        server.heard = []
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        server.address = f"https://127.0.0.1:{server.server_port}"
        yield server
        with suppress(OSError):
            server.shutdown()


def test_the_host_answers_whoever_trusts_it(host, certificate):
    trusting = ssl.create_default_context(cafile=certificate)
    assert urlopen(f"{host.address}/x", context=trusting, timeout=5).status == 200
    assert host.heard == ["/x"]


@pytest.mark.usefixtures("no_waiting", "operator")
@pytest.mark.parametrize("service", CALLS)
def test_a_client_of_aws_does_not_trust_it(settings, host, service):
    settings.AWS_ENDPOINT_URL = settings.DYNAMODB_ENDPOINT_URL = host.address
    settings.AWS_ENDPOINT_URL_BEDROCK_RUNTIME = host.address
    with pytest.raises(SSLError):
        CALLS[service]()
    assert host.heard == []


def test_the_issuers_keys_are_not_taken_from_it(host):
    with pytest.raises(ssl.SSLCertVerificationError):
        download(f"{host.address}/jwks.json", max_bytes=9)
    assert host.heard == []
