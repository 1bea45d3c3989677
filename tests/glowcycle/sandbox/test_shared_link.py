"""The link that the sandbox prints: what others see of the demo person."""

from dataclasses import replace

from glowcycle.sandbox.people import PEOPLE
from glowcycle.sandbox.seeding import write_history
from glowcycle.sandbox.shared_link import SCOPE, make_link
from tests.support.shared_links import Visitor, program


def test_the_link_opens_and_shows_every_scope(alice):
    write_history(replace(PEOPLE["demo"], id=alice.user_id))
    path = make_link(user_id=alice.user_id)
    page = Visitor().show(path)
    assert page.status_code == 200
    for heading in ("Next periods", "Fertile days", "Mood and energy", "What follows her cycle"):
        assert f"<h2>{heading}</h2>" in page.content.decode()
    shown = program().show(path).json()
    assert set(SCOPE) <= shown.keys()
    assert len(shown["forecast"]["periods"]) == 3
    assert shown["insights"]


def test_another_run_ends_the_link_of_the_one_before(alice):
    first, second = (make_link(user_id=alice.user_id) for _ in range(2))
    assert program().get(first).status_code == 404
    assert program().show(second).status_code == 200
    shares = alice.get("/me/shares").json()["shares"]
    assert sorted(share["state"] for share in shares) == ["open", "revoked"]


def test_an_erased_person_has_no_link(alice):
    alice.delete("/me")
    assert make_link(user_id=alice.user_id) is None
