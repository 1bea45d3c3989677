"""A browser before a gateway: keeps cookies, follows redirects, sends forms as they stand."""

from collections.abc import Callable
from http.cookies import Morsel, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from urllib3.filepost import encode_multipart_formdata

from tests.support.browser_client import ACCEPT
from tests.support.markup import Sheet
from tests.support.package.gateways import GATEWAY_HOST, Call, Reply

STAGE = "/dev"
FORM = "application/x-www-form-urlencoded"
REDIRECTS = (301, 302, 303, 307, 308)


class Visitor:
    """`send` is the gateway: it takes a call without the stage, as a gateway does."""

    def __init__(self, send: Callable[[Call], Reply]) -> None:
        self.send = send
        self.cookies: dict[str, Morsel[str]] = {}

    def get(self, address: str, *, accept: str = ACCEPT) -> Reply:
        return self._ask("GET", address, accept=accept)

    def submit(
        self, page: Reply, action: str, *, method: str | None = None, **filled: Any
    ) -> tuple[str, Reply]:
        """Send the page's form with these inputs; return where that leads to, and its page.

        The value of a file is its name, its bytes and its type. `__` stands for the dot.
        """
        form = Sheet(page.body.decode()).form(action, method)
        said = {**form.inputs, **{name.replace("__", "."): v for name, v in filled.items()}}
        body, content_type = urlencode(said, doseq=True).encode(), FORM
        if form.is_multipart:
            files = {name: v for name, v in said.items() if isinstance(v, tuple)}
            texts = [(n, v) for n, vs in said.items() if n not in files for v in _each(vs)]
            body, content_type = encode_multipart_formdata([*texts, *files.items()])
        reply = self._ask("POST", action, body=body, content_type=content_type)
        address = action
        while reply.status in REDIRECTS:
            address = reply.headers["Location"]
            reply = self.get(address)
        return address, reply

    def post(self, address: str) -> Reply:
        """Send a form that is none of the service's own."""
        return self._ask("POST", address, body=b"", content_type=FORM)

    def sign_in(self, token: str) -> tuple[str, Reply]:
        return self.submit(self.get(f"{STAGE}/"), f"{STAGE}/sign-in", token=token)

    def _ask(self, method: str, address: str, *, accept: str = ACCEPT, **parts: Any) -> Reply:
        where = urlsplit(address)
        assert where.netloc in ("", GATEWAY_HOST), f"{address} is elsewhere"
        assert where.path == STAGE or where.path.startswith(f"{STAGE}/"), f"{address} has no stage"
        more = {"Accept": accept, "Origin": f"https://{GATEWAY_HOST}"}
        kept = [c for c in self.cookies.values() if _is_under(where.path, c["path"])]
        if kept:
            more["Cookie"] = "; ".join(f"{cookie.key}={cookie.value}" for cookie in kept)
        path, query = where.path.removeprefix(STAGE) or "/", tuple(parse_qsl(where.query, True))
        reply = self.send(Call(method, path, query=query, more=more, **parts))
        for header in reply.cookies:
            self._keep(header)
        return reply

    def _keep(self, header: str) -> None:
        for name, cookie in SimpleCookie(header).items():
            self.cookies[name] = cookie
            if cookie["max-age"] == "0":
                del self.cookies[name]


def _is_under(path: str, root: str) -> bool:
    """Return whether a cookie of that root is sent to that path (RFC 6265, 5.1.4)."""
    return path == root or path.startswith(root if root.endswith("/") else f"{root}/")


def _each(values: Any) -> list[str]:
    return values if isinstance(values, list) else [values]
