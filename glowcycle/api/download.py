"""Fetches one small file within a deadline, from exactly the address that the settings name."""

import socket
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from threading import Thread
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
    path = f"{parts.path or '/'}{parts.query and f'?{parts.query}'}"
    fetch = _Fetch(connect(parts.netloc, timeout=TIMEOUT_SECONDS), path, max_bytes)
    fetch.start()
    fetch.join(TIMEOUT_SECONDS)
    return fetch.result()


class _Fetch(Thread):
    """Fetches the file apart from the request, which stops waiting at the deadline.

    A time-out of a socket alone is no deadline: it counts for each address of the host, and begins
    again with each byte.
    """

    def __init__(self, connection: HTTPConnection, path: str, max_bytes: int) -> None:
        super().__init__(daemon=True)
        self._connection = connection
        self._path = path
        self._max_bytes = max_bytes
        self._socket: socket.socket | None = None
        self._is_late = False
        self._outcome: bytes | Exception = b""

    def run(self) -> None:
        try:
            with closing(self._connection):
                self._connection.connect()
                self._socket = self._connection.sock
                if self._is_late:
                    return
                self._connection.request("GET", self._path)
                with self._connection.getresponse() as answer:
                    content = answer.read(self._max_bytes)
                self._outcome = content if answer.status == OK else ConnectionError(answer.status)
        except Exception as error:  # the request raises it
            self._outcome = error

    def result(self) -> bytes:
        """Return the file, or raise the error; end the fetch if it still goes on."""
        if self.is_alive():
            self._is_late = True  # in case it has no socket yet
            with suppress(OSError):
                # Not SSLSocket's own shutdown: it drops TLS, and the rest would be read as plain.
                if self._socket is not None:
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
            raise TimeoutError
        if isinstance(self._outcome, Exception):
            raise self._outcome
        return self._outcome
