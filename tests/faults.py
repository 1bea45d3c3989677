"""Bad days of the store: each attempt of a call, below botocore's retries, may meet a fault."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from botocore.awsrequest import AWSResponse
from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError
from moto.core.botocore_stubber import MockRawResponse

from glowcycle.aws import clients

URL = "https://dynamodb.invalid"
Deliver = Callable[[], Any]
Fault = Callable[[Deliver], Any]


def refused(status: int, code: str) -> Fault:
    """The engine does nothing and says why."""
    parsed = {
        "Error": {"Code": code, "Message": "no"},
        "ResponseMetadata": {"HTTPStatusCode": status, "HTTPHeaders": {}},
    }

    def refuse(_deliver: Deliver) -> Any:
        return (AWSResponse(URL, status, {}, MockRawResponse(b"{}")), parsed), None

    refuse.__name__ = code
    return refuse


def lost(deliver: Deliver) -> Any:
    """The engine does it, and the answer never arrives."""
    deliver()
    return None, ReadTimeoutError(endpoint_url=URL)


def unreachable(_deliver: Deliver) -> Any:
    return None, ConnectTimeoutError(endpoint_url=URL)


def none(deliver: Deliver) -> Any:
    """All is well."""
    return deliver()


throttled = refused(400, "ProvisionedThroughputExceededException")
failing = refused(500, "InternalServerError")
overloaded = refused(503, "ServiceUnavailable")
# What stands before the engine says nothing of it: botocore takes the status for a code.
nameless = refused(502, "502")
nameless.__name__ = "nameless"
forbidden = refused(400, "AccessDeniedException")
outrun = refused(400, "ConditionalCheckFailedException")


@contextmanager
def store_faults(
    *plan: Fault, operation: str | None = None, client: Any = None
) -> Iterator[list[str]]:
    """Meet the next attempts of that operation, or of any, with these faults.

    The store is DynamoDB, or that of the client. Yields the list of the operations attempted
    meanwhile.
    """
    endpoint = (client or clients.dynamodb())._endpoint
    attempt, waiting, attempted = endpoint._do_get_response, list(plan), []

    def meet(request: Any, operation_model: Any, context: Any) -> Any:
        attempted.append(operation_model.name)

        def deliver() -> Any:
            return attempt(request, operation_model, context)

        if waiting and operation in (None, operation_model.name):
            return waiting.pop(0)(deliver)
        return deliver()

    with mock.patch.object(endpoint, "_do_get_response", meet):
        yield attempted
