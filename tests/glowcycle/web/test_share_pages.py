"""The pages of her shares: making one, seeing its link once, changing and ending it."""

from glowcycle.person.shares.fields import SCOPES
from glowcycle.person.shares.grants import check_passphrase, find_grant, note_opening
from glowcycle.person.shares.pages import SHOWS
from tests.support.shares import in_days, new_share, visit

PATH = "/me/shares"


def text(page):
    return page.content.decode()


def make(signed_in, **fields):
    form = {"name": "Sam", "expiresAt": in_days(9), **fields}
    return signed_in.submit(signed_in.get(PATH), PATH, **form)


def test_the_form_makes_a_share_and_shows_its_link_once(signed_in, alice):
    done = make(signed_in, preset="partner")
    assert done.status_code == 201, text(done)
    [share] = alice.get(PATH).json()["shares"]
    assert share["scope"] == ["periodDates", "forecast"]
    assert "http://testserver/shared/" in text(done)
    assert "<bdi>Periods</bdi>, <bdi>Forecast</bdi>" in text(done)
    page = signed_in.get(PATH)
    assert "/shared/" not in text(page)
    assert f'href="{PATH}/{share["shareId"]}"' in text(page)


def test_the_form_says_of_each_scope_what_it_shows(signed_in):
    page = text(signed_in.get(PATH))
    assert {*SHOWS} == {*SCOPES}
    for scope, words in SHOWS.items():
        assert f'name="scope" value="{scope}"' in page
        assert words in page
    assert page.index('name="name"') < page.index('value="partner"') < page.index('value="stages"')


def test_a_change_keeps_what_is_ticked(signed_in, alice):
    address = f"{PATH}/{new_share(alice.user_id).share_id}"
    page = text(signed_in.get(address))
    ticked = [line for line in page.split("<input") if "checked" in line and "scope" in line]
    assert ["periodDates" in ticked[0], "forecast" in ticked[1], len(ticked)] == [True, True, 2]


def test_scopes_can_be_named_one_by_one(signed_in, alice):
    done = make(signed_in, scope="stages\nforecast", passphrase="blue teapot")
    assert done.status_code == 201, text(done)
    [share] = alice.get(PATH).json()["shares"]
    assert (share["scope"], share["hasPassphrase"]) == (["forecast", "stages"], True)
    refused = make(signed_in)
    assert refused.status_code == 400
    assert "Must be named, or a `preset`." in text(refused)


def test_its_own_page_changes_and_ends_it(signed_in, alice):
    made = new_share(alice.user_id)
    address = f"{PATH}/{made.share_id}"
    fields = {"name": "Robin", "passphrase": "blue teapot"}
    changed = signed_in.submit(signed_in.get(address), address, method="PATCH", **fields)
    assert changed.status_code == 200, text(changed)
    share = alice.get(address).json()
    assert (share["name"], share["scope"]) == ("Robin", ["periodDates", "forecast"])
    with visit():
        assert check_passphrase(find_grant(made.secret), "blue teapot")
    page = signed_in.get(address)
    assert "teapot" not in text(page)
    signed_in.submit(page, address, method="DELETE")
    assert alice.get(address).json()["state"] == "revoked"
    ended = signed_in.get(address)
    assert "End it" not in text(ended)
    assert "Save the share" not in text(ended)


def test_her_access_log_says_what_was_opened(signed_in, alice):
    made = new_share(alice.user_id, name="Dr. Moreau")
    with visit():
        note_opening(find_grant(made.secret), kind="page")
    page = text(signed_in.get("/me/access-log"))
    assert "Dr. Moreau" in page
    assert "Looked at what you share." in page
