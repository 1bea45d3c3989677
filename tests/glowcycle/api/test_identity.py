"""Which tokens are accepted: signed by the issuer, for this service, of this use, in time."""

import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.conf import settings
from jwt.algorithms import RSAAlgorithm

from tests.support.tokens import (
    FOREIGN,
    WRONG_CLAIMS,
    ask,
    assert_refused,
    claims,
    forgeries,
    rs256,
    signed,
)

GOOD = [
    {},
    {"client_id": None, "aud": settings.OIDC_AUDIENCE},
    {"client_id": None, "aud": ["another", settings.OIDC_AUDIENCE]},
    {"aud": [settings.OIDC_AUDIENCE], "client_id": "another"},
    {"nbf": int(time.time()) - 60, "iat": int(time.time()) - 60, "scope": "x", "jti": "y"},
    {"iat": int(time.time()) + 5},
]


@pytest.mark.parametrize("changes", GOOD, ids=range(len(GOOD)))
def test_a_token_of_the_issuer_is_accepted(alice, issuer_key, changes):
    token = signed(claims(alice.user_id, **changes), rs256(issuer_key))
    for scheme in ("Bearer", "bearer", "BEARER"):
        assert ask(alice, f"{scheme} {token}").status_code == 200


@pytest.mark.parametrize("changes", WRONG_CLAIMS.values(), ids=WRONG_CLAIMS)
def test_a_token_with_a_wrong_claim_is_refused(alice, issuer_key, changes):
    token = signed(claims(alice.user_id, **changes), rs256(issuer_key))
    assert_refused(ask(alice, f"Bearer {token}"))


@pytest.mark.usefixtures("issuer_decides")
def test_a_token_that_the_issuer_did_not_sign_is_refused(alice, issuer_key):
    for _, token in forgeries(alice.user_id, issuer_key):
        assert_refused(ask(alice, f"Bearer {token}"))


@pytest.mark.usefixtures("issuer_decides")
@pytest.mark.parametrize("kid", ["sandbox", "mine"])
def test_a_key_that_the_token_names_is_not_fetched_or_used(alice, kid):
    requests = []

    class Trap(BaseHTTPRequestHandler):
        def do_GET(self):
            requests.append(self.path)

    own = {**RSAAlgorithm.to_jwk(FOREIGN.public_key(), as_dict=True), "kid": kid}
    with HTTPServer(("127.0.0.1", 0), Trap) as trap:
        threading.Thread(target=trap.serve_forever, args=(0.01,), daemon=True).start()
        url = f"http://127.0.0.1:{trap.server_port}/jwks.json"
        for header in ({"jwk": own}, {"jku": url}, {"x5u": url}, {"x5c": [url]}, {"iss": url}):
            token = signed(claims(alice.user_id), rs256(FOREIGN), kid=kid, **header)
            assert_refused(ask(alice, f"Bearer {token}"))
        trap.shutdown()
    assert requests == []
