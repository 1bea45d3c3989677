"""What her links opened, as she reads it: a line a share, day and kind."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from glowcycle.aws import request_context
from glowcycle.person.access_log import services, share_lines
from glowcycle.person.access_log.services import acting_for
from glowcycle.person.shares.grants import find_grant, note_opening
from tests.support.export_zips import download_export, unpack
from tests.support.shares import new_share, visit
from tests.support.stored_data import stored

NOON = timezone.now().replace(hour=12, minute=0)


def entries(phone):
    return phone.get("/me/access-log").json()["entries"]


def open_link(secret, kind):
    with visit():
        note_opening(find_grant(secret), kind=kind)


def fetch_calendar(user_id):
    with request_context.act_for_user(user_id):
        share_lines.note(user_id=user_id, share_id=share_lines.CALENDAR, kind="calendar")


def test_openings_of_a_day_are_one_line_with_a_count(alice, stranger):
    share = new_share(alice.user_id)
    for kind in ("page", "page", "report", "page"):
        open_link(share.secret, kind)
    page, report = entries(alice)
    assert (page["count"], report["count"]) == (3, 1)
    assert page == {
        "at": page["at"],
        "by": "share",
        "command": "open_share",
        "what": "Looked at what you share.",
        "kind": "page",
        "count": 3,
        "shareId": share.share_id,
        "shareName": "Sam",
    }
    assert page["at"] > report["at"]
    assert entries(stranger) == []


def test_the_calendar_is_no_share(alice):
    fetch_calendar(alice.user_id)
    [entry] = entries(alice)
    assert (entry["by"], entry["command"], entry["kind"]) == (
        "calendar",
        "fetch_calendar",
        "calendar",
    )
    assert (entry["shareId"], entry["shareName"], entry["count"]) == (None, None, 1)


def test_operators_and_shares_stand_in_one_order(alice):
    share = new_share(alice.user_id)
    with time_machine.travel(NOON, tick=False) as clock:
        for step, kind in enumerate(("page", "json", "report")):
            with acting_for(alice.user_id, command="rotate_key"):
                clock.shift(timedelta(minutes=1))
            open_link(share.secret, kind)
            clock.shift(timedelta(hours=24 * (step == 1), minutes=1))
    found = [entry.kind for entry in services.read(user_id=alice.user_id)]
    assert found == ["report", None, "json", None, "page", None]


def test_a_line_names_nobody_and_ends_after_400_days(alice):
    share = new_share(alice.user_id)
    open_link(share.secret, "page")
    [line] = [item for (_, key), item in stored(alice.user_id).items() if key.startswith("access")]
    names = {"userId", "item", "at", "command", "shareId", "kind", "count", "expiresAt"}
    assert line.keys() == names
    for days, left in ((399, 1), (401, 0)):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            assert len(services.read(user_id=alice.user_id)) == left


def test_the_export_has_the_lines(alice):
    share = new_share(alice.user_id)
    open_link(share.secret, "page")
    fetch_calendar(alice.user_id)
    exported = json.loads(unpack(download_export(alice))["access-log.json"])["entries"]
    assert exported == entries(alice)
    assert [entry["by"] for entry in exported] == ["calendar", "share"]


@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_what_was_opened_is_told_in_her_language(alice, language):
    open_link(new_share(alice.user_id).secret, "page")
    answer = alice.get("/me/access-log", accept_language=language).json()
    assert answer["entries"][0]["what"] != "Looked at what you share."
