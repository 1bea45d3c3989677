"""Forms that no page of ours makes: they are refused, as a program's body would be, never a 500."""

import json

import pytest

from tests.support.browser_client import ACCEPT, FORM

FIELD = '--a\r\nContent-Disposition: form-data; name="x"\r\n\r\n11\r\n--a--\r\n'
PARTS = "multipart/form-data; boundary=a"
BODIES = {
    "too many fields": (FORM, "&".join(f"a{number}=1" for number in range(3000)), 400),
    "too many characters": (FORM, f"text={'x' * 600_000}", 413),
    "too many bytes": (FORM, f"text={'x' * 6_000_000}", 413),
    "no boundary": ("multipart/form-data", FIELD, 400),
}
CHARSETS = ("rot13", "utf-16", "hex", "idna", "undefined", "latin-1")


def send(browser, path, content_type, body, **headers):
    browser.client.raise_request_exception = True
    headers = {"Accept": ACCEPT, **headers}
    return browser.client.generic("POST", path, body, content_type=content_type, headers=headers)


@pytest.mark.parametrize("path", ["/journal", "/skin/analyze", "/sign-in", "/nothing"])
@pytest.mark.parametrize("body", BODIES)
def test_a_form_that_cannot_be_read_is_a_problem_with_a_page(signed_in, path, body):
    content_type, content, status = BODIES[body]
    answer = send(signed_in, path, content_type, content)
    assert answer.status_code == status
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "x" * 600 not in answer.content.decode()


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize(("content_type", "body"), [(FORM, "x=11"), (PARTS, FIELD)])
def test_a_form_is_in_utf_8_whatever_its_type_says(signed_in, charset, content_type, body):
    answer = send(signed_in, "/journal", f"{content_type}; charset={charset}", body)
    assert answer.status_code == 403  # it lacks the token of our forms


@pytest.mark.parametrize("body", BODIES)
def test_at_a_host_that_is_not_ours_there_is_no_page(signed_in, body):
    content_type, content, _ = BODIES[body]
    answer = send(signed_in, "/journal", content_type, content, Host="evil.example")
    assert answer.status_code in (400, 413)
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_the_upload_form_can_be_asked_for_its_options(signed_in):
    page = signed_in.submit(
        signed_in.get("/skin/photos"), "/skin/photos", method="JSON", _method="OPTIONS", _json=""
    )
    assert page.status_code == 200


def test_a_batch_shows_as_many_conflicts_as_one_answer_of_lambda_holds(signed_in, alice):
    ids = []
    for number in range(25):
        body = {"date": "2026-03-01", "energy": number}
        ids.append(alice.post("/journal", body).json()["entryId"])
    change = {"kind": "journal", "action": "change", "ifMatch": "older", "record": {"energy": 99}}
    operations = [{**change, "operationId": key, "id": key} for key in ids]
    body = json.dumps({"operations": operations})
    page = signed_in.submit(
        signed_in.get("/sync"), "/sync", method="JSON", _method="POST", _json=body
    )
    assert page.status_code == 200
    assert page.content.decode().count("Keep the stored one") == 20


def test_a_fault_in_what_all_pages_share_is_a_problem_without_a_page(signed_in, monkeypatch):
    monkeypatch.delattr("glowcycle.web.page_response.menu")
    answer = signed_in.client.get("/health", headers={"Accept": ACCEPT})
    assert answer.status_code == 500
    assert answer.headers["Content-Type"] == "application/problem+json"
