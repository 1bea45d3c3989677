"""AWS on a laptop: moto's server in this process speaks for DynamoDB, S3 and KMS, in memory."""

import threading
from functools import wraps
from typing import Any

from django.conf import settings


def start_cloud() -> None:
    """Start the stand-in on a free port and point every client at it, unless an endpoint is set.

    To be called before the first client is made. Raises ImportError without moto (a development
    dependency).
    """
    if settings.AWS_ENDPOINT_URL:
        return
    from moto.server import ThreadedMotoServer

    write_one_at_a_time()
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    settings.AWS_ENDPOINT_URL = f"http://{host}:{port}"


def write_one_at_a_time() -> None:
    """Let moto decide and apply a conditional write at once, as DynamoDB does.

    Its threads would otherwise come between the two, and a stale write could win.
    """
    from moto.dynamodb.models import DynamoDBBackend

    put, lock = DynamoDBBackend.put_item, threading.Lock()

    @wraps(put)
    def put_item(*args: Any, **kwargs: Any) -> Any:
        with lock:
            return put(*args, **kwargs)

    DynamoDBBackend.put_item = put_item  # type: ignore[method-assign]
