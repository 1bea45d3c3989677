"""What concerns all that is hers, at the browser: consents given and withdrawn, the end of it."""

import time_machine
from django.utils import timezone

from glowcycle.person.erasure import services
from tests.support.markup import Sheet

CONSENT = "/me/consents/photo-analysis"


def test_a_consent_is_found_read_withdrawn_and_given(hers, alice):
    assert f'href="{CONSENT}"' in hers.get("/me/consents").content.decode()
    page = hers.get(CONSENT)
    assert "may be sent to a model" in page.content.decode()
    withdrawn = hers.submit(page, CONSENT, method="DELETE")
    assert withdrawn.redirect_chain == [("/me/consents", 303)]
    assert alice.get(CONSENT).json()["given"] is False
    given = hers.submit(hers.get(CONSENT), CONSENT, method="PUT")
    assert given.redirect_chain == [(CONSENT, 303)]
    assert alice.get(CONSENT).json()["given"] is True


def test_a_consent_to_another_text_is_refused_at_its_form(hers):
    refused = hers.submit(hers.get(CONSENT), CONSENT, method="PUT", version="0")
    assert refused.status_code == 409
    assert Sheet(refused.content.decode()).form(CONSENT, "PUT").inputs["version"] == ["0"]


def test_everything_is_deleted_by_a_button_that_says_so_and_the_receipt_is_shown(hers, alice):
    alice.post("/journal", {"date": "2026-03-01"})
    door = hers.get("/me")
    assert (door.status_code, "you cannot use this account again" in door.content.decode()) == (
        405,
        True,
    )
    begun = hers.submit(door, "/me", method="DELETE")
    assert (begun.status_code, begun.redirect_chain) == (202, [])
    receipt_id = alice.delete("/me").json()["receiptId"]
    assert receipt_id in begun.content.decode().partition("<pre")[0]
    assert hers.get(f"/journal/user/{alice.user_id}").status_code == 410
    with time_machine.travel(timezone.now() + services.SETTLE):
        done = hers.submit(begun, "/me", method="DELETE")
    assert done.status_code == 200
    assert "Erased at" in done.content.decode()
    shown = hers.get(f"/me/receipts/{receipt_id}")
    assert receipt_id in shown.content.decode().partition("<pre")[0]
