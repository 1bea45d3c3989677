"""Behind the stage of an API Gateway, as Zappa hands its events to the service: /dev before all."""

import re
from base64 import b64encode
from html import unescape
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.urls import clear_script_prefix
from zappa.middleware import ZappaWSGIMiddleware
from zappa.wsgi import create_wsgi_request

from glowcycle.api.handler import Handler
from tests.browser_client import ACCEPT

STAGE = "/dev"
HOST = "testserver"
# What answers a form alone.
NO_READING = ("/journal", "/period", "/skin", "/analyze", "/me")
LINKS = re.compile(r'(?:href|src|action)="([^"#]*)[^"]*"')


class Gateway:
    """A browser before the gateway: what it asks for becomes an event, and that a request."""

    def __init__(self):
        self.application = ZappaWSGIMiddleware(Handler())
        self.cookies = {}

    def send(self, method, address, form=None):
        parts = urlsplit(address)
        assert parts.netloc in ("", HOST)
        assert parts.path.startswith(f"{STAGE}/"), address
        headers = {"Host": HOST, "Accept": ACCEPT, "X-Forwarded-Proto": "https"}
        headers |= {"Origin": f"https://{HOST}", "X-Forwarded-For": "192.0.2.1, 192.0.2.2"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        event = {
            "httpMethod": method,
            "path": parts.path.removeprefix(STAGE),
            "headers": headers,
            "multiValueHeaders": {name: [value] for name, value in headers.items()},
            "multiValueQueryStringParameters": parse_qs(parts.query) or None,
            "requestContext": {"stage": "dev", "identity": {}},
            "body": b64encode(urlencode(form, doseq=True).encode()).decode() if form else None,
            "isBase64Encoded": bool(form),
        }
        environ = create_wsgi_request(
            event, script_name=STAGE, trailing_slash=False, binary_support=True
        )
        told = {}

        def start(status, headers, exc_info=None):
            told["status"], told["headers"] = int(status[:3]), headers

        body = b"".join(self.application(environ, start))
        for name, value in told["headers"]:
            if name.lower() == "set-cookie":
                self._keep(value)
        return told["status"], {name.title(): value for name, value in told["headers"]}, body

    def _keep(self, header):
        for name, cookie in SimpleCookie(header).items():
            assert cookie["secure"] or name != "glowcycle-session"
            assert f"{STAGE}/".startswith(cookie["path"])
            self.cookies[name] = cookie.value
            if cookie["max-age"] == "0":
                del self.cookies[name]

    def page(self, address):
        status, _, body = self.send("GET", address)
        assert status == 200, address
        return body.decode()


def token_in(page):
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]


@pytest.fixture
def gateway(alice, settings):
    settings.SANDBOX = False
    gateway = Gateway()
    form = {"csrfmiddlewaretoken": token_in(gateway.page("/dev/")), "token": alice.token}
    status, headers, _ = gateway.send("POST", "/dev/sign-in", form)
    assert (status, headers["Location"]) == (303, "/dev/")
    yield gateway
    clear_script_prefix()


def test_every_link_form_picture_and_file_lies_behind_the_stage(alice, gateway):
    for day in range(1, 5):
        alice.post("/period", {"date": f"2026-03-0{day}", "flow": "light"})
    alice.post("/journal", {"date": "2026-03-01", "energy": 50})
    waiting, seen = ["/dev/", f"/dev/period/user/{alice.person_id}?limit=2"], set()
    while waiting:
        address = waiting.pop()
        status, headers, body = gateway.send("GET", address)
        assert status == 200 or address.endswith(NO_READING), address
        if headers["Content-Type"].startswith("text/html"):
            found = {unescape(link) for link in LINKS.findall(body.decode()) if link}
            waiting += {link for link in found if "sign-" not in link} - seen
            seen |= found
    paths = {urlsplit(address).path for address in seen}
    assert {
        f"/dev/{kind}/user/{alice.person_id}" for kind in ("journal", "period", "skin")
    } <= paths
    assert "/dev/period/2026-03-02" in paths
    assert any("cursor=" in address for address in seen)
    files = ("page.css", "page.js", "icon.svg", "docs.js", "swagger-ui.css", "swagger-ui-bundle.js")
    assert {path.rpartition("/")[2] for path in paths} >= {*files, "docs", "schema"}


def test_a_form_works_behind_the_stage(alice, gateway):
    page = gateway.page(f"/dev/period/user/{alice.person_id}")
    form = {"csrfmiddlewaretoken": token_in(page), "date": "2026-03-01", "flow": "light"}
    status, headers, _ = gateway.send("POST", "/dev/period", form)
    assert (status, headers["Location"]) == (303, "/dev/period/2026-03-01")
    page = gateway.page("/dev/period/2026-03-01")
    form = {"csrfmiddlewaretoken": token_in(page), "_method": "DELETE"}
    status, headers, _ = gateway.send("POST", "/dev/period/2026-03-01", form)
    assert headers["Location"] == f"/dev/period/user/{alice.person_id}"
    status, headers, _ = gateway.send(
        "POST", "/dev/sign-out", {"csrfmiddlewaretoken": token_in(page)}
    )
    assert (status, headers["Location"]) == (303, "/dev/")
    assert "glowcycle-session" not in gateway.cookies
