"""One client per AWS service and process, with the time-outs that keep an answer inside 8 s."""

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
# A second question, should the first answer be invalid and come within 7 s, fits into the 20 s that
# BedrockService has.
BEDROCK_READ_SECONDS = 12
ATTEMPTS = 2

# Their calls name a person, in a key or a context, and the guard reads that before each.
KEPT_BY_PERSON = frozenset({"dynamodb", "kms", "s3"})

# botocore's sessions are not safe for making clients in two threads at once; clients are.
_making = RLock()


@cache
def _session() -> Session:
    if settings.SANDBOX and not settings.AWS_CREDENTIALS_GIVEN:
        # The stand-in takes any; without them botocore would search the network for some.
        return session(credentials=("sandbox", "sandbox"))
    return session()


@cache
def _boto3_session() -> "boto3.session.Session":
    """Return what makes S3's client alone: boto3 takes 90 ms to load, and a photo to be needed."""
    import boto3  # whose client has what django-storages calls

    return boto3.session.Session(botocore_session=_session())


@cache
def _client(
    service: str, *, region: str, endpoint_url: str, read_seconds: int, attempts: int
) -> Any:
    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=read_seconds,
        retries={"total_max_attempts": attempts, "mode": "standard"},
        # Left alone, botocore signs forms in the old way in old regions, which KMS does not take,
        # and leads them to the global address of the bucket, which may redirect: no form survives.
        signature_version="s3v4" if service == "s3" else None,
        # PynamoDB writes each call after the table's schema; to check it against botocore's own as
        # well takes a tenth of the call.
        parameter_validation=service != "dynamodb",
        s3={"addressing_style": "path" if endpoint_url else "virtual"} if service == "s3" else None,
    )
    with _making:
        make = _boto3_session().client if service == "s3" else _session().create_client
        client: Any = make(
            service, region_name=region, endpoint_url=endpoint_url or None, config=config
        )
    if service in KEPT_BY_PERSON:
        access_guard.watch(client, service=service)
    return client


def _quick(service: str, *, endpoint_url: str = "") -> Any:
    return _client(
        service,
        region=settings.AWS_REGION,
        endpoint_url=endpoint_url or settings.AWS_ENDPOINT_URL,
        read_seconds=READ_SECONDS,
        attempts=ATTEMPTS,
    )


def dynamodb() -> "DynamoDBClient":
    """Return the DynamoDB client that all models share."""
    client = _quick("dynamodb", endpoint_url=settings.DYNAMODB_ENDPOINT_URL)
    return cast("DynamoDBClient", client)


def s3() -> "S3Client":
    """Return the S3 client."""
    return cast("S3Client", _quick("s3"))


def kms() -> "KMSClient":
    """Return the KMS client."""
    return cast("KMSClient", _quick("kms"))


def cloudwatch() -> "CloudWatchClient":
    """Return the CloudWatch client, which only an operator's command needs."""
    return cast("CloudWatchClient", _quick("cloudwatch"))


def bedrock() -> "BedrockRuntimeClient":
    """Return the Bedrock runtime client; BedrockService itself decides what is asked again."""
    client = _client(
        "bedrock-runtime",
        region=settings.AWS_REGION,
        endpoint_url=settings.AWS_ENDPOINT_URL_BEDROCK_RUNTIME or settings.AWS_ENDPOINT_URL,
        read_seconds=BEDROCK_READ_SECONDS,
        attempts=1,
    )
    return cast("BedrockRuntimeClient", client)
