"""A browser in front of a gateway: it keeps cookies, follows redirects and submits forms."""

from collections.abc import Callable
from http.cookies import Morsel, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from urllib3.filepost import encode_multipart_formdata

from tests.support.browser_client import ACCEPT
from tests.support.markup import ParsedPage
from tests.support.package.gateways import GATEWAY_HOST, Call, Reply

STAGE = "/dev"
FORM = "application/x-www-form-urlencoded"
REDIRECTS = (301, 302, 303, 307, 308)


class Visitor:
    """A browser. `send` is the gateway; it takes calls without the stage in their path."""

    def __init__(self, send: Callable[[Call], Reply]) -> None:
        self.send = send
        self.cookies: dict[str, Morsel[str]] = {}

    def get(self, address: str, *, accept: str = ACCEPT) -> Reply:
        return self._send("GET", address, accept=accept)

    def submit(
        self, page: Reply, action: str, *, method: str | None = None, **inputs: Any
    ) -> tuple[str, Reply]:
        """Submit the page's form after setting these inputs; return the last address and its page.

        A file is a tuple of its name, bytes and type. `__` in a name stands for the dot.
        """
        form = ParsedPage(page.body.decode()).form(action, method)
        values = {**form.inputs, **{name.replace("__", "."): v for name, v in inputs.items()}}
        body, content_type = urlencode(values, doseq=True).encode(), FORM
        if form.is_multipart:
            files = {name: v for name, v in values.items() if isinstance(v, tuple)}
            texts = [(n, v) for n, vs in values.items() if n not in files for v in _as_list(vs)]
            body, content_type = encode_multipart_formdata([*texts, *files.items()])
        reply = self._send("POST", action, body=body, content_type=content_type)
        address = action
        while reply.status in REDIRECTS:
            address = reply.headers["Location"]
            reply = self.get(address)
        return address, reply

    def post(self, address: str) -> Reply:
        """Send an empty form without our CSRF token."""
        return self._send("POST", address, body=b"", content_type=FORM)

    def sign_in(self, token: str) -> tuple[str, Reply]:
        return self.submit(self.get(f"{STAGE}/"), f"{STAGE}/sign-in", token=token)

    def _send(self, method: str, address: str, *, accept: str = ACCEPT, **parts: Any) -> Reply:
        url = urlsplit(address)
        assert url.netloc in ("", GATEWAY_HOST), f"{address} is on another host"
        assert url.path == STAGE or url.path.startswith(f"{STAGE}/"), f"{address} lacks the stage"
        headers = {"Accept": accept, "Origin": f"https://{GATEWAY_HOST}"}
        cookies = [c for c in self.cookies.values() if _is_under(url.path, c["path"])]
        if cookies:
            headers["Cookie"] = "; ".join(f"{cookie.key}={cookie.value}" for cookie in cookies)
        path, query = url.path.removeprefix(STAGE) or "/", tuple(parse_qsl(url.query, True))
        reply = self.send(Call(method, path, query=query, more=headers, **parts))
        for header in reply.cookies:
            self._store_cookie(header)
        return reply

    def _store_cookie(self, header: str) -> None:
        for name, cookie in SimpleCookie(header).items():
            self.cookies[name] = cookie
            if cookie["max-age"] == "0":
                del self.cookies[name]


def _is_under(path: str, root: str) -> bool:
    """Return whether a browser sends a cookie with path `root` to `path` (RFC 6265, 5.1.4)."""
    return path == root or path.startswith(root if root.endswith("/") else f"{root}/")


def _as_list(values: Any) -> list[str]:
    return values if isinstance(values, list) else [values]
