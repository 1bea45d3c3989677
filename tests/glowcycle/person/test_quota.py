"""Each person has a daily limit on what costs money, even if many calls come at once."""

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
from tests.support.model_answers import model_answer as model_says
from tests.support.people import someone
from tests.support.photo_bucket import bucket_faults, history, picture, send

pytestmark = pytest.mark.calm  # a lost answer may count twice


@pytest.fixture
def limited(settings):
    settings.DAILY_LIMITS = {"analyses": 3, "exports": 1, "photos": 9, "uploads": 2}


@pytest.fixture
def her():
    return someone().user_id


def count_allowed(user_id, resource="analyses", times=1):
    """Use the resource that many times; return how many uses the limit allowed."""
    allowed = 0
    for _ in range(times):
        try:
            spend(user_id=user_id, resource=resource)
        except QuotaExceeded:
            continue
        allowed += 1
    return allowed


@pytest.mark.usefixtures("limited")
def test_each_person_gets_the_daily_limit_of_each_resource(her):
    assert count_allowed(her, times=5) == 3
    assert count_allowed(her, "exports", times=5) == 1
    assert count_allowed(someone().user_id, times=5) == 3


@pytest.mark.usefixtures("limited")
def test_limit_resets_at_midnight_utc(her):
    with time_machine.travel(datetime(2026, 3, 1, 23, 59, 50, tzinfo=UTC), tick=False) as clock:
        assert count_allowed(her, times=4) == 3
        with pytest.raises(QuotaExceeded) as refused:
            spend(user_id=her, resource="analyses")
        assert refused.value.retry_after == 11
        clock.shift(refused.value.retry_after)
        assert count_allowed(her, times=4) == 3


@pytest.mark.usefixtures("limited")
def test_concurrent_calls_get_no_more_than_the_limit(her):
    def once(_):
        with request_context.act_for_user(her):
            return count_allowed(her)

    with ThreadPoolExecutor(8) as many:
        assert sum(many.map(once, range(24))) == 3


def test_counter_expires_within_two_days(her):
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
def test_refund_allows_one_more_use(her):
    refund(user_id=her, resource="analyses")
    assert count_allowed(her, times=4) == 3
    refund(user_id=her, resource="analyses")
    assert count_allowed(her, times=4) == 1
    assert count_allowed(her, "exports", times=2) == 1


@pytest.mark.usefixtures("limited")
def test_failed_refund_stays_counted(her, monkeypatch):
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _seconds: None)
    assert count_allowed(her, times=3) == 3
    with store_faults(throttled, throttled):
        refund(user_id=her, resource="analyses")
    with store_faults(forbidden), pytest.raises(UpdateError):
        refund(user_id=her, resource="analyses")
    assert count_allowed(her) == 0


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
def test_model_outage_is_refunded_and_a_useless_answer_counted(alice, bedrock, says, status, costs):
    bedrock.answers_with(says)
    assert [send(alice, picture()).status_code for _ in range(4)] == [
        *[status] * 3,
        429 if costs else status,
    ]
    bedrock.answers_with(model_says(GOOD))
    assert send(alice, picture()).status_code == (429 if costs else 201)


@pytest.mark.usefixtures("limited", "no_waiting")
def test_model_outage_during_a_bucket_outage_is_refunded(alice, bedrock):
    bedrock.answers_with(error("ThrottlingException"))
    for _ in range(4):
        with bucket_faults(unreachable, unreachable):
            assert send(alice, picture()).status_code == 503
    bedrock.answers_with(model_says(GOOD))
    assert send(alice, picture()).status_code == 201


@pytest.mark.parametrize("fault", [throttled, unreachable])
def test_no_use_without_the_counter(her, fault, monkeypatch):
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _seconds: None)
    with store_faults(fault, fault), pytest.raises(Unavailable):
        spend(user_id=her, resource="analyses")


@pytest.mark.usefixtures("limited")
def test_photo_over_the_limit_is_429_and_not_stored(alice, monkeypatch):
    def never(**_):
        raise AssertionError("a photo over the limit was measured")

    for _ in range(3):
        spend(user_id=alice.user_id, resource="analyses")
    monkeypatch.setattr("skin.analyzer.measure", never)
    answer = send(alice, picture())
    assert (answer.status_code, answer.json()["code"]) == (429, "daily_limit")
    assert 0 < int(answer.headers["Retry-After"]) <= 24 * 3600
    assert history(alice) == []
