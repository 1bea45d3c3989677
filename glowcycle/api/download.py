"""Fetches one small file within a deadline, from exactly the address that the settings name."""

import socket
import threading
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

TIMEOUT_SECONDS = 2
OK = 200


def download(url: str, *, max_bytes: int) -> bytes:
    """Return the start of the file, at most `max_bytes`; `url` is https, http or file.

    A redirect is an error, and no proxy of the environment is used: either would let somebody else
    answer. Raise OSError or HTTPException if the host does not answer in time with status 200.
    """
    parts = urlsplit(url)
    if parts.scheme == "file":  # the sandbox's own
        return Path(url2pathname(parts.path)).read_bytes()[:max_bytes]
    connect = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    with closing(connect(parts.netloc, timeout=TIMEOUT_SECONDS)) as connection:
        connection.connect()
        # The time-out of a socket begins again with each byte, so a second clock ends a slow drip.
        deadline = threading.Timer(TIMEOUT_SECONDS, _end, [connection.sock])
        deadline.daemon = True
        deadline.start()
        try:
            connection.request("GET", f"{parts.path or '/'}{parts.query and f'?{parts.query}'}")
            answer = connection.getresponse()
            if answer.status != OK:
                raise ConnectionError
            return answer.read(max_bytes)
        finally:
            deadline.cancel()


def _end(connected: socket.socket) -> None:
    """End the connection under a thread that waits for it."""
    with suppress(OSError):
        # Not SSLSocket's own: it would first drop TLS, and the rest would be read as plain text.
        socket.socket.shutdown(connected, socket.SHUT_RDWR)
