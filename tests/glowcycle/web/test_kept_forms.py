"""What was typed survives a session that ended meanwhile."""

import pytest

from tests.support.markup import ParsedPage
from tests.support.photo_bucket import named

TYPED = "two\r\nlines & <b>"


@pytest.fixture
def page(signed_in, alice):
    """Return the page with the form, after which Alice's session is no longer accepted."""
    page = signed_in.get("/journal?text=")
    signed_in.lose_session()
    return page


def entries(alice):
    return alice.get(f"/journal/user/{alice.user_id}").json()["results"]


def test_what_was_typed_can_be_sent_after_the_sign_in(signed_in, alice, page):
    refused = signed_in.submit(page, "/journal", text=TYPED, tags="a,b\r\nc", mood=["😌", ""])
    assert refused.status_code == 401
    missed = signed_in.submit(refused, "/sign-in", token="wrong")
    again = signed_in.submit(missed, "/sign-in", token=alice.token)
    assert "<b>" not in again.content.decode().partition("<dl")[2]
    assert entries(alice) == []
    assert signed_in.submit(again, "/journal").status_code == 201
    entry = entries(alice)[0]
    assert (entry["text"], entry["tags"], entry["mood"]) == ("two\nlines & <b>", ["a,b", "c"], "😌")


def test_a_change_keeps_its_method_and_its_condition(signed_in, alice):
    address = alice.post("/journal", {"date": "2026-03-01", "energy": 40}).headers["Location"]
    page = signed_in.get(address)
    signed_in.lose_session()
    refused = signed_in.submit(page, address, method="PATCH", energy="75")
    again = signed_in.submit(refused, "/sign-in", token=alice.token)
    alice.patch(address, {"energy": 50})
    assert signed_in.submit(again, address, method="PATCH").status_code == 412
    assert alice.get(address).json()["energy"] == 50


def test_a_form_of_another_site_is_not_kept(browser, signed_in):
    fields = {"text": TYPED, "csrfmiddlewaretoken": "x" * 64}
    signed_in.client.cookies["glowcycle-session"] = "forged"
    refused = browser.post("/journal", fields)
    assert refused.status_code == 401
    forms = ParsedPage(refused.content.decode()).forms
    assert all("kept" not in form.inputs for form in forms)


def test_a_file_has_to_be_chosen_again(signed_in, face):
    page = signed_in.get("/skin/analyze")
    signed_in.lose_session()
    refused = signed_in.submit(page, "/skin/analyze", photo=named(face))
    assert refused.status_code == 401
    assert "choose the file again" in refused.content.decode()
    assert "kept" not in ParsedPage(refused.content.decode()).form("/sign-in").inputs


def test_a_body_typed_by_hand_is_shown_before_it_is_sent(signed_in, alice, page):
    body = '{"date": "2026-03-01", "energy": 5}'
    token = ParsedPage(page.content.decode()).form("/journal").inputs["csrfmiddlewaretoken"]
    refused = signed_in.post("/journal", {"csrfmiddlewaretoken": token, "_json": body})
    again = signed_in.submit(refused, "/sign-in", token=alice.token)
    shown = again.content.decode().partition("<dl")[2]
    assert "<dt>Body</dt>" in shown
    assert "&quot;energy&quot;: 5}" in shown


def test_only_what_the_person_herself_wrote_is_sent_after_the_sign_in(
    browser, alice, stranger, signed_in, page
):
    kept = signed_in.submit(page, "/journal", text=TYPED)
    other = signed_in.submit(kept, "/sign-in", token=stranger.token)
    assert "lines &amp;" not in other.content.decode()
    assert "Send it now" not in other.content.decode()


def test_another_site_cannot_put_a_form_before_her_sign_in(browser, alice):
    forged = {"kept": "_method=DELETE&_confirmation=DELETE", "next": "/me"}
    refused = browser.post("/journal", forged)
    page = browser.submit(refused, "/sign-in", token=alice.token)
    assert "Send it now" not in page.content.decode()
    assert "DELETE" not in [form.method for form in ParsedPage(page.content.decode()).forms][:1]


def test_the_page_says_what_it_would_send(signed_in, alice):
    address = alice.post("/journal", {"date": "2026-03-01"}).headers["Location"]
    page = signed_in.get(address)
    signed_in.lose_session()
    refused = signed_in.submit(page, address, method="DELETE")
    again = signed_in.submit(refused, "/sign-in", token=alice.token)
    assert f"<code>DELETE {address}</code>" in again.content.decode()
    assert alice.get(address).status_code == 200
