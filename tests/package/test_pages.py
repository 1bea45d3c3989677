"""The pages of the packaged function behind its gateway's stage, which puts /dev before them."""

import json
from collections import Counter
from datetime import UTC, datetime
from io import BytesIO
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from PIL import Image

from tests.support.gateway_visitor import STAGE, Visitor
from tests.support.markup import ParsedPage
from tests.support.package.gateways import GATEWAY_HOST, GATEWAYS, Call
from tests.support.package.request_bodies import json_body, photo_form
from tests.support.portrait import portrait

GATEWAY = GATEWAYS["rest"]
TODAY = datetime.now(UTC).date().isoformat()
SCORES = dict.fromkeys(("radiance", "moisture", "texture", "pores", "darkCircles"), 50)
KINDS = ("journal", "period", "period/stages", "skin")
# Addresses without GET: their page shows the form with the API's status 405.
FORM_ONLY = {f"{STAGE}/{kind}" for kind in KINDS} | {
    f"{STAGE}/skin/analyze",
    f"{STAGE}/me/imports/uploads",
    f"{STAGE}/skin/photos",
}
WITHOUT_GET = FORM_ONLY | {f"{STAGE}/me"}  # /me only takes DELETE
# The most queries of one address that are followed.
QUERIES = 5
CONTENT_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}


@pytest.fixture
def alice():
    return f"anna-{uuid4()}"


@pytest.fixture
def visitor(deployed):
    return Visitor(lambda call: GATEWAY.answer(deployed, call))


@pytest.fixture
def signed_in(visitor, tokens, alice):
    address, page = visitor.sign_in(tokens.token(alice))
    assert (address, page.status) == (f"{STAGE}/", 200)
    return visitor


@pytest.fixture
def photo():
    file = BytesIO()
    portrait().save(file, "JPEG", quality=92)
    return file.getvalue()


def text(response):
    return response.body.decode()


def list_page(visitor, person, kind):
    page = visitor.get(f"{STAGE}/{kind}/user/{person}")
    assert page.status == 200
    return page


def test_the_cookies_are_secure_and_of_this_host_alone(signed_in):
    cookie = signed_in.cookies["__Host-glowcycle-session"]
    assert (cookie["path"], cookie["max-age"], cookie["expires"]) == ("/", "", "")
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
    csrf = signed_in.cookies["__Host-glowcycle-csrf"]
    assert (csrf["path"], csrf["domain"]) == ("/", "")
    assert (csrf["secure"], csrf["httponly"], csrf["samesite"]) == (True, True, "Lax")
    assert "Log today" in text(signed_in.get(STAGE))  # without the final slash


def test_an_invalid_token_or_a_form_without_csrf_token_cannot_sign_in(visitor, tokens, alice):
    address, page = visitor.sign_in(tokens.token(alice)[:-3] + "AAA")
    assert (address, page.status) == (f"{STAGE}/sign-in", 400)
    assert "__Host-glowcycle-session" not in visitor.cookies
    call = Call(
        "POST", "/sign-in", body=b"token=x", content_type="application/x-www-form-urlencoded"
    )
    assert visitor.send(call).status == 403
    assert "demo" not in text(visitor.get(f"{STAGE}/"))


@pytest.fixture
def history(deployed, tokens, alice, photo):
    """Store records of each kind for Alice."""
    for path, *request in (
        *(("/period", json_body(date=f"2026-03-0{day}", flow="light")) for day in range(1, 5)),
        ("/journal", json_body(date="2026-03-01", mood="😌", energy=50)),
        ("/skin", json_body(date="2026-03-02", metrics=SCORES)),
        ("/period/stages", json_body(kind="perimenopause", start="2026-01-10")),
        ("/skin/analyze", *photo_form(photo, keepPhoto="true")),
    ):
        response = GATEWAY.send(deployed, "POST", path, tokens.token(alice), *request)
        assert response.status == 201, response.body


def crawl(visitor, *start):
    """Follow every link from these addresses; return the pages by address, and the form actions.

    Of an address with many queries, such as the form of each day, a few are enough.
    """
    waiting, seen, actions, visits = [*start], {}, set(), Counter()
    while waiting:
        address = waiting.pop()
        path = urlsplit(address).path
        if address in seen or visits[path] == QUERIES:
            continue
        visits[path] += 1
        page = seen[address] = visitor.get(address)
        if not page.headers["Content-Type"].startswith("text/html"):
            continue
        parsed = ParsedPage(text(page))
        actions |= {form.action for form in parsed.forms}
        waiting += [link for link in parsed.links if not link.startswith("#")]
    return seen, actions


def test_every_link_form_and_image_stays_behind_the_stage(signed_in, alice, history):
    seen, actions = crawl(signed_in, f"{STAGE}/", f"{STAGE}/period/user/{alice}?limit=2")
    words = f"{STAGE}/journal/insights/{alice}/words"  # a form alone, too
    paths = {}
    for address, page in seen.items():
        path = urlsplit(address).path
        assert page.status == (405 if path in {*WITHOUT_GET, words} else 200), address
        paths.setdefault(page.headers["Content-Type"].partition(";")[0], set()).add(path)
    lists = {f"{STAGE}/{kind}/user/{alice}" for kind in KINDS}
    assert {*lists, f"{STAGE}/sync", f"{STAGE}/docs"} < paths["text/html"]
    assert lists == paths["text/csv"]
    assert {f"{STAGE}/schema", *lists} < paths["application/json"]
    assert any("cursor=" in address for address in seen)
    (photo_path,) = paths["image/jpeg"]
    assert Image.open(BytesIO(seen[photo_path].body)).size == portrait().size
    assert actions >= FORM_ONLY | {words, f"{STAGE}/sign-out", f"{STAGE}/sync", *lists}
    for action in actions - {f"{STAGE}/health"}:  # which asks nobody who they are
        assert signed_in.post(action).status == 403, f"{action} refuses a form without our token"


def test_pages_load_the_packaged_files(signed_in, unzipped):
    pages = [signed_in.get(f"{STAGE}/{path}") for path in ("", "docs")]
    links = {link for page in pages for link in ParsedPage(text(page)).links if "/assets/" in link}
    assert len(links) == 8
    for address in links:
        name, file = address.rpartition("/")[2], signed_in.get(address, accept="*/*")
        assert file.body in [packaged.read_bytes() for packaged in unzipped.rglob(name)]
        assert file.headers["Content-Type"] == CONTENT_TYPES[name.rpartition(".")[2]]
        assert "immutable" in file.headers["Cache-Control"]
    for page in pages:
        policy = page.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy


def test_the_openapi_document_names_the_stage(signed_in):
    document = json.loads(signed_in.get(f"{STAGE}/schema").body)
    assert (document["openapi"], document["servers"]) == (
        "3.1.0",
        [{"url": f"https://{GATEWAY_HOST}{STAGE}"}],
    )
    docs = text(signed_in.get(f"{STAGE}/docs"))
    assert f'data-schema="{STAGE}/schema"' in docs


FORMS = {
    "period": ("/period", {"flow": "medium", "symptoms": "cramps, 月経"}, {"flow": "heavy"}),
    "journal": ("/journal", {"text": "Café, 月経 👩🏽‍🚀", "energy": "70"}, {"energy": "71"}),
    "skin": ("/skin", {"metrics__radiance": "70"}, {"metrics__radiance": "71"}),
}


@pytest.mark.parametrize("kind", FORMS)
def test_forms_create_change_and_delete_a_record(signed_in, alice, kind):
    path, inputs, change = FORMS[kind]
    _, page = signed_in.submit(list_page(signed_in, alice, kind), STAGE + path, **inputs)
    assert page.status == 201
    for value in inputs.values():
        assert value in text(page)
    address = page.headers["Location"].removeprefix(f"https://{GATEWAY_HOST}")
    assert address in ParsedPage(text(page)).links
    _, page = signed_in.submit(signed_in.get(address), address, method="PATCH", **change)
    assert page.status == 200
    assert "the API answered 200" in text(page)
    assert next(iter(change.values())) in text(page)
    assert address in ParsedPage(text(list_page(signed_in, alice, kind))).links
    _, page = signed_in.submit(signed_in.get(address), address, method="DELETE")
    assert page.status == 200  # a browser shows no page with 204
    assert "the API answered 204" in text(page)
    assert f"{STAGE}/{kind}/user/{alice}" in ParsedPage(text(page)).links
    assert signed_in.get(address).status == 404


def test_a_form_measures_a_photo_and_shows_it(signed_in, alice, photo):
    page = list_page(signed_in, alice, "skin")
    file = ("é.jpg", photo, "image/jpeg")
    _, page = signed_in.submit(page, f"{STAGE}/skin/analyze", photo=file, keepPhoto="true")
    assert page.status == 201
    address = page.headers["Location"].removeprefix(f"https://{GATEWAY_HOST}")
    assert f"{address}/photo" in ParsedPage(text(signed_in.get(address))).links
    stored = signed_in.get(f"{address}/photo", accept="image/*")
    assert stored.headers["Content-Type"] == "image/jpeg"
    assert Image.open(BytesIO(stored.body)).size == portrait().size


def test_a_typed_body_is_sent_and_a_refused_form_shows_its_errors(signed_in, alice):
    form = {"_method": "POST", "_json": json.dumps({"date": TODAY, "energy": 55})}
    page = signed_in.get(f"{STAGE}/journal")
    _, page = signed_in.submit(page, f"{STAGE}/journal", method="JSON", **form)
    assert page.status == 201
    page = list_page(signed_in, alice, "journal")
    url, refused = signed_in.submit(
        page, f"{STAGE}/journal", date="1850-01-01", text="kept as typed"
    )
    assert (url, refused.status) == (f"{STAGE}/journal", 400)
    assert "1900-01-01" in text(refused)
    assert "kept as typed" in text(refused)


def test_signing_out_hides_all_data(signed_in, alice):
    page = list_page(signed_in, alice, "journal")
    address, page = signed_in.submit(page, f"{STAGE}/sign-out")
    assert (address, page.status) == (f"{STAGE}/", 200)
    assert "__Host-glowcycle-session" not in signed_in.cookies
    assert signed_in.get(f"{STAGE}/journal/user/{alice}").status == 401


def test_without_pages_the_service_answers_no_html(start, tokens, alice):
    def status(*words):
        return GATEWAY.answer(function, Call("GET", *words, more={"Accept": "text/html"})).status

    with start(QA_PAGES="off") as function:
        assert [status(path) for path in ("/", "/docs", "/schema")] == [404, 404, 404]
        assert status(f"/journal/user/{alice}", tokens.token(alice)) == 406
