"""Which errors of AWS are transient, so that the same call may succeed later: one table for all."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError

from glowcycle.errors import Unavailable

# AWS refused the call because calls came too fast.
THROTTLING_CODES = frozenset(
    {
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "SlowDown",
        "Throttling",
        "ThrottlingException",
    }
)
# The items under one partition key, with their copies in local indexes, have reached 10 GB.
FULL_CODE = "ItemCollectionSizeLimitExceededException"
# Any other error with a status below 500 is a fault of ours.
TRANSIENT_CODES = THROTTLING_CODES | {
    "InternalFailure",
    "InternalServerError",
    "LimitExceededException",
    "RequestTimeout",
    "ServiceUnavailable",
    # A proxy answers without a code: botocore takes the status for it, PynamoDB drops the status.
    "500",
    "502",
    "503",
    "504",
}
# 408 and 424: Bedrock's model timed out or failed.
TRANSIENT_STATUSES = frozenset({408, 424, 429, *range(500, 600)})


def error_code(error: BaseException | None) -> str | None:
    """Return the code that AWS gave, None for an error without a response from AWS."""
    if not isinstance(error, ClientError):
        return None
    return error.response["Error"]["Code"].removeprefix("KMS.")  # S3's prefix for KMS codes


def is_transient(error: BaseException | None) -> bool:
    """Return whether the same call may succeed later. A failed connection is transient too."""
    if not isinstance(error, ClientError):
        return isinstance(error, BotoCoreError)
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
    return error_code(error) in TRANSIENT_CODES or status in TRANSIENT_STATUSES


def unavailable(service: str) -> Unavailable:
    """Return the error for a service that failed transiently."""
    return Unavailable(f"{service} did not answer: repeat the request a little later.")


@contextmanager
def transient_errors(service: str) -> Iterator[None]:
    """Raise Unavailable for a transient error of botocore; let every other error pass."""
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        if is_transient(error):
            raise unavailable(service) from error
        raise
