"""The pages say what cannot be read, and let a person delete or replace it."""

import json

import pytest

from tests.support.broken_records import BREAKS, named
from tests.support.sealed_items import body_of, write

LISTS = {
    "journal": ["/journal/user/{}", "/sync"],
    "period": ["/period/user/{}", "/period/cycles/{}", "/period/predictions/{}", "/sync"],
    "skin": ["/skin/user/{}", "/sync"],
    "stage": ["/period/stages/user/{}", "/sync?kinds=stage"],
}
SENTENCE = "This page goes on without what cannot be read any more"


@pytest.mark.parametrize("kind", LISTS)
def test_the_pages_say_so_in_a_sentence_with_a_link(signed_in, alice, kind):
    write(alice, kind)
    address = write(alice, kind)
    for path in LISTS[kind]:
        assert SENTENCE not in signed_in.get(path.format(alice.user_id)).content.decode()
    BREAKS["altered"](alice, address)
    for path in LISTS[kind]:
        page = signed_in.get(path.format(alice.user_id))
        assert page.status_code == 200
        text = page.content.decode()
        assert SENTENCE in text
        assert f'<a href="{address}">{" ".join(named(address).values())}</a>' in text


@pytest.mark.parametrize("kind", LISTS)
def test_its_own_page_deletes_it(signed_in, alice, kind):
    address = write(alice, kind)
    BREAKS["altered"](alice, address)
    page = signed_in.get(address)
    assert page.status_code == 409
    assert signed_in.submit(page, address, method="DELETE").status_code in (200, 404)
    assert alice.get(address).status_code == 404


@pytest.mark.parametrize("kind", LISTS)
def test_its_own_page_replaces_it(signed_in, alice, kind):
    address = write(alice, kind)
    body = body_of(kind, named(address)["id"] if kind == "period" else "2026-02-02")
    BREAKS["altered"](alice, address)
    page = signed_in.get(address)
    sent = signed_in.submit(page, address, method="JSON", _method="PUT", _json=json.dumps(body))
    assert sent.status_code == 200, sent.content.decode()
    assert alice.get(address).status_code == 200
