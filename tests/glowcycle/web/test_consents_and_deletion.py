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


def test_consent_to_another_version_of_the_text_is_refused(signed_in):
    refused = signed_in.submit(signed_in.get(CONSENT), CONSENT, method="PUT", version="0")
    assert refused.status_code == 409
    assert ParsedPage(refused.content.decode()).form(CONSENT, "PUT").inputs["version"] == ["0"]


def test_deleting_everything_warns_first_and_ends_with_a_receipt(signed_in, alice):
    alice.post("/journal", {"date": "2026-03-01"})
    page = signed_in.get("/me")
    assert (page.status_code, "you cannot use this account again" in page.content.decode()) == (
        405,
        True,
    )
    started = signed_in.submit(page, "/me", method="DELETE")
    assert (started.status_code, started.redirect_chain) == (202, [])
    receipt_id = alice.delete("/me").json()["receiptId"]
    assert receipt_id in started.content.decode().partition("<pre")[0]
    assert signed_in.get(f"/journal/user/{alice.user_id}").status_code == 410
    with time_machine.travel(timezone.now() + services.SETTLE):
        done = signed_in.submit(started, "/me", method="DELETE")
    assert done.status_code == 200
    assert "Erased at" in done.content.decode()
    shown = signed_in.get(f"/me/receipts/{receipt_id}")
    assert receipt_id in shown.content.decode().partition("<pre")[0]
