"""Keys come from exactly the configured address, within a deadline."""

import socket
import threading
import time
from contextlib import contextmanager, suppress
from http.client import HTTPException

import pytest

from glowcycle.api import download as module
from glowcycle.api.download import download
from glowcycle.api.jwks import Jwks, KeysUnknown
from tests.support.issuer import published

KEYS = published("one")
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@contextmanager
def server(answer):
    """Run `answer(connection)` for each connection to this machine; yield its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve():
            with suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    threading.Thread(target=speak, args=(connection,), daemon=True).start()

        def speak(connection):
            with connection, suppress(OSError):
                connection.recv(4096)
                answer(connection)

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/jwks.json"
        listener.shutdown(socket.SHUT_RDWR)


def saying(answer):
    """Run a server that gives this answer; its address is the context's."""
    return server(lambda connection: connection.sendall(answer))


def drip(*parts):
    """Return an answer that sends the parts at once, and the last one byte by byte."""
    *whole, last = parts

    def answer(connection):
        connection.sendall(b"".join(whole))
        for place in range(len(last)):
            connection.sendall(last[place : place + 1])
            time.sleep(0.05)

    return answer


def assert_nobody_fetches():
    """Assert that no fetch goes on: a slow issuer must not keep threads."""
    for thread in threading.enumerate():
        if isinstance(thread, module._Fetch):
            thread.join(3)
            assert not thread.is_alive()


SLOW = {
    "nothing": lambda _connection: time.sleep(5),
    "status by bytes": drip(HEAD * 40),
    "a header by bytes": drip(HEAD, b"X-Slow: " + b"x" * 9999),
    "headers without end": drip(HEAD, b"X: y\r\n" * 99),
    "body by bytes": drip(HEAD, f"Content-Length: {len(KEYS)}\r\n\r\n".encode(), KEYS),
    "body without length": drip(HEAD, b"\r\n", KEYS),
    "chunks of a byte": drip(
        HEAD, b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n{\r\n" + b"1\r\n \r\n" * 999
    ),
    "half and no more": lambda connection: (
        connection.sendall(HEAD + f"Content-Length: {len(KEYS)}\r\n\r\n".encode() + KEYS[:99]),
        time.sleep(5),
    ),
}


@pytest.mark.parametrize("answer", SLOW.values(), ids=SLOW)
def test_a_slow_issuer_is_an_outage_after_the_deadline(answer, monkeypatch):
    monkeypatch.setattr(module, "TIMEOUT_SECONDS", 0.4)
    with server(answer) as url:
        began = time.monotonic()
        with pytest.raises(KeysUnknown):
            Jwks(url).find("one")
        assert time.monotonic() - began < 2
        assert_nobody_fetches()


def test_an_issuer_that_needs_half_the_time_is_heard(monkeypatch):
    monkeypatch.setattr(module, "TIMEOUT_SECONDS", 2)
    rest = f"Content-Length: {len(KEYS)}\r\n\r\n".encode() + KEYS[:-10]
    with server(drip(HEAD, rest, KEYS[-10:])) as url:
        assert download(url, max_bytes=9999) == KEYS


def test_a_connection_that_comes_too_late_is_given_up(monkeypatch):
    monkeypatch.setattr(module, "TIMEOUT_SECONDS", 0.2)
    connect = socket.create_connection

    def late(*details):
        time.sleep(0.5)
        return connect(*details)

    monkeypatch.setattr(socket, "create_connection", late)
    with server(SLOW["body without length"]) as url:
        with pytest.raises(TimeoutError):
            download(url, max_bytes=99)
        assert_nobody_fetches()


def test_a_host_whose_addresses_do_not_answer_is_an_outage_after_the_deadline(monkeypatch):
    monkeypatch.setattr(module, "TIMEOUT_SECONDS", 0.3)
    tried = []

    def slowly(address, timeout, *_):
        tried.append(address)
        time.sleep(1)  # as the names' servers, or several addresses one after the other
        raise OSError

    monkeypatch.setattr(socket, "create_connection", slowly)
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        download("https://issuer.invalid/jwks.json", max_bytes=99)
    assert time.monotonic() - began < 0.9
    assert tried == [("issuer.invalid", 443)]
    monkeypatch.undo()
    assert_nobody_fetches()


REDIRECTS = [
    *(
        f"HTTP/1.1 {status} Go\r\nLocation: {{other}}\r\nContent-Length: 0\r\n\r\n"
        for status in (301, 302, 303, 307, 308)
    ),
    "HTTP/1.1 302 Go\r\nLocation: file:///etc/passwd\r\n\r\n",
    "HTTP/1.1 302 Go\r\nLocation: //{other}\r\n\r\n" + KEYS.decode().replace("{", "{{"),
]


@pytest.mark.parametrize("redirect", REDIRECTS, ids=range(len(REDIRECTS)))
def test_a_redirect_is_not_followed(redirect):
    asked = []

    def elsewhere(connection):
        asked.append(1)
        connection.sendall(HEAD + b"\r\n" + KEYS)

    with server(elsewhere) as other:
        answer = redirect.replace("{{", "{").replace("{other}", other).encode()
        with saying(answer) as url, pytest.raises((OSError, HTTPException)):
            download(url, max_bytes=9999)
    assert asked == []


@pytest.mark.parametrize("status", ["201 Made", "204 None", "206 Part", "300 Many", "404 No"])
def test_another_status_than_200_is_an_error(status):
    answer = f"HTTP/1.1 {status}\r\n\r\n".encode() + KEYS
    with saying(answer) as url, pytest.raises((OSError, HTTPException)):
        download(url, max_bytes=9999)


@pytest.mark.parametrize("name", ["http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"])
def test_a_proxy_of_the_environment_is_not_used(monkeypatch, name):
    monkeypatch.setenv(name, "http://127.0.0.1:9")
    with saying(HEAD + b"\r\n" + KEYS) as url:
        assert download(url, max_bytes=9999) == KEYS


@pytest.mark.parametrize("end", ["", "?tenant=a&version=2"])
def test_the_whole_address_is_asked_for_and_no_more_than_the_limit_is_read(end):
    lines = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve():
            connection, _ = listener.accept()
            with connection:
                lines.append(connection.recv(4096).split(b"\r\n")[0])
                connection.sendall(HEAD + b"\r\n" + b"x" * 5000)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/keys/jwks.json{end}"
        assert download(url, max_bytes=100) == b"x" * 100
        thread.join()
    assert lines == [f"GET /keys/jwks.json{end} HTTP/1.1".encode()]


def test_a_file_is_read_up_to_the_limit(tmp_path):
    (tmp_path / "jwks.json").write_bytes(KEYS)
    assert download((tmp_path / "jwks.json").as_uri(), max_bytes=10) == KEYS[:10]
