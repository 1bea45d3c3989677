"""AWS on a laptop: moto's server in this process speaks for DynamoDB, S3 and KMS, in memory."""

import threading
from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from django.conf import settings


def start_cloud() -> None:
    """Start the stand-in on a free port and point every client at it, unless an endpoint is set.

    Call it before the first client is made. Raises ImportError without this folder's requirements.
    """
    if settings.AWS_ENDPOINT_URL:
        return
    from moto.server import ThreadedMotoServer

    serve_one_at_a_time()
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    settings.AWS_ENDPOINT_URL = f"http://{host}:{port}"


@cache
def serve_one_at_a_time() -> None:
    """Change moto so that its DynamoDB and its S3 objects answer one request at a time.

    DynamoDB decides and applies a conditional write at once; moto's threads would come between the
    two, and a stale write could win. S3 lets the last of two writes to a key win; moto fails one.
    """
    from moto.dynamodb.responses import DynamoHandler
    from moto.s3.responses import S3Response

    DynamoHandler.call_action = _in_turn(DynamoHandler.call_action)  # type: ignore[method-assign]  # on purpose
    S3Response.key_response = _in_turn(S3Response.key_response)  # type: ignore[method-assign]  # on purpose


def _in_turn(respond: Callable[..., Any]) -> Callable[..., Any]:
    lock = threading.Lock()

    @wraps(respond)
    def one_at_a_time(*args: Any, **kwargs: Any) -> Any:
        with lock:
            return respond(*args, **kwargs)

    return one_at_a_time
