"""A phone as the service sees it: a user id, a token, and JSON over HTTP."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.test import Client

from tests.support import schema_contract


class Phone:
    """Sends requests through the whole stack and checks each answer against the contract."""

    def __init__(self, user_id: str, token: str | None) -> None:
        self.user_id = user_id
        self.token = token
        self._client = Client(raise_request_exception=False)

    def get(self, path: str, **headers: str) -> Any:
        return self.send("GET", path, headers=headers)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        return self.send("POST", path, body, headers=headers)

    def put(self, path: str, body: Any, **headers: str) -> Any:
        return self.send("PUT", path, body, headers=headers)

    def patch(self, path: str, body: Any, **headers: str) -> Any:
        return self.send("PATCH", path, body, headers=headers)

    def delete(self, path: str, **headers: str) -> Any:
        return self.send("DELETE", path, headers=headers)

    def upload(self, path: str, **parts: Any) -> Any:
        """Send a multipart form; pass a file as a file-like object with a name."""
        answer = self._client.post(path, parts, headers=self._headers({}))
        fields = {name: part if isinstance(part, str) else "" for name, part in parts.items()}
        schema_contract.check("POST", answer, fields)
        return answer

    def send(
        self, method: str, path: str, body: Any = None, *, headers: dict[str, str] | None = None
    ) -> Any:
        """Send a body as JSON, or bytes unchanged. Write header names with _ for -."""
        sent = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body)
        content_type = sent.pop("Content-Type", "application/json")
        answer = self._client.generic(
            method, path, data, content_type=content_type, headers=self._headers(sent)
        )
        schema_contract.check(method, answer, _parsed(data))
        return answer

    @contextmanager
    def in_lambda(self, context: Any) -> Iterator[None]:
        """Send requests to a function with this Lambda context until the block ends."""
        self._client.defaults["lambda.context"] = context
        yield
        del self._client.defaults["lambda.context"]

    @contextmanager
    def saying(self, **headers: str) -> Iterator[None]:
        """Add these headers to each request until the block ends."""
        for name, value in headers.items():
            self._client.defaults[f"HTTP_{name.upper()}"] = value
        yield
        self._client.defaults.clear()

    def _headers(self, extra: dict[str, str]) -> dict[str, str]:
        own = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return {**own, **extra}


def _parsed(data: bytes | str) -> Any:
    """Return the body as parsed JSON, or None if it is not JSON."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None
