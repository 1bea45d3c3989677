"""Giving and withdrawing consent, and deleting everything, in a browser."""

import time_machine
from django.utils import timezone

from glowcycle.person.erasure import services
from tests.support.markup import ParsedPage

CONSENT = "/me/consents/photo-analysis"


def test_a_consent_can_be_read_withdrawn_and_given(signed_in, alice):
    assert f'href="{CONSENT}"' in signed_in.get("/me/consents").content.decode()
    page = signed_in.get(CONSENT)
    assert "may be sent to a model" in page.content.decode()
    withdrawn = signed_in.submit(page, CONSENT, method="DELETE")
    assert "the API answered 204" in withdrawn.content.decode()
    assert alice.get(CONSENT).json()["given"] is False
    given = signed_in.submit(signed_in.get(CONSENT), CONSENT, method="PUT")
    assert given.status_code == 200
    assert alice.get(CONSENT).json()["given"] is True


def test_consent_to_another_version_of_the_text_is_refused(signed_in, alice):
    alice.delete(CONSENT)
    refused = signed_in.submit(signed_in.get(CONSENT), CONSENT, method="PUT", version="0")
    assert refused.status_code == 409
    assert "The text has changed" in refused.content.decode()


def test_a_consent_is_either_given_or_withdrawn(signed_in, alice):
    alice.delete(CONSENT)
    assert has_form(signed_in, "PUT")
    assert not has_form(signed_in, "DELETE")
    alice.put(CONSENT, {"version": "1"})
    assert has_form(signed_in, "DELETE")
    assert not has_form(signed_in, "PUT")


def has_form(signed_in, method):
    forms = ParsedPage(signed_in.get(CONSENT).content.decode()).forms
    return (CONSENT, method) in [(form.action, form.method) for form in forms]


def test_deleting_everything_says_what_there_is_and_wants_a_word(signed_in, alice):
    alice.post("/journal", {"date": "2026-03-01"})
    page = signed_in.get("/me")
    assert page.status_code == 405
    assert "This address only deletes" in page.content.decode()
    for text in ("you cannot use this account again", "<dd>1 record</dd>", "Type DELETE"):
        assert text in page.content.decode()
    for typed in ("", "delete", "DELETE!"):
        refused = signed_in.submit(page, "/me", method="DELETE", _confirmation=typed)
        assert refused.status_code == 403
        assert "Nothing was deleted" in refused.content.decode()
        page = refused
    assert alice.get(f"/journal/user/{alice.user_id}").status_code == 200


def test_deleting_everything_ends_with_a_receipt(signed_in, alice):
    page = signed_in.get("/me")
    started = signed_in.submit(page, "/me", method="DELETE", _confirmation=" DELETE ")
    assert started.status_code == 202
    receipt_id = alice.delete("/me").json()["receiptId"]
    assert f'href="/me/receipts/{receipt_id}"' in started.content.decode()
    assert signed_in.get(f"/journal/user/{alice.user_id}").status_code == 410
    assert signed_in.get("/").content.decode().count("This account was erased") == 1
    with time_machine.travel(timezone.now() + services.SETTLE):
        done = signed_in.submit(started, "/me", method="DELETE")  # she has typed it
    assert done.status_code == 200
    assert "Erased at" in done.content.decode()
    shown = signed_in.get(f"/me/receipts/{receipt_id}").content.decode()
    assert receipt_id in shown.partition("<pre")[0]
    assert "keep this address" not in shown  # it leads here
    assert 'download="receipt.json"' in shown


def test_a_page_begins_an_export_by_its_form_alone(signed_in, alice):
    page = signed_in.get("/me/export")
    assert page.status_code == 200
    assert page.headers["Content-Type"].startswith("text/html")
    for accept in ("*/*", "application/json"):  # a cookie that another site lets a browser send
        looked = signed_in.client.get("/me/export", headers={"Accept": accept})
        assert (looked.status_code, looked.content) == (204, b"")
    zipped = signed_in.submit(page, "/me/export", method="POST")
    assert zipped.headers["Content-Type"] == "application/zip"
    assert alice.get("/me/export").headers["Content-Type"] == "application/zip"


def test_retention_is_chosen_by_form(signed_in, alice):
    alice.post("/journal", {"date": "2026-03-01"})
    page = signed_in.get("/me/retention")
    assert "1 record; none older than 30 days" in page.content.decode()
    signed_in.submit(page, "/me/retention", method="PUT", journal="90", skin="")
    chosen = alice.get("/me/retention").json()
    assert (chosen["journal"], chosen["period"], chosen["skin"]) == (90, None, None)
