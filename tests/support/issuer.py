"""An issuer of tokens on this machine, with two keys of its own."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer

from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

KEYS = {
    kid: rsa.generate_private_key(public_exponent=65537, key_size=2048) for kid in ("one", "two")
}


def published(*kids):
    """Return the key set of those keys, as an issuer publishes it."""
    keys = [
        {**RSAAlgorithm.to_jwk(KEYS[kid].public_key(), as_dict=True), "kid": kid, "use": "sig"}
        for kid in kids
    ]
    return json.dumps({"keys": keys}).encode()


class Issuer:
    """An issuer on this machine. It answers with the bytes `raw`; with None it hangs up."""

    def __init__(self):
        self.asked = 0
        self.answers(published("one"))
        issuer = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self):
                issuer.asked += 1
                self.wfile.write(issuer.raw or b"")

            def log_message(self, *_args):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Answer)
        self.url = f"http://127.0.0.1:{self.server.server_port}/jwks.json"

    def answers(self, body, status="200 OK"):
        self.raw = f"HTTP/1.0 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body

    def is_down(self):
        self.raw = None
