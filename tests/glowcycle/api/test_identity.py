"""Which tokens are accepted: signed by the issuer, for this service, of this use, in time."""

import threading
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import time_machine
from django.conf import settings
from django.test import override_settings
from jwt.algorithms import RSAAlgorithm

from glowcycle.api.jwks import REFRESH_SECONDS
from tests.support.issuer import KEYS, published
from tests.support.problems import assert_problem
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


NO_KEYS = [
    {"alg": alg} for alg in ("none", "HS256", "RS512", "PS256", "ES256", "", None, 5, ["RS256"])
]
NO_KEYS += [{"kid": kid} for kid in (None, 5, ["one"], {}, True, ...)]


@pytest.mark.parametrize("header", NO_KEYS, ids=str)
def test_a_token_that_no_key_could_verify_is_401_while_the_issuer_is_away(issuer, alice, header):
    issuer.is_down()
    token = signed(claims(alice.user_id), rs256(KEYS["one"]), **{"kid": "one", **header})
    with override_settings(OIDC_JWKS_URL=issuer.url):
        assert_refused(ask(alice, f"Bearer {token}"))
    assert issuer.asked == 0


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


@pytest.mark.parametrize("strangers", [1, 5])
def test_a_just_rotated_key_is_503_and_never_401(issuer, alice, strangers):
    """Strangers with invented keys use up the fetch of the next half minute."""
    old, new = (
        f"Bearer {signed(claims(alice.user_id), rs256(KEYS[kid]), kid=kid)}" for kid in KEYS
    )
    invented = [
        f"Bearer {signed(claims(alice.user_id), rs256(FOREIGN), kid=f'invented-{number}')}"
        for number in range(strangers)
    ]
    with override_settings(OIDC_JWKS_URL=issuer.url):
        first, *others = [ask(alice, authorization).status_code for authorization in invented]
        assert (first, set(others)) == (401, {503} if others else set())
        issuer.answers(published("one", "two"))
        for _ in range(2):
            waiting = ask(alice, new)
            assert_problem(waiting, 503, "unavailable")
            assert 1 <= int(waiting.headers["Retry-After"]) <= REFRESH_SECONDS + 6
            assert ask(alice, old).status_code == 200
        with time_machine.travel(timedelta(seconds=REFRESH_SECONDS + 1)):
            assert [ask(alice, each).status_code for each in (new, old)] == [200, 200]
            assert ask(alice, invented[0]).status_code == 503
    assert issuer.asked == 2
