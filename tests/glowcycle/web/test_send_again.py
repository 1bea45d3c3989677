"""The panel of a page sends any request to its address again, changed by hand."""

import json

import pytest

from tests.support.exchange_panel import read_panel
from tests.support.markup import ParsedPage


def inputs(page):
    """Return the inputs of the panel's form."""
    (form,) = [f for f in ParsedPage(page.content.decode()).forms if "_query" in f.inputs]
    return form.inputs


@pytest.fixture
def send(signed_in):
    """Return a function that sends the panel's form of a page after setting these controls."""

    def send_form(path, **controls):
        page = signed_in.get(path)
        return signed_in.post(path, {**inputs(page), **controls})

    return send_form


@pytest.fixture
def entry(alice):
    body = {"date": "2026-03-01", "mood": "😌", "energy": 70}
    return alice.post("/journal", body).headers["Location"]


def test_a_read_with_its_etag_is_304_with_a_page_that_says_so(send, alice):
    path = "/journal/user/me"
    etag = alice.get(path).headers["ETag"]
    page = send(path, _method="GET", _if_none_match=etag)
    panel = read_panel(page)
    assert (page.status_code, panel.status) == (200, 304)
    assert panel.note == "The answer has no body."
    assert f"If-None-Match: {etag}" in panel.request
    assert inputs(page)["_if_none_match"] == [etag]


def test_a_table_is_shown_as_text(send, entry):
    panel = read_panel(send("/journal/user/me", _method="GET", _accept="text/csv"))
    assert panel.status == 200
    assert panel.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert panel.body.splitlines()[1].split(",")[3] == f'"{entry.rpartition("/")[2]}"'
    assert panel.note.startswith("text/csv")
    assert "-H 'Accept: text/csv'" in panel.command


def test_a_picture_is_shown_as_text(send):
    panel = read_panel(send("/period/predictions/me", _method="GET", _accept="image/svg+xml"))
    assert panel.headers["Content-Type"].startswith("image/svg+xml")
    assert panel.body.startswith("<svg ")


def test_a_form_that_the_address_does_not_have_is_406(send):
    page = send("/journal/user/me", _method="GET", _accept="application/xml")
    assert (page.status_code, read_panel(page).status) == (406, 406)
    assert "406 Not Acceptable" in page.content.decode()


def test_options_shows_what_the_address_offers(send, entry):
    assert read_panel(send("/journal/user/me", _method="OPTIONS")).status == 200
    page = send(entry, _method="OPTIONS")
    panel = read_panel(page)
    assert "Save changes" not in page.content.decode()  # which the answer has no values for
    assert panel.status == 200
    assert json.loads(panel.body)["parses"] == ["application/json"]
    assert "text/html" not in panel.body
    assert panel.headers["Allow"] == "GET, PUT, PATCH, DELETE, HEAD, OPTIONS"


def test_a_delete_is_shown_with_its_status(send, alice, entry):
    page = send(entry, _method="DELETE", _json="")
    assert (page.status_code, read_panel(page).status) == (200, 204)
    assert alice.get(entry).status_code == 404


def test_a_change_begins_with_the_etag_of_the_page(send, signed_in, alice, entry):
    etag = alice.get(entry).headers["ETag"]
    assert inputs(signed_in.get(entry))["_if_match"] == [etag]
    changed = read_panel(send(entry, _method="PATCH", _json='{"energy": 71}'))
    assert (changed.status, json.loads(changed.body)["energy"]) == (200, 71)
    stale = send(entry, _method="PATCH", _json='{"energy": 72}', _if_match=etag)
    assert (stale.status_code, read_panel(stale).status) == (412, 412)
    assert inputs(stale)["_if_match"] == [etag]
    assert inputs(stale)["_json"] == ['{"energy": 72}']
    assert alice.get(entry).json()["energy"] == 71


def test_a_key_makes_a_request_happen_once(send, alice):
    sent = {"_json": '{"date": "2026-03-03"}', "_idempotency_key": "once"}
    first, second = (json.loads(read_panel(send("/journal", **sent)).body) for _ in range(2))
    assert first == second
    assert len(alice.get("/journal/user/me").json()["results"]) == 1


def test_the_query_can_be_changed(send, alice, entry):
    alice.post("/journal", {"date": "2026-03-02"})
    path = "/journal/user/me"
    panel = read_panel(send(path, _method="GET", _query="from=2026-03-02&limit=5"))
    assert panel.request.startswith(f"GET http://testserver{path}?from=2026-03-02&limit=5\n")
    assert len(json.loads(panel.body)["results"]) == 1
    assert entry not in panel.body
    assert read_panel(send(path, _method="GET", _query="limit=0")).status == 400


@pytest.mark.parametrize("body", ['{"date":\n "2026-03-01",}', "[]", "@file", "ä 'quoted'", "   "])
def test_a_malformed_body_is_refused_at_its_place_and_stays(send, alice, body):
    page = send("/journal", _json=body)
    panel = read_panel(page)
    said = alice.post("/journal", body.encode()).json()["errors"]["body"]
    assert (page.status_code, json.loads(panel.body)["errors"]["body"]) == (400, said)
    assert said[0].replace("'", "&#x27;") in page.content.decode().split("<details")[0]
    assert inputs(page)["_json"] == [body]
    assert panel.request.endswith(f"\n\n{body}")


def test_no_body_is_no_body(send, alice):
    panel = read_panel(send("/journal", _json=""))
    said = alice.send("POST", "/journal").json()
    assert json.loads(panel.body)["errors"] == said["errors"]
    assert "Content-Type" not in panel.request


def test_what_a_script_sends_for_her_is_refused(signed_in, alice, entry):
    for controls in ({"_method": "DELETE"}, {"_method": "POST", "_json": "{}"}):
        signed_in.post(entry, {**controls, "csrfmiddlewaretoken": "x" * 64})
    assert alice.get(entry).status_code == 200
