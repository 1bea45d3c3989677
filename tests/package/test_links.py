"""Links of hers open at the packaged function, behind its gateway's stage, which puts /dev before.

The archive alone has what the page, the report and the calendar need.
"""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from pypdf import PdfReader

from tests.support.gateway_visitor import STAGE, Visitor
from tests.support.package.gateways import GATEWAYS
from tests.support.package.request_bodies import json_body

GATEWAY = GATEWAYS["rest"]
TODAY = datetime.now(UTC).date()


@pytest.fixture
def hers(deployed, tokens):
    """Return a function that sends a request of a person with three periods in her log."""
    token = tokens.token(f"anna-{uuid4()}")

    def send(method, path, **values):
        reply = GATEWAY.send(deployed, method, path, token, json_body(**values))
        assert reply.status < 300, reply.body
        return reply.json()

    for days in (71, 43, 15):
        send("POST", "/period", date=str(TODAY - timedelta(days=days)), flow="heavy")
    return send


@pytest.fixture
def visitor(deployed):
    return Visitor(lambda call: GATEWAY.answer(deployed, call))


def test_a_share_opens_by_its_button_and_has_its_report(hers, visitor):
    ends = f"{datetime.now(UTC) + timedelta(days=7):%Y-%m-%dT%H:%M:%SZ}"
    scope = ["forecast", "period", "report"]
    made = hers("POST", "/me/shares", name="Sam", scope=scope, expiresAt=ends)
    path = urlsplit(made["url"]).path
    assert path.startswith(f"{STAGE}/shared/")
    door = visitor.get(path)
    assert (door.status, b"<button>" in door.body, b"Sam" in door.body) == (200, True, False)
    opened = visitor.post(path)
    assert (opened.status, opened.headers["Location"]) == (303, path)
    page = visitor.get(path)
    assert (page.status, b"Sam" in page.body, b"heavy" in page.body) == (200, True, True)
    report = visitor.get(f"{path}/report.pdf")
    assert report.headers["Content-Type"] == "application/pdf"
    assert "Cycle report" in PdfReader(BytesIO(report.body)).pages[0].extract_text()
    hers("PATCH", f"/me/shares/{made['shareId']}", scope=["forecast"])
    assert b"heavy" not in visitor.get(path).body


def test_a_calendar_is_fetched(hers, visitor):
    path = urlsplit(hers("PUT", "/me/calendar", title="Our days")["url"]).path
    calendar = visitor.get(path, accept="*/*")
    assert calendar.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert calendar.body.count(b"SUMMARY:Our days") == 3
