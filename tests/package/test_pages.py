"""The pages on the packaged function, behind the stage of its gateway: /dev before all of them."""

import json
import re
from datetime import UTC, datetime
from io import BytesIO
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from PIL import Image

from tests.package.test_requests import body, form
from tests.support.gateway_visitor import STAGE, Visitor
from tests.support.markup import Sheet
from tests.support.package.gateways import GATEWAYS, Call
from tests.support.portrait import portrait

GATEWAY = GATEWAYS["rest"]
TODAY = datetime.now(UTC).date().isoformat()
SCORES = dict.fromkeys(("radiance", "moisture", "texture", "pores", "darkCircles"), 50)
# Addresses that take a form and give nothing: a page with the form, and the API's own 405.
TAKES_FORMS_ALONE = {f"{STAGE}/{path}" for path in ("journal", "period", "skin")} | {
    f"{STAGE}/skin/analyze",
    f"{STAGE}/skin/photos",
}
NO_READING = TAKES_FORMS_ALONE | {f"{STAGE}/me"}  # where there is nothing but to delete it all
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
def hers(visitor, tokens, alice):
    address, page = visitor.sign_in(tokens.token(alice))
    assert (address, page.status) == (f"{STAGE}/", 200)
    return visitor


@pytest.fixture
def photo():
    file = BytesIO()
    portrait().save(file, "JPEG", quality=92)
    return file.getvalue()


def text(reply):
    return reply.body.decode()


def list_page(visitor, person, kind):
    page = visitor.get(f"{STAGE}/{kind}/user/{person}")
    assert page.status == 200
    return page


def test_a_token_is_kept_in_a_cookie_of_the_stage_alone(hers):
    cookie = hers.cookies["glowcycle-session"]
    assert (cookie["path"], cookie["max-age"], cookie["expires"]) == (STAGE, "", "")
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Strict")
    guard = hers.cookies["glowcycle-csrf"]
    assert (guard["secure"], guard["httponly"], guard["samesite"]) == (True, True, "Strict")
    assert "Everything of yours" in text(hers.get(STAGE))  # as it is typed, without a slash


def test_no_other_token_and_no_form_of_others_signs_in(visitor, tokens, alice):
    address, page = visitor.sign_in(tokens.token(alice)[:-3] + "AAA")
    assert (address, page.status) == (f"{STAGE}/sign-in", 400)
    assert "glowcycle-session" not in visitor.cookies
    call = Call(
        "POST", "/sign-in", body=b"token=x", content_type="application/x-www-form-urlencoded"
    )
    assert visitor.send(call).status == 403
    assert "demo" not in text(visitor.get(f"{STAGE}/"))


@pytest.fixture
def history(deployed, tokens, alice, photo):
    """Let alice's phone have written something of each kind."""
    for path, *sent in (
        *(("/period", body(date=f"2026-03-0{day}", flow="light")) for day in range(1, 5)),
        ("/journal", body(date="2026-03-01", mood="😌", energy=50)),
        ("/skin", body(date="2026-03-02", metrics=SCORES)),
        ("/skin/analyze", *form(photo, keepPhoto="true")),
    ):
        made = GATEWAY.send(deployed, "POST", path, tokens.token(alice), *sent)
        assert made.status == 201, made.body


def walk(visitor, *first):
    """Return every page that the first lead to by its address, and where their forms go."""
    waiting, seen, actions = [*first], {}, set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        page = seen[address] = visitor.get(address)
        if not page.headers["Content-Type"].startswith("text/html"):
            continue
        sheet = Sheet(text(page))
        actions |= {form.action for form in sheet.forms}
        waiting += [link for link in sheet.links if not link.startswith("#")]
        if "/sync?" in address:  # there is always something after that
            waiting = [link for link in waiting if "/sync?" not in link]
    return seen, actions


def test_every_link_form_picture_and_file_lies_behind_the_stage(hers, alice, history):
    seen, actions = walk(hers, f"{STAGE}/", f"{STAGE}/period/user/{alice}?limit=2")
    kinds = {}
    for address, page in seen.items():
        path = urlsplit(address).path
        assert page.status == (405 if path in NO_READING else 200), address
        kinds.setdefault(page.headers["Content-Type"].partition(";")[0], set()).add(path)
    lists = {f"{STAGE}/{kind}/user/{alice}" for kind in ("journal", "period", "skin")}
    assert {*lists, f"{STAGE}/sync", f"{STAGE}/docs"} < kinds["text/html"]
    assert lists < kinds["image/svg+xml"]
    assert lists == kinds["text/csv"]
    assert kinds["application/json"] == {f"{STAGE}/schema"}
    assert any("cursor=" in address for address in seen)
    (kept,) = kinds["image/jpeg"]
    assert Image.open(BytesIO(seen[kept].body)).size == portrait().size
    assert actions >= TAKES_FORMS_ALONE | {f"{STAGE}/sign-out", f"{STAGE}/sync", *lists}
    for action in actions:
        assert hers.post(action).status == 403, f"{action} takes a form, and asks for our token"


def test_the_files_that_pages_load_are_the_packaged_ones(hers, unzipped):
    pages = [hers.get(f"{STAGE}/{path}") for path in ("", "docs")]
    found = {link for page in pages for link in Sheet(text(page)).links if "/assets/" in link}
    assert len(found) == 7
    for address in found:
        name, file = address.rpartition("/")[2], hers.get(address, accept="*/*")
        (packaged,) = unzipped.rglob(name)
        assert file.body == packaged.read_bytes()
        assert file.headers["Content-Type"] == CONTENT_TYPES[name.rpartition(".")[2]]
        assert "immutable" in file.headers["Cache-Control"]
    for page in pages:
        policy = page.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy


def test_the_document_is_that_of_the_stage(hers):
    document = json.loads(hers.get(f"{STAGE}/schema").body)
    assert (document["openapi"], document["servers"]) == ("3.1.0", [{"url": "."}])
    docs = text(hers.get(f"{STAGE}/docs"))
    assert f'data-schema="{STAGE}/schema"' in docs


FORMS = {
    "period": ("/period", {"flow": "medium", "symptoms": "cramps, 月経"}, {"flow": "heavy"}),
    "journal": ("/journal", {"text": "Café, 月経 👩🏽‍🚀", "energy": "70"}, {"energy": "71"}),
    "skin": ("/skin", {"metrics__radiance": "70"}, {"metrics__radiance": "71"}),
}


@pytest.mark.parametrize("kind", FORMS)
def test_a_record_is_made_corrected_and_deleted_by_form(hers, alice, kind):
    path, filled, correction = FORMS[kind]
    address, page = hers.submit(list_page(hers, alice, kind), STAGE + path, **filled)
    assert page.status == 200
    assert "the API answered 201" in text(page)
    shown = text(page)
    for value in filled.values():
        assert value in shown
    again, page = hers.submit(page, address, method="PATCH", **correction)
    assert (again, page.status) == (address, 200)
    assert "the API answered 200" in text(page)
    assert next(iter(correction.values())) in text(page)
    assert address in Sheet(text(list_page(hers, alice, kind))).links
    there, page = hers.submit(page, address, method="DELETE")
    assert (there, page.status) == (f"{STAGE}/{kind}/user/{alice}", 200)
    assert "the API answered 204" in text(page)
    assert hers.get(address).status == 404


def test_a_photo_is_measured_by_form_and_shown(hers, alice, photo):
    page = list_page(hers, alice, "skin")
    file = ("é.jpg", photo, "image/jpeg")
    address, page = hers.submit(page, f"{STAGE}/skin/analyze", photo=file, keepPhoto="true")
    assert re.fullmatch(rf"{STAGE}/skin/[0-9a-f-]{{36}}", address)
    assert f"{address}/photo" in Sheet(text(page)).links
    kept = hers.get(f"{address}/photo", accept="image/*")
    assert kept.headers["Content-Type"] == "image/jpeg"
    assert Image.open(BytesIO(kept.body)).size == portrait().size


def test_what_is_typed_by_hand_is_sent_and_what_is_wrong_is_said(hers, alice):
    typed = json.dumps({"date": TODAY, "energy": 55})
    _, page = hers.submit(
        hers.get(f"{STAGE}/journal"), f"{STAGE}/journal", method="JSON", _json=typed
    )
    assert "the API answered 201" in text(page)
    page = list_page(hers, alice, "journal")
    where, wrong = hers.submit(page, f"{STAGE}/journal", date="1850-01-01", text="kept as typed")
    assert (where, wrong.status) == (f"{STAGE}/journal", 400)
    assert 'id="again-date-error"' in text(wrong)
    assert "kept as typed" in text(wrong)


def test_after_signing_out_nothing_is_shown(hers, alice):
    page = list_page(hers, alice, "journal")
    address, page = hers.submit(page, f"{STAGE}/sign-out")
    assert (address, page.status) == (f"{STAGE}/", 200)
    assert "glowcycle-session" not in hers.cookies
    assert hers.get(f"{STAGE}/journal/user/{alice}").status == 401


def test_in_production_there_are_no_pages(start, tokens, alice):
    def status(*words):
        return GATEWAY.answer(function, Call("GET", *words, more={"Accept": "text/html"})).status

    with start(QA_PAGES="off") as function:
        assert [status(path) for path in ("/", "/docs", "/schema")] == [404, 404, 404]
        assert status(f"/journal/user/{alice}", tokens.token(alice)) == 406
