"""The packaged function answers the requests of each gateway."""

from io import BytesIO
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

import pytest
from PIL import Image

from tests.support.package.gateways import GATEWAYS
from tests.support.package.request_bodies import json_body, photo_form
from tests.support.portrait import portrait

TEXT = "Café, 月経, 👩🏽‍🚀 \u202eright\u202c e\u0301"


@pytest.fixture(params=GATEWAYS)
def gateway(request):
    return GATEWAYS[request.param]


@pytest.fixture
def alice():
    return str(uuid4())


def test_an_entry_is_created_read_listed_changed_and_deleted(deployed, gateway, tokens, alice):
    def send(*request, **parts):
        return gateway.send(deployed, *request, token=tokens.token(alice), **parts)

    created = send(
        "POST", "/journal", body=json_body(date="2026-03-01", mood="😌", text=TEXT, tags=["é"])
    )
    assert created.status == 201
    entry = created.json()
    assert entry["text"] == TEXT
    path = f"/journal/{entry['entryId']}"
    assert created.headers["Location"] == gateway.prefix + path
    assert send("GET", path).json() == entry
    entries = send("GET", f"/journal/user/{alice}", query=(("tag", "é"), ("limit", "5")))
    assert entries.json()["results"] == [entry]
    assert send("PATCH", path, body=json_body(energy=70)).json()["energy"] == 70
    assert send("DELETE", path).status == 204
    assert send("GET", path).status == 404


def test_the_pages_of_a_list_lead_to_its_end(deployed, gateway, tokens, alice):
    token, days = tokens.token(alice), [f"2026-03-0{day}" for day in range(1, 6)]
    for day in days:
        log = json_body(date=day, flow="light")
        assert gateway.send(deployed, "POST", "/period", token, log).status == 201
    seen, query = [], [("limit", "2")]
    while query:
        path = f"/period/user/{alice}"
        page = gateway.send(deployed, "GET", path, token, query=tuple(query)).json()
        seen += [log["date"] for log in page["results"]]
        query = parse_qsl(urlsplit(page["next"] or "").query)
    assert seen == days[::-1]


def test_a_photo_is_uploaded_as_a_form_and_returned_as_bytes(deployed, gateway, tokens, alice):
    file, token = BytesIO(), tokens.token(alice)
    portrait().save(file, "JPEG", quality=92)
    request = photo_form(file.getvalue(), keepPhoto="true")
    scan = gateway.send(deployed, "POST", "/skin/analyze", token, *request)
    assert scan.status == 201, scan.body
    photo = gateway.send(deployed, "GET", f"/skin/{scan.json()['scanId']}/photo", token)
    assert photo.headers["Content-Type"] == "image/jpeg"
    assert Image.open(BytesIO(photo.body)).size == portrait().size


def test_an_svg_is_returned_as_text(deployed, gateway, tokens, alice):
    path = f"/period/predictions/{alice}"
    svg = gateway.send(deployed, "GET", path, tokens.token(alice), query=(("format", "svg"),))
    assert svg.status == 200
    assert svg.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert svg.body.startswith(b"<svg")


def test_each_refusal_is_a_problem_document(deployed, gateway, tokens, alice):
    token = tokens.token(alice)
    for status, request in (
        (401, ("GET", "/journal/user/x")),
        (401, ("GET", "/journal/user/x", token[:-3] + "AAA")),
        (403, ("GET", "/journal/user/x", token)),
        (404, ("GET", "/nothing", token)),
        (405, ("DELETE", "/journal", token)),
        (400, ("POST", "/journal", token, b'{"date": "2023-02-29"}')),
        (415, ("POST", "/journal", token, b"\xff\xff", "text/xml")),
    ):
        refused = gateway.send(deployed, *request)
        assert refused.status == status, request
        assert refused.headers["Content-Type"] == "application/problem+json"
        assert refused.json()["status"] == status


@pytest.mark.parametrize(
    ("problem", "fault"),
    [
        ((503, "unavailable"), {"DYNAMODB_ENDPOINT_URL": "http://127.0.0.1:9"}),
        ((500, "internal_error"), {"DYNAMODB_TABLE_NAME": "glowcycle-missing"}),
    ],
)
def test_a_failing_store_is_answered_with_a_problem_document(start, tokens, alice, problem, fault):
    with start(**fault) as function:
        path, token = f"/journal/user/{alice}", tokens.token(alice)
        failed = GATEWAYS["rest"].send(function, "GET", path, token)
        assert (failed.status, failed.json()["code"]) == problem
        assert ("Retry-After" in failed.headers) == (failed.status == 503)
        assert b"Traceback" not in failed.body
        assert alice not in function.log()
