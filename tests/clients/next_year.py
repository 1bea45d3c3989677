"""The service as it may answer next year: values and members that the document does not have.

Where the document says that a list of values may grow, an answer has a value that is not listed.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

NEW = "next-year"
NEW_NUMBER = 2_000


class NextYear:
    """The answers of a service, changed as its document lets them change."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document

    def answer(self, path: str, status: int, body: Any) -> Any:
        """Return the body of an answer to GET with new values and members."""
        response = self._found(self._operation(path)["responses"][str(status)])
        kind = "application/json" if status < 400 else "application/problem+json"
        return self._grown(body, response["content"][kind]["schema"])

    def _operation(self, path: str) -> dict[str, Any]:
        """Return what the document says of GET: a literal address before one with parameters."""
        templates = sorted(self.document["paths"], key=lambda template: template.count("{"))
        for template in templates:
            if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path):
                return self.document["paths"][template]["get"]
        raise LookupError(path)

    def _found(self, part: dict[str, Any]) -> dict[str, Any]:
        """Return the part, or the component that it refers to."""
        if "$ref" not in part:
            return part
        found = self.document
        for name in part["$ref"].removeprefix("#/").split("/"):
            found = found[name]
        return self._found(found)

    def _grown(self, value: Any, schema: dict[str, Any]) -> Any:
        schema = self._found(schema)
        for variant in schema.get("oneOf", ()):
            value = self._grown(value, variant)
        if "x-extensible-enum" in schema and value is not None:
            return NEW if isinstance(value, str) else NEW_NUMBER
        if isinstance(value, list):
            return [self._grown(item, schema.get("items", {})) for item in value]
        if isinstance(value, dict) and value.keys() >= set(schema.get("required", ())):
            return self._grown_members(value, schema.get("properties", {}))
        return value

    def _grown_members(self, value: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
        """Return an object with one member more; a map, which has no named members, as it is."""
        known = {name: self._grown(value[name], schemas[name]) for name in value.keys() & schemas}
        return {**value, **known, "nextYear": {"of": [NEW]}} if schemas else value


@contextmanager
def next_year(service: str, document: dict[str, Any]) -> Iterator[str]:
    """Run a server until the block ends that passes GET on to the service; yield its address."""
    future = NextYear(document)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            token = {"Authorization": self.headers["Authorization"]}
            try:
                answer: Any = urlopen(Request(service + self.path, headers=token), timeout=30)
            except HTTPError as problem:
                answer = problem
            with answer:
                path = urlsplit(self.path).path
                body = json.dumps(future.answer(path, answer.status, json.load(answer))).encode()
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.headers["Content-Type"])
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
