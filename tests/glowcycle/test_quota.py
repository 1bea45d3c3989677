"""What costs money has a limit a day and a person, however many ask at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
import time_machine
from pynamodb.exceptions import UpdateError

from glowcycle.aws import clients, request_context
from glowcycle.aws.dynamodb import PersonItem
from glowcycle.errors import QuotaExceeded, Unavailable
from glowcycle.person.quota import refund, spend
from tests.support.bedrock_server import error, message
from tests.support.faults import forbidden, store_faults, throttled, unreachable
from tests.support.model_answers import GOOD
from tests.support.model_answers import said as model_says
from tests.support.people import someone
from tests.support.photo_bucket import bucket_faults, history, picture, send

pytestmark = pytest.mark.calm  # a lost answer may be counted twice


@pytest.fixture
def limited(settings):
    settings.DAILY_LIMITS = {"analyses": 3, "exports": 1}


@pytest.fixture
def her():
    return someone().user_id


def spent(user_id, what="analyses", times=1):
    """Return how many of so many wishes were granted."""
    granted = 0
    for _ in range(times):
        try:
            spend(user_id=user_id, resource=what)
        except QuotaExceeded:
            continue
        granted += 1
    return granted


@pytest.mark.usefixtures("limited")
def test_a_day_grants_its_limit_of_each_to_each(her):
    assert spent(her, times=5) == 3
    assert spent(her, "exports", times=5) == 1
    assert spent(someone().user_id, times=5) == 3


@pytest.mark.usefixtures("limited")
def test_the_next_day_begins_at_midnight_utc(her):
    with time_machine.travel(datetime(2026, 3, 1, 23, 59, 50, tzinfo=UTC), tick=False) as clock:
        assert spent(her, times=4) == 3
        with pytest.raises(QuotaExceeded) as refused:
            spend(user_id=her, resource="analyses")
        assert refused.value.retry_after == 11
        clock.shift(refused.value.retry_after)
        assert spent(her, times=4) == 3


@pytest.mark.usefixtures("limited")
def test_at_once_no_more_are_granted_than_one_after_the_other(her):
    def once(_):
        with request_context.act_for_user(her):
            return spent(her)

    with ThreadPoolExecutor(8) as many:
        assert sum(many.map(once, range(24))) == 3


def test_a_counter_is_gone_within_days(her):
    spend(user_id=her, resource="exports")
    [kept] = clients.dynamodb().query(
        TableName=PersonItem.Meta.table_name,
        KeyConditionExpression="userId = :her AND begins_with(#item, :count)",
        ExpressionAttributeNames={"#item": "item"},
        ExpressionAttributeValues={":her": {"S": her}, ":count": {"S": "count#"}},
    )["Items"]
    life = int(kept["expiresAt"]["N"]) - datetime.now(UTC).timestamp()
    assert 24 * 3600 < life <= 48 * 3600


@pytest.mark.usefixtures("limited")
def test_what_is_given_back_may_be_had_again_and_no_more(her):
    refund(user_id=her, resource="analyses")
    assert spent(her, times=4) == 3
    refund(user_id=her, resource="analyses")
    assert spent(her, times=4) == 1
    assert spent(her, "exports", times=2) == 1


@pytest.mark.usefixtures("limited")
def test_what_cannot_be_given_back_stays_counted(her, monkeypatch):
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _seconds: None)
    assert spent(her, times=3) == 3
    with store_faults(throttled, throttled):
        refund(user_id=her, resource="analyses")
    with store_faults(forbidden), pytest.raises(UpdateError):
        refund(user_id=her, resource="analyses")
    assert spent(her) == 0


@pytest.mark.usefixtures("limited")
@pytest.mark.parametrize(
    ("says", "status", "costs"),
    [
        (error("ThrottlingException"), 503, False),
        (error("ServiceUnavailableException"), 503, False),
        (error("ModelErrorException"), 503, True),
        (message("No."), 502, True),
    ],
    ids=["busy", "away", "failed", "prose"],
)
def test_an_outage_uses_up_nothing_that_a_model_did_not_answer(alice, bedrock, says, status, costs):
    bedrock.answers_with(says)
    assert [send(alice, picture()).status_code for _ in range(4)] == [
        *[status] * 3,
        429 if costs else status,
    ]
    bedrock.answers_with(model_says(GOOD))
    assert send(alice, picture()).status_code == (429 if costs else 201)


@pytest.mark.usefixtures("limited", "no_waiting")
def test_nor_does_one_of_the_bucket_at_the_same_time(alice, bedrock):
    bedrock.answers_with(error("ThrottlingException"))
    for _ in range(4):
        with bucket_faults(unreachable, unreachable):
            assert send(alice, picture()).status_code == 503
    bedrock.answers_with(model_says(GOOD))
    assert send(alice, picture()).status_code == 201


@pytest.mark.parametrize("fault", [throttled, unreachable])
def test_without_the_counter_nothing_is_granted(her, fault, monkeypatch):
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _seconds: None)
    with store_faults(fault, fault), pytest.raises(Unavailable):
        spend(user_id=her, resource="analyses")


@pytest.mark.usefixtures("limited")
def test_a_photo_over_the_limit_is_429_until_tomorrow_and_leaves_nothing(alice, monkeypatch):
    def never(**_):
        raise AssertionError("a photo over the limit was measured")

    for _ in range(3):
        spend(user_id=alice.user_id, resource="analyses")
    monkeypatch.setattr("skin.analyzer.measure", never)
    answer = send(alice, picture())
    assert (answer.status_code, answer.json()["code"]) == (429, "daily_limit")
    assert 0 < int(answer.headers["Retry-After"]) <= 24 * 3600
    assert history(alice) == []
