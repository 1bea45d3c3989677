"""Each page shows its request and answer as a program sends and gets them."""

import json
import re
from datetime import UTC, datetime

import pytest
import time_machine

from tests.support.exchange_panel import read_panel
from tests.support.markup import ParsedPage
from tests.support.photo_bucket import named

# Two answers to the same request differ in these, for a program as well.
BY_NATURE = ("X-Request-Id", "requestId", "Retry-After")


def same(headers):
    return {name: value for name, value in headers.items() if name not in BY_NATURE}


def assert_shows(page, answer):
    """Assert that the panel of the page shows this answer to a program."""
    panel = read_panel(page)
    assert panel.status == answer.status_code
    assert same(panel.headers) == same(answer.headers)
    if "json" in answer.headers.get("Content-Type", ""):
        shown, got = json.loads(panel.body), answer.json()
        shown.pop("requestId", None), got.pop("requestId", None)
        assert shown == got
    elif answer.content:
        assert panel.body == answer.content.decode().replace("\r\n", "\n").removeprefix("\n")
    else:
        assert panel.note == "The answer has no body."


@pytest.fixture
def no_time_passes():
    with time_machine.travel(datetime.now(UTC), tick=False):
        yield


@pytest.fixture
def entry(alice):
    body = {"date": "2026-03-01", "text": "it's </pre> <b>", "tags": ["a,b"]}
    return alice.post("/journal", body).headers["Location"]


@pytest.mark.parametrize(
    "path",
    [
        *("/journal/user/me", "/journal/user/me?limit=1", "/journal/user/me?limit=0", "/journal"),
        *("/period/predictions/me", "/period/cycles/me?today=2026-03-12", "/me/consents", "/sync"),
        *("/journal/00000000-0000-4000-8000-000000000000", "/period/2026-02-30", "/health"),
        *("/journal/user/somebody-else", "/me/retention", "/me", "/me/receipts/x"),
    ],
)
@pytest.mark.usefixtures("entry", "no_time_passes")
def test_a_page_shows_the_answer_that_a_program_gets(signed_in, alice, path):
    assert_shows(signed_in.get(path), alice.get(path))


def test_the_page_of_an_export_only_looks_for_one(signed_in, alice):
    page = signed_in.get("/me/export")
    assert_shows(page, alice.send("HEAD", "/me/export"))
    assert read_panel(page).request.startswith("HEAD ")
    assert read_panel(page).command.startswith("curl -i --head ")


@pytest.mark.usefixtures("no_time_passes")
@pytest.mark.parametrize("language", ["de", "es"])
def test_it_is_the_answer_in_the_language_of_the_browser(signed_in, alice, language):
    path = "/period/predictions/me"
    page = signed_in.get(path, **{"Accept-Language": language})
    with alice.saying(Accept_Language=language):
        assert_shows(page, alice.get(path))
    assert f"Accept-Language: {language}" in read_panel(page).request


def test_a_record_is_shown_with_its_etag_and_its_links(signed_in, alice, entry):
    page = signed_in.get(entry)
    assert_shows(page, alice.get(entry))
    panel = read_panel(page)
    assert panel.request.startswith(f"GET http://testserver{entry}\nAuthorization: Bearer $TOKEN")
    assert alice.token not in page.content.decode()
    listed = signed_in.get("/journal/user/me?limit=1&to=2026-03-01")
    assert b"</pre> <b>" not in listed.content


def test_links_inside_the_answer_can_be_followed(signed_in, alice, entry):
    alice.post("/journal", {"date": "2026-03-02"})
    panel = signed_in.get("/journal/user/me?limit=1").content.decode().split('id="exchange"')[1]
    (link,) = [x for x in ParsedPage(panel).links if "cursor=" in x]
    assert entry.rpartition("/")[2] in signed_in.get(link).content.decode()


def test_a_form_shows_the_json_that_it_sent(signed_in, alice):
    page = signed_in.submit(signed_in.get("/journal"), "/journal", method="POST", text="é 'x'")
    panel = read_panel(page)
    assert (panel.is_open, panel.status) == (True, 201)
    head, body = panel.request.rstrip("\n").split("\n\n", 1)
    assert head.startswith("POST http://testserver/journal\n")
    assert "Content-Type: application/json" in head
    assert json.loads(body)["text"] == "é 'x'"
    sent = {
        name: value for name, value in json.loads(panel.body).items() if name in json.loads(body)
    }
    assert sent == json.loads(body)
    assert same(panel.headers)["Location"] == alice.get(panel.headers["Location"]).wsgi_request.path


def test_a_photo_is_named_with_its_fields(signed_in, face):
    form = signed_in.get("/skin/analyze")
    page = signed_in.submit(form, "/skin/analyze", method="POST", photo=named(face))
    panel = read_panel(page)
    assert "Content-Type: multipart/form-data" in panel.request
    assert re.search(r"photo = the file \S+, image/jpeg, \d+ bytes", panel.request)
    assert "-F 'photo=@" in panel.command
    assert "Content-Type" not in panel.command


def test_the_panel_is_open_where_something_went_wrong(signed_in, entry):
    assert not read_panel(signed_in.get(entry)).is_open
    assert not read_panel(signed_in.get("/journal")).is_open  # which only takes data
    assert read_panel(signed_in.get("/journal/user/me?limit=0")).is_open
    assert read_panel(signed_in.get(f"{entry[:-1]}x")).is_open


def test_a_long_body_is_cut_and_says_so(signed_in, alice):
    for day in range(1, 12):
        alice.post("/journal", {"date": f"2026-03-{day:02}", "text": "long " * 500})
    page = signed_in.get("/journal/user/me?limit=11")
    panel = read_panel(page)
    assert len(panel.body) < 25_000
    assert re.match(r"The first 20,000 of \d\d,\d{3} characters\.", panel.note)
    whole = signed_in.get("/journal/user/me?limit=11&format=json")
    assert 'href="/journal/user/me?limit=11&amp;format=json"' in page.content.decode()
    assert whole.json()["results"][10]["text"] == "long " * 500


def test_time_and_store_calls_are_told(signed_in, entry):
    text = signed_in.get(entry).content.decode()
    ms, calls = re.search(r"So far (\d+) ms and (\d+) store call", text).groups()
    assert int(ms) < 60_000
    assert int(calls) >= 1


@pytest.mark.parametrize("size", [5_000_000, 300_000])
def test_a_form_that_is_too_large_is_told_without_its_content(signed_in, size):
    form = signed_in.get("/skin/analyze")
    page = signed_in.submit(form, "/skin/analyze", method="POST", photo=named(b"x" * size))
    assert page.status_code in (413, 422)
    assert read_panel(page).status == page.status_code
    page = signed_in.submit(signed_in.get("/journal"), "/journal", method="JSON", _json="x" * size)
    assert (page.status_code, read_panel(page).status) == (413, 413)
    assert len(page.content) < 200_000


def test_a_long_body_is_sent_from_a_file(signed_in):
    text = json.dumps({"date": "2026-03-01", "text": "x" * 100_000})
    page = signed_in.submit(signed_in.get("/journal"), "/journal", method="JSON", _json=text)
    panel = read_panel(page)
    assert len(panel.request) < 21_000
    assert f"{len(text)} characters in all" in panel.request
    assert panel.command.endswith("--data-binary @body.json")
    assert text.replace('"', "&quot;") in page.content.decode()  # to be sent again


def test_a_body_typed_for_a_read_is_kept_and_not_sent(signed_in, entry):
    page = signed_in.submit(
        signed_in.get(entry), entry, method="JSON", _method="GET", _json='{"energy": 1}'
    )
    assert read_panel(page).status == 200
    assert "energy" not in read_panel(page).request + read_panel(page).command
    assert ParsedPage(page.content.decode()).form(entry, "JSON").inputs["_json"] == [
        '{"energy": 1}'
    ]
