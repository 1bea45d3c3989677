"""Pages behind the stage of an API Gateway, which puts /dev before every address.

tests/package does the same with the packaged archive and follows every link.
"""

from types import SimpleNamespace

import pytest

from tests.support.gateway_visitor import STAGE, Visitor
from tests.support.lambda_events import CONTEXT
from tests.support.markup import ParsedPage
from tests.support.package.gateways import GATEWAY_HOST, GATEWAYS


@pytest.fixture(params=["rest", "http"])
def signed_in(request, alice, settings, handlers, monkeypatch):
    settings.SANDBOX = False
    settings.COOKIE_PREFIX = "__Host-"
    settings.CSRF_COOKIE_NAME = "__Host-glowcycle-csrf"
    settings.CSRF_COOKIE_SECURE = True
    settings.ALLOWED_HOSTS = [GATEWAY_HOST]
    monkeypatch.setattr(handlers[0].__globals__["_zappa"], "API_STAGE", STAGE.strip("/"))
    function = SimpleNamespace(invoke=lambda event: handlers[0](event, CONTEXT))
    visitor = Visitor(lambda call: GATEWAYS[request.param].answer(function, call))
    address, page = visitor.sign_in(alice.token)
    assert (address, page.status) == (f"{STAGE}/", 200)
    return visitor


def test_every_link_of_home_and_a_list_stays_behind_the_stage(alice, signed_in):
    alice.post("/period", {"date": "2026-03-01", "flow": "light"})
    for address in (f"{STAGE}/", f"{STAGE}/period/user/{alice.user_id}?limit=1"):
        sheet = ParsedPage(signed_in.get(address).body.decode())
        assert len(sheet.links) > 9
        for link in sheet.links:
            # An address without GET shows its form with status 405.
            assert link.startswith("#") or signed_in.get(link).status in (200, 405), link


def test_a_browser_takes_the_cookies_for_this_host_alone(alice, signed_in):
    """As RFC 6265bis, 4.1.3.2 has it: __Host- cookies that break a rule are not stored."""
    signed_in.submit(
        signed_in.get(f"{STAGE}/period/user/{alice.user_id}"),
        f"{STAGE}/period",
        date="2026-03-01",
        flow="light",
    )
    assert set(signed_in.cookies) == {"__Host-glowcycle-session", "__Host-glowcycle-csrf"}
    for cookie in signed_in.cookies.values():
        assert (cookie["path"], cookie["secure"], cookie["domain"]) == ("/", True, "")
        assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert "Log today" in signed_in.get(STAGE).body.decode()  # without the final slash


def test_a_cookie_under_another_name_signs_nobody_in(alice, signed_in):
    """Another host of the domain, or plain http, may set such a cookie; never the real one."""
    taken = signed_in.cookies.pop("__Host-glowcycle-session")
    for name in ("glowcycle-session", "__Secure-glowcycle-session", "__host-glowcycle-session"):
        taken.set(name, taken.value, taken.coded_value)
        signed_in.cookies = {name: taken}
        assert signed_in.get(f"{STAGE}/period/user/{alice.user_id}").status == 401


def test_a_form_works_behind_the_stage(alice, signed_in):
    page = signed_in.get(f"{STAGE}/period/user/{alice.user_id}")
    day = f"{STAGE}/period/2026-03-01"
    address, page = signed_in.submit(page, f"{STAGE}/period", date="2026-03-01", flow="light")
    assert page.status == 201
    address, page = signed_in.submit(signed_in.get(day), day, method="DELETE")
    assert page.status == 200
    assert f'href="{STAGE}/period/user/{alice.user_id}"' in page.body.decode()
    address, page = signed_in.submit(page, f"{STAGE}/sign-out")
    assert (address, page.status) == (f"{STAGE}/", 200)
    assert set(signed_in.cookies) == {"__Host-glowcycle-csrf"}
