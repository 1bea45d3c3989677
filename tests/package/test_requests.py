"""The archive answers what its gateways send."""

import json
from io import BytesIO
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

import pytest
from PIL import Image

from tests.support.package.gateways import GATEWAYS
from tests.support.portrait import portrait

TEXT = "Café, 月経, 👩🏽‍🚀 \u202eright\u202c e\u0301"


@pytest.fixture(params=GATEWAYS)
def gateway(request):
    return GATEWAYS[request.param]


@pytest.fixture
def alice():
    return str(uuid4())


def body(**fields):
    return json.dumps(fields, ensure_ascii=False).encode()


def form(photo, **wishes):
    """Return a form with a photo, and its content type."""
    parts = [(f'name="{name}"', value.encode()) for name, value in wishes.items()]
    parts.append(('name="photo"; filename="é.jpg"\r\nContent-Type: image/jpeg', photo))
    lines = b"".join(
        f"--limit\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + content + b"\r\n"
        for head, content in parts
    )
    return lines + b"--limit--\r\n", "multipart/form-data; boundary=limit"


def test_an_entry_is_made_read_listed_changed_and_deleted(deployed, gateway, tokens, alice):
    def send(*words, **parts):
        return gateway.send(deployed, *words, token=tokens.token(alice), **parts)

    made = send("POST", "/journal", body=body(date="2026-03-01", mood="😌", text=TEXT, tags=["é"]))
    assert made.status == 201
    entry = made.json()
    assert entry["text"] == TEXT
    path = f"/journal/{entry['entryId']}"
    assert made.headers["Location"] == gateway.prefix + path
    assert send("GET", path).json() == entry
    found = send("GET", f"/journal/user/{alice}", query=(("tag", "é"), ("limit", "5")))
    assert found.json()["results"] == [entry]
    assert send("PATCH", path, body=body(energy=70)).json()["energy"] == 70
    assert send("DELETE", path).status == 204
    assert send("GET", path).status == 404


def test_pages_lead_on_to_the_last(deployed, gateway, tokens, alice):
    token, days = tokens.token(alice), [f"2026-03-0{day}" for day in range(1, 6)]
    for day in days:
        log = body(date=day, flow="light")
        assert gateway.send(deployed, "POST", "/period", token, log).status == 201
    seen, query = [], [("limit", "2")]
    while query:
        path = f"/period/user/{alice}"
        page = gateway.send(deployed, "GET", path, token, query=tuple(query)).json()
        seen += [log["date"] for log in page["results"]]
        query = parse_qsl(urlsplit(page["next"] or "").query)
    assert seen == days[::-1]


def test_a_photo_comes_as_a_form_and_is_read_back_as_bytes(deployed, gateway, tokens, alice):
    file, token = BytesIO(), tokens.token(alice)
    portrait().save(file, "JPEG", quality=92)
    sent = form(file.getvalue(), keepPhoto="true")
    scan = gateway.send(deployed, "POST", "/skin/analyze", token, *sent)
    assert scan.status == 201, scan.body
    kept = gateway.send(deployed, "GET", f"/skin/{scan.json()['scanId']}/photo", token)
    assert kept.headers["Content-Type"] == "image/jpeg"
    assert Image.open(BytesIO(kept.body)).size == portrait().size


def test_a_picture_is_text(deployed, gateway, tokens, alice):
    path = f"/period/predictions/{alice}"
    picture = gateway.send(deployed, "GET", path, tokens.token(alice), query=(("format", "svg"),))
    assert picture.status == 200
    assert picture.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert picture.body.startswith(b"<svg")


def test_refusals_are_problems_and_say_nothing_else(deployed, gateway, tokens, alice):
    token = tokens.token(alice)
    for status, words in (
        (401, ("GET", "/journal/user/x")),
        (401, ("GET", "/journal/user/x", token[:-3] + "AAA")),
        (403, ("GET", "/journal/user/x", token)),
        (404, ("GET", "/nothing", token)),
        (405, ("DELETE", "/journal", token)),
        (400, ("POST", "/journal", token, b'{"date": "2023-02-29"}')),
        (415, ("POST", "/journal", token, b"\xff\xff", "text/xml")),
    ):
        refused = gateway.send(deployed, *words)
        assert refused.status == status, words
        assert refused.headers["Content-Type"] == "application/problem+json"
        assert refused.json()["status"] == status


@pytest.mark.parametrize(
    ("problem", "fault"),
    [
        ((503, "unavailable"), {"DYNAMODB_ENDPOINT_URL": "http://127.0.0.1:9"}),
        ((500, "internal_error"), {"DYNAMODB_TABLE_NAME": "glowcycle-of-nobody"}),
    ],
)
def test_a_failing_store_is_a_problem_too(start, tokens, alice, problem, fault):
    with start(**fault) as function:
        path, token = f"/journal/user/{alice}", tokens.token(alice)
        failed = GATEWAYS["rest"].send(function, "GET", path, token)
        assert (failed.status, failed.json()["code"]) == problem
        assert ("Retry-After" in failed.headers) == (failed.status == 503)
        assert b"Traceback" not in failed.body
        assert alice not in function.log()
