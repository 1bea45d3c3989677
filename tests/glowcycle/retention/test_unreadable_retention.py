"""Retention deletes records that cannot be read when they are too old, and no earlier."""

from datetime import timedelta

import pytest

from tests.support.addresses import at
from tests.support.broken_records import BREAKS, breaks_in_turn, named
from tests.support.retention_choices import choose
from tests.support.sealed_items import raw, write

AGELESS = {how for how in BREAKS if "createdAt" in how}


@pytest.mark.one_engine
@pytest.mark.parametrize(("kind", "how"), breaks_in_turn(2))
def test_an_old_one_goes_and_a_new_one_gets_its_expiry(alice, clock, kind, how):
    old = write(alice, kind)
    BREAKS[how](alice, old)
    clock.shift(timedelta(days=40))
    new = write(alice, kind)
    BREAKS[how](alice, new)
    choose(alice, clock, **{kind: 30})
    page = alice.get(f"{at(kind)}/user/{alice.user_id}").json()
    unreadable = page["unreadable"]
    if how.startswith("expiry"):  # the choice itself has mended it
        assert len(page["results"]) == 1
        return
    assert named(new) in unreadable
    if how in AGELESS:  # nobody knows how old it is, so it counts as new
        assert named(old) in unreadable
    else:
        assert unreadable == [named(new)]
        assert "deletedAt" in raw(alice, old)[1]
    if "write id" not in how:
        assert "N" in raw(alice, new)[1]["expiresAt"]
    clock.shift(timedelta(days=31))
    if "write id" not in how:
        assert named(new) not in alice.get(f"{at(kind)}/user/{alice.user_id}").json()["unreadable"]
