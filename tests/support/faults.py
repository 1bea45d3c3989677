"""Faults of AWS: each attempt of a call, below botocore's retries, may meet a fault."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

from botocore.awsrequest import AWSResponse
from botocore.exceptions import ConnectionClosedError, ConnectTimeoutError, ReadTimeoutError
from moto.core.botocore_stubber import MockRawResponse

from glowcycle.aws import clients

URL = "https://dynamodb.invalid"
Deliver = Callable[[], Any]
Fault = Callable[[Deliver], Any]
# Takes botocore's model of the operation and the function that delivers the attempt.
Meet = Callable[[Any, Deliver], Any]


def refused(status: int, code: str) -> Fault:
    """The engine refuses the call with this error."""
    parsed = {
        "Error": {"Code": code, "Message": "no"},
        "ResponseMetadata": {"HTTPStatusCode": status, "HTTPHeaders": {}},
    }

    def refuse(_deliver: Deliver) -> Any:
        return (AWSResponse(URL, status, {}, MockRawResponse(b"{}")), parsed), None

    refuse.__name__ = code
    return refuse


def lost(deliver: Deliver) -> Any:
    """The engine does the call, and the answer never arrives."""
    deliver()
    return None, ReadTimeoutError(endpoint_url=URL)


def unreachable(_deliver: Deliver) -> Any:
    return None, ConnectTimeoutError(endpoint_url=URL)


def silent(_deliver: Deliver) -> Any:
    """The engine accepts the call, does nothing, and never answers."""
    return None, ReadTimeoutError(endpoint_url=URL)


def hung_up(_deliver: Deliver) -> Any:
    return None, ConnectionClosedError(endpoint_url=URL)


def none(deliver: Deliver) -> Any:
    """The call succeeds."""
    return deliver()


throttled = refused(400, "ProvisionedThroughputExceededException")
failing = refused(500, "InternalServerError")
overloaded = refused(503, "ServiceUnavailable")
# A proxy before the engine answers without a code: botocore uses the status as the code.
nameless = refused(502, "502")
nameless.__name__ = "nameless"
forbidden = refused(400, "AccessDeniedException")
outrun = refused(400, "ConditionalCheckFailedException")


@contextmanager
def meeting(meet: Meet, *watched: Any) -> Iterator[None]:
    """Route each attempt of these clients through `meet`, which may deliver it."""
    with ExitStack() as patches:
        for client in watched:
            endpoint = client._endpoint
            patches.enter_context(
                mock.patch.object(endpoint, "_do_get_response", _met(endpoint, meet))
            )
        yield


def _met(endpoint: Any, meet: Meet) -> Any:
    attempt = endpoint._do_get_response
    return lambda request, model, context: meet(model, lambda: attempt(request, model, context))


@contextmanager
def store_faults(
    *plan: Fault, operation: str | None = None, client: Any = None
) -> Iterator[list[str]]:
    """Give the next attempts of the operation, or of any operation, these faults.

    The client is DynamoDB's unless given. Yield the list of the operations attempted meanwhile.
    """
    waiting, attempted = list(plan), []

    def meet(model: Any, deliver: Deliver) -> Any:
        attempted.append(model.name)
        if waiting and operation in (None, model.name):
            return waiting.pop(0)(deliver)
        return deliver()

    with meeting(meet, client or clients.dynamodb()):
        yield attempted
