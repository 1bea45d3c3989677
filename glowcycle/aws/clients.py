"""One client per AWS service and process. The time-outs keep a response within 8 s."""

from functools import cache
from threading import RLock
from typing import TYPE_CHECKING, Any, cast

from botocore.config import Config
from botocore.session import Session
from django.conf import settings

from glowcycle.aws import access_guard
from glowcycle.aws.session import session

if TYPE_CHECKING:
    import boto3
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient
    from mypy_boto3_cloudwatch import CloudWatchClient
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_s3 import S3Client

CONNECT_SECONDS = 1
READ_SECONDS = 2
# If an invalid answer comes within 7 s, a second call still fits into BedrockService's 20 s.
BEDROCK_READ_SECONDS = 12
ATTEMPTS = 2

# Calls to these services name a person, in a key or an encryption context. The guard checks it.
GUARDED = frozenset({"dynamodb", "kms", "s3"})

# A botocore session must not make clients in two threads at once. Clients are thread-safe.
_client_lock = RLock()


@cache
def _session() -> Session:
    if settings.SANDBOX and not settings.AWS_CREDENTIALS_GIVEN:
        # The stand-in accepts any. Without them botocore would look for some on the network.
        return session(credentials=("sandbox", "sandbox"))
    return session()


@cache
def _boto3_session() -> "boto3.session.Session":
    """Return the session of the S3 client, which django-storages needs from boto3."""
    import boto3  # Imported late: it takes 90 ms, and only requests with photos need it.

    return boto3.session.Session(botocore_session=_session())


@cache
def _client(
    service: str, *, region: str, endpoint_url: str, read_seconds: int, attempts: int
) -> Any:
    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=read_seconds,
        retries={"total_max_attempts": attempts, "mode": "standard"},
        # In old regions botocore would sign upload forms with version 2, which KMS refuses, and
        # send them to the bucket's global address, whose redirect loses the form.
        signature_version="s3v4" if service == "s3" else None,
        # Else botocore would ask another host for credentials that name their account.
        account_id_endpoint_mode="disabled" if service == "dynamodb" else None,
        # PynamoDB writes valid calls; botocore's validation would take a tenth of each.
        parameter_validation=service != "dynamodb",
        s3={"addressing_style": "path" if endpoint_url else "virtual"} if service == "s3" else None,
    )
    with _client_lock:
        make = _boto3_session().client if service == "s3" else _session().create_client
        client: Any = make(
            service, region_name=region, endpoint_url=endpoint_url or None, config=config
        )
    if service in GUARDED:
        access_guard.watch(client, service=service)
    else:
        access_guard.refuse_shares(client, service=service)
    return client


def _store_client(service: str, *, endpoint_url: str = "") -> Any:
    return _client(
        service,
        region=settings.AWS_REGION,
        endpoint_url=endpoint_url or settings.AWS_ENDPOINT_URL,
        read_seconds=READ_SECONDS,
        attempts=ATTEMPTS,
    )


def dynamodb() -> "DynamoDBClient":
    """Return the DynamoDB client that all models share."""
    client = _store_client("dynamodb", endpoint_url=settings.DYNAMODB_ENDPOINT_URL)
    return cast("DynamoDBClient", client)


def s3() -> "S3Client":
    """Return the S3 client."""
    return cast("S3Client", _store_client("s3"))


def kms() -> "KMSClient":
    """Return the KMS client."""
    return cast("KMSClient", _store_client("kms"))


def cloudwatch() -> "CloudWatchClient":
    """Return the CloudWatch client. Only a command of the operator uses it."""
    return cast("CloudWatchClient", _store_client("cloudwatch"))


def events() -> Any:
    """Return the EventBridge client. Only a command of the operator uses it."""
    return _store_client("events")


def functions() -> Any:
    """Return the client of Lambda. Only a command of the operator uses it."""
    return _store_client("lambda")


def bedrock() -> "BedrockRuntimeClient":
    """Return the Bedrock runtime client. It does not retry: BedrockService does."""
    client = _client(
        "bedrock-runtime",
        region=settings.AWS_REGION,
        endpoint_url=settings.AWS_ENDPOINT_URL_BEDROCK_RUNTIME or settings.AWS_ENDPOINT_URL,
        read_seconds=BEDROCK_READ_SECONDS,
        attempts=1,
    )
    return cast("BedrockRuntimeClient", client)
