"""What ends while it is being read: whoever has the link learns nothing of why."""

import pytest

from glowcycle.aws import clients, request_context
from glowcycle.aws.dynamodb import PersonItem
from glowcycle.encryption import keyring
from tests.support.calendars import fetch, is_closed, log_cycles, make_calendar
from tests.support.faults import meeting
from tests.support.sealed_items import plant
from tests.support.shared_links import Visitor, link, program
from tests.support.shares import in_days


def erase_after_note(phone):
    """Let her keys be destroyed, in all processes, as soon as an opening was noted."""

    def meet(model, deliver):
        answer = deliver()
        if model.name == "UpdateItem":
            with request_context.act_for_user(phone.user_id):
                keyring.destroy(user_id=phone.user_id, receipt_id="r")
        return answer

    return meeting(meet, clients.dynamodb())


@pytest.mark.parametrize("visitor", [program, Visitor])
def test_an_erasure_during_an_opening_looks_like_no_link(alice, visitor):
    log_cycles(alice)
    path, reader = link(alice, "period", "forecast"), visitor()
    reader.show(path)
    with erase_after_note(alice):
        during = reader.client.get(path, headers=reader.headers)
    after = reader.client.get(path, headers=reader.headers)
    assert (during.status_code, after.status_code) == (404, 404)
    assert during.headers["Content-Length"] == after.headers["Content-Length"]
    assert b"erased" not in during.content
    assert b"receipt" not in during.content


def test_an_erasure_during_a_fetch_looks_like_no_calendar(alice):
    log_cycles(alice)
    path = make_calendar(alice)
    with erase_after_note(alice):
        during = fetch(path)
    assert during.status_code == 404
    assert b"receipt" not in during.content
    assert is_closed(path)


def spoil(phone, name):
    """Alter what she said once."""
    key = {"userId": {"S": phone.user_id}, "item": {"S": name}}
    with request_context.act_for_user(phone.user_id):
        table = PersonItem.Meta.table_name
        item = clients.dynamodb().get_item(TableName=table, Key=key)["Item"]
        plant(table, {**item, "sealed": {"B": b"spoilt"}})


ALL = (
    "periodDates",
    "forecast",
    "fertileDays",
    "period",
    "intimate",
    "stages",
    "insights",
    "report",
)


@pytest.mark.parametrize("name", ["profile", "moods"])
@pytest.mark.parametrize("scope", [(each,) for each in ALL] + [ALL], ids="-".join)
def test_what_she_said_once_and_cannot_be_read_is_no_error_of_a_share(alice, name, scope):
    log_cycles(alice)
    alice.put("/me/profile", {"cycleLength": 30})
    alice.put("/me/moods", {"moods": ["calm", "tense"]})
    spoil(alice, name)
    path = link(alice, *scope, ends_at=in_days(3))
    for visitor in (program(), Visitor()):
        assert visitor.show(path).status_code == 200
        if "report" in scope:
            assert visitor.get(f"{path}/report.pdf").status_code == 200
