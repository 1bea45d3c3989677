"""A kept answer that rests on her profile or moods is right only while she has not changed them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from glowcycle.aws import clients
from glowcycle.person.profile.items import ProfileItem
from tests.benchmarks.store_cost import counted
from tests.support.conditional_answers import (
    READS,
    again,
    entry,
    reader,
    stopped_clock,
    without_cursors,
)
from tests.support.sealed_items import plant

# Another length that she states changes these.
FORECASTS = (
    "/period/user/{}?format=svg",
    "/period/predictions/{}",
    "/period/predictions/{}?format=svg",
)


@pytest.fixture
def clock():
    with stopped_clock() as clock:
        yield clock


@pytest.fixture
def her(clock):
    return reader(clock)


@pytest.mark.parametrize("first", [{}, {"cycleLength": 24}])
def test_a_changed_profile_makes_new_what_rests_on_it(her, clock, first):
    her.put("/me/profile", first)
    clock.shift(timedelta(minutes=5))
    before = {path: her.get(path.format(her.user_id)) for path in READS}
    clock.shift(timedelta(minutes=5))
    her.put("/me/profile", {"cycleLength": 60, "birthYear": 1981})
    for path, answer in before.items():
        with counted() as cost:
            repeated = again(her, path.format(her.user_id), answer)
        if "profile" not in READS[path]:
            assert (repeated.status_code, "GetItem" in cost.names) == (304, False), path
            continue
        assert cost.calls > len(READS[path]), f"{path} was not made again"
        fresh = without_cursors(her.get(path.format(her.user_id)))
        is_new = fresh != without_cursors(answer)
        assert (repeated.status_code == 200) == is_new, path
        assert is_new or path not in FORECASTS
        assert not is_new or without_cursors(repeated) == fresh


def test_a_changed_order_of_moods_makes_new_what_rests_on_it(her, clock):
    today = timezone.now().date()
    for mood in ("purple", "green"):
        entry(her, today, mood=mood)
    clock.shift(timedelta(minutes=5))
    before = {path: her.get(path.format(her.user_id)) for path in READS}
    clock.shift(timedelta(minutes=5))
    her.put("/me/moods", {"moods": ["purple", "green"]})
    for path, answer in before.items():
        repeated = again(her, path.format(her.user_id), answer)
        assert (repeated.status_code == 200) == ("moods" in READS[path]), path
    clock.shift(timedelta(minutes=5))
    for path in before:
        answer = her.get(path.format(her.user_id))
        assert again(her, path.format(her.user_id), answer).status_code == 304, path


def test_a_profile_that_is_readable_again_makes_the_forecast_new(her, clock):
    her.put("/me/profile", {"cycleLength": 60})
    table = ProfileItem.Meta.table_name
    place = {"userId": {"S": her.user_id}, "item": {"S": ProfileItem.NAME}}
    whole = clients.dynamodb().get_item(TableName=table, Key=place)["Item"]
    plant(table, {**whole, "sealed": {"B": b"\x01"}})
    clock.shift(timedelta(minutes=5))
    path = f"/period/predictions/{her.user_id}"
    answer = her.get(path)
    assert answer.json()["unreadable"] == [{"kind": "me", "id": "profile"}]
    plant(table, whole)
    clock.shift(timedelta(minutes=5))
    repeated = again(her, path, answer)
    assert (repeated.status_code, repeated.json()["unreadable"]) == (200, [])
