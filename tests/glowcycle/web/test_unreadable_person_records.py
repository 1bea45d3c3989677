"""A page goes on without her profile or her moods where these cannot be read, and leads to them."""

import re

import pytest

from glowcycle.aws import clients
from glowcycle.person.person_records import PersonRecord
from tests.support.browser_client import Browser
from tests.support.sealed_items import plant

GOES_ON = re.compile("This page goes on without (.*)")
SAID = {
    "profile": {
        **dict.fromkeys(("birthYear", "cycleLength", "periodLength", "goal")),
        "lutealLength": 12,
    },
    "moods": {"moods": ["calm", "sad"]},
}
PAGES = {
    "profile": ("/journal/insights/me", "/skin/insights/me", "/period/predictions/me"),
    "moods": ("/journal/insights/me",),
}


def damage(phone, name):
    """Cut off what she said under that name."""
    table, key = PersonRecord.Meta.table_name, {"userId": {"S": phone.user_id}, "item": {"S": name}}
    item = clients.dynamodb().get_item(TableName=table, Key=key)["Item"]
    plant(table, {**item, "sealed": {"B": b""}})


@pytest.mark.parametrize("name", SAID)
def test_it_goes_on_and_leads_to_where_she_says_it_again(alice, name):
    browser = Browser()
    browser.sign_in(alice.token)
    assert alice.put(f"/me/{name}", SAID[name]).status_code == 200
    damage(alice, name)
    for path in PAGES[name]:
        page = browser.get(path)
        assert page.status_code == 200
        [gone] = GOES_ON.findall(page.content.decode())
        assert f'<a href="/me/{name}">' in gone
    assert alice.get(PAGES[name][0]).json()["unreadable"] == [{"kind": "me", "id": name}]
    assert browser.get(f"/me/{name}").status_code == 409
    assert alice.put(f"/me/{name}", SAID[name]).status_code == 200
    assert not GOES_ON.search(browser.get(PAGES[name][0]).content.decode())
