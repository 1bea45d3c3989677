"""A call on DynamoDB is signed faster than by botocore, and is the same on the wire."""

import io
from functools import cache

import pytest
import time_machine
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ClientError, NoCredentialsError
from botocore.session import Session

from glowcycle.aws import clients, dynamodb_signer

KEY = {"userId": {"S": "hers"}, "date": {"S": "2026-03-01"}}
TEXT = {"text": {"S": "“é” 😌"}, "sealed": {"B": b"\x00\xff"}, "all": {"L": [{"BS": [b"\x01"]}]}}
CALLS = {
    "BatchGetItem": {"RequestItems": {"t": {"Keys": [KEY, KEY], "ConsistentRead": True}}},
    "BatchWriteItem": {"RequestItems": {"t": [{"DeleteRequest": {"Key": KEY}}]}},
    "DeleteItem": {"TableName": "t", "Key": KEY},
    "DescribeTable": {"TableName": "t"},
    "GetItem": {"TableName": "t", "Key": KEY, "ConsistentRead": True},
    "PutItem": {"TableName": "t", "Item": {**KEY, **TEXT}, "ConditionExpression": "a = :a"},
    "Query": {"TableName": "t", "ExpressionAttributeValues": {":a": {"N": "1"}}, "Limit": 16},
    "UpdateItem": {"TableName": "t", "Key": KEY, "UpdateExpression": "SET a = :a"},
}
A_KEYS, A_ROLES, NOBODYS = ("key", "secret"), ("key", "secret", "token"), ()


@cache
def session(*, ours, credentials):
    made = Session()
    if credentials:
        made.set_credentials(*credentials)
    else:
        made.get_component("credential_provider").providers.clear()
    if ours:
        dynamodb_signer.install(made)
    return made


@pytest.fixture
def sent(monkeypatch):
    """Return what sends a call with our signer or botocore's, and tells what it was on the wire."""
    monkeypatch.setenv("AWS_LAMBDA_FUNCTION_NAME", "benchmark")
    monkeypatch.setenv("_X_AMZN_TRACE_ID", "Root=1-65f0f0f0-0123456789abcdef01234567")
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _: None)

    def send(
        operation, *, ours, credentials=A_KEYS, region="eu-central-1", url=None, answers=(200,)
    ):
        maker = session(ours=ours, credentials=credentials)
        client = maker.create_client("dynamodb", region_name=region, endpoint_url=url)
        statuses, requests = iter(answers), []

        def take(request, **_):
            requests.append(on_the_wire(request))
            return AWSResponse(request.url, next(statuses), {}, Raw(b'{"__type": "x#Failed"}'))

        client.meta.events.register("before-send.dynamodb", take)
        with time_machine.travel("2026-03-01T10:00:00Z", tick=False):
            client._make_api_call(operation, CALLS[operation])
        return requests

    return send


class Raw(io.BytesIO):
    def stream(self):
        yield self.read()


def on_the_wire(request):
    headers = {name.lower(): value for name, value in request.headers.items()}
    headers.pop("amz-sdk-invocation-id")  # a new one each time
    assert headers.pop("user-agent").startswith(b"Botocore/")  # and what of botocore is in use
    return request.method, request.url, request.body, headers


@pytest.mark.parametrize("operation", CALLS)
def test_each_call_is_what_botocore_makes_of_it(sent, operation):
    assert sent(operation, ours=True) == sent(operation, ours=False)


@pytest.mark.parametrize(
    "where",
    [
        {"credentials": A_ROLES},
        {"region": "us-east-1"},
        {"region": "cn-north-1"},
        {"region": "us-gov-west-1"},
        {"url": "http://127.0.0.1:8000"},
        {"url": "http://Engine.internal:80/"},
        {"url": "https://[::1]:8443/behind/it"},
    ],
    ids=str,
)
def test_wherever_it_goes_and_whoever_sends_it(sent, where):
    assert sent("PutItem", ours=True, **where) == sent("PutItem", ours=False, **where)


def test_what_is_repeated_is_signed_anew(sent):
    requests = sent("PutItem", ours=True, answers=(500, 200))
    assert len(requests) == 2
    assert requests == sent("PutItem", ours=False, answers=(500, 200))


def test_a_refusal_is_botocores_error(sent):
    with pytest.raises(ClientError, match="Failed"):
        sent("GetItem", ours=True, answers=(400,))


def test_without_credentials_nothing_is_sent(sent):
    with pytest.raises(NoCredentialsError):
        sent("GetItem", ours=True, credentials=NOBODYS)


def test_all_models_sign_so():
    events, event = clients.dynamodb().meta.events, "choose-signer.dynamodb.PutItem"
    _, version = events.emit_until_response(event, context={"auth_type": "v4"}, signing_name="")
    assert version == dynamodb_signer.SIGNATURE_VERSION


def test_the_service_calls_the_regional_endpoint_whatever_account_signs():
    assert clients.dynamodb().meta.config.account_id_endpoint_mode == "disabled"
