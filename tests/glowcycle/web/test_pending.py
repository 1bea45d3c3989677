"""202 on a page: accepted, not finished, with a button that sends the request again."""

import json

import pytest

from glowcycle.person.export import services
from glowcycle.person.export.services import PendingExport

CHOICE = {"journal": 90, "period": None, "skin": None}
ERASE = "/me"


def visible(page):
    """Return the page without the API's own answer at its foot."""
    return page.content.decode().partition("<pre")[0]


def assert_pending(page):
    assert page.status_code == 202
    assert "202 Accepted: not finished." in visible(page)
    assert "Done" not in visible(page)
    seconds = page.headers["Retry-After"]
    assert f"in {seconds} second{'' if seconds == '1' else 's'} or later" in visible(page)


@pytest.fixture
def choice(signed_in, alice):
    """Return the page of a retention choice that is not applied yet."""
    alice.post("/journal", {"date": "2026-03-01"})
    page = signed_in.get("/me/retention")
    body = json.dumps(CHOICE)
    return signed_in.submit(page, "/me/retention", method="JSON", _method="PUT", _json=body)


def test_a_choice_is_sent_again_as_it_was(signed_in, alice, choice):
    assert_pending(choice)
    alice.put("/me/retention", {**CHOICE, "journal": 365})
    again = signed_in.submit(choice, "/me/retention", method="JSON")
    assert again.status_code in (200, 202)
    assert alice.get("/me/retention").json()["journal"] == 90


def test_an_erasure_goes_on_until_the_receipt(signed_in, alice):
    alice.post("/journal", {"date": "2026-03-01"})
    page = signed_in.get(ERASE)
    page = signed_in.submit(page, ERASE, method="DELETE", _confirmation="DELETE")
    for _ in range(5):
        if page.status_code == 200:
            break
        assert_pending(page)
        page = signed_in.submit(page, ERASE, method="DELETE")
    assert "receiptId" in page.content.decode()


def test_an_export_is_asked_for_again(signed_in, monkeypatch):
    pending = PendingExport(files=3, size=1200, retry_after=2)
    monkeypatch.setattr(services, "export", lambda **_: pending)
    page = signed_in.submit(signed_in.get("/me/export"), "/me/export", method="POST")
    assert_pending(page)
    assert_pending(signed_in.submit(page, "/me/export", method="POST"))
