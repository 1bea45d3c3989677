"""Behind the stage of an API Gateway, as Zappa hands its events to the service: /dev before all.

tests/package does the same with the archive itself, and follows every link.
"""

import pytest
from django.urls import clear_script_prefix
from zappa.middleware import ZappaWSGIMiddleware
from zappa.wsgi import create_wsgi_request

from glowcycle.api.wsgi_handler import Handler
from tests.support.gateway_visitor import STAGE, Visitor
from tests.support.markup import Sheet
from tests.support.package.gateways import GATEWAY_HOST, Reply, rest_api


def gateway():
    """Return what makes an event of a call, and of that a request."""
    application = ZappaWSGIMiddleware(Handler())

    def send(call):
        environ = create_wsgi_request(
            rest_api(call), script_name=STAGE, trailing_slash=False, binary_support=True
        )
        told = []
        body = b"".join(
            application(
                environ, lambda status, headers, _=None: told.extend((int(status[:3]), headers))
            )
        )
        status, headers = told
        cookies = [value for name, value in headers if name.lower() == "set-cookie"]
        return Reply(status, {n.title(): v for n, v in headers}, body, tuple(cookies))

    return send


@pytest.fixture
def hers(alice, settings):
    settings.SANDBOX = False
    settings.ALLOWED_HOSTS = [GATEWAY_HOST]
    visitor = Visitor(gateway())
    address, page = visitor.sign_in(alice.token)
    assert (address, page.status) == (f"{STAGE}/", 200)
    yield visitor
    clear_script_prefix()


def test_what_the_first_page_and_a_list_lead_to_lies_behind_the_stage(alice, hers):
    alice.post("/period", {"date": "2026-03-01", "flow": "light"})
    for address in (f"{STAGE}/", f"{STAGE}/period/user/{alice.user_id}?limit=1"):
        sheet = Sheet(hers.get(address).body.decode())
        assert len(sheet.links) > 9
        for link in sheet.links:
            # A form alone is no reading: 405, with the form.
            assert link.startswith("#") or hers.get(link).status in (200, 405), link


def test_the_cookie_is_that_of_the_stage_and_travels_over_tls_alone(hers):
    cookie = hers.cookies["glowcycle-session"]
    assert (cookie["path"], cookie["secure"]) == (STAGE, True)
    assert "Everything of yours" in hers.get(STAGE).body.decode()  # as it is typed, without a slash


def test_a_form_works_behind_the_stage(alice, hers):
    page = hers.get(f"{STAGE}/period/user/{alice.user_id}")
    day = f"{STAGE}/period/2026-03-01"
    address, page = hers.submit(page, f"{STAGE}/period", date="2026-03-01", flow="light")
    assert (address, page.status) == (day, 200)
    address, page = hers.submit(page, day, method="DELETE")
    assert (address, page.status) == (f"{STAGE}/period/user/{alice.user_id}", 200)
    address, page = hers.submit(page, f"{STAGE}/sign-out")
    assert (address, page.status) == (f"{STAGE}/", 200)
    assert "glowcycle-session" not in hers.cookies
