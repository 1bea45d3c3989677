"""A local HTTP server for Bedrock's Converse that refuses the requests that Bedrock would refuse.

    with BedrockServer() as server:
        server.answers_with(error("ThrottlingException"), tool_use("record", {"a": 1}))
        server.client().converse(...)

The server gives the answers in their order and repeats the last one. `requests` holds the requests
that passed the rules, `refusals` the messages about the others.
"""

import json
import threading
from collections import deque
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from botocore.config import Config

from tests.support.bedrock_rules import checked, converse, session


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request that passed the rules: the caller's parameters, and the bytes as sent."""

    params: dict[str, Any]
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Bytes to send after a delay; None closes the connection without an answer."""

    body: bytes | None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay_seconds: float = 0


HUNG_UP = Answer(body=None)


def raw(body: bytes, *, status: int = 200) -> Answer:
    """Answer with these bytes."""
    return Answer(body=body, status=status)


def later(answer: Answer, *, seconds: float) -> Answer:
    return replace(answer, delay_seconds=seconds)


def error(name: str, *, status: int = 400, message: str = "no") -> Answer:
    """Answer with the error, at its status in Converse's model, else at the given status."""
    for shape in converse().error_shapes:
        if shape.name == name:
            status = shape.metadata["error"]["httpStatusCode"]
    headers = {"x-amzn-ErrorType": f"{name}:http://internal.amazon.com/coral/"}
    return Answer(body=json.dumps({"message": message}).encode(), status=status, headers=headers)


def message(*content: object, stop: str = "end_turn") -> Answer:
    """Answer with content blocks, such as {"text": "No."}, and a stop reason."""
    body = {
        "output": {"message": {"role": "assistant", "content": content}},
        "stopReason": stop,
        "usage": {"inputTokens": 1_900, "outputTokens": 300, "totalTokens": 2_200},
        "metrics": {"latencyMs": 4_000},
    }
    return Answer(body=json.dumps(body).encode())


def use(tool: str, tool_input: object) -> dict[str, object]:
    """Return the content block in which the model uses the tool."""
    return {"toolUse": {"toolUseId": "tooluse_1", "name": tool, "input": tool_input}}


def tool_use(tool: str, tool_input: object) -> Answer:
    return message(use(tool, tool_input), stop="tool_use")


class BedrockServer:
    """Use as a context manager; `url` is the endpoint for a client, `client()` a ready one."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.refusals: list[str] = []
        self.closing = threading.Event()
        self._answers = deque([error("InternalServerException", message="no answer was set")])
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self._server.bedrock = self  # type: ignore[attr-defined]  # ours
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        serve = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        serve.start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()

    def answers_with(self, *answers: Answer) -> None:
        with self._lock:
            self._answers = deque(answers)

    def client(self, *, read_timeout: float = 5, attempts: int = 1) -> Any:
        config = Config(
            connect_timeout=1,
            read_timeout=read_timeout,
            retries={"total_max_attempts": attempts, "mode": "standard"},
            proxies={},
        )
        return session().create_client(
            "bedrock-runtime",
            region_name="eu-central-1",
            endpoint_url=self.url,
            aws_access_key_id="testing",
            aws_secret_access_key="testing",
            config=config,
        )

    def answer(self, *, target: str, headers: dict[str, str], body: bytes) -> Answer:
        try:
            params = checked(target=target, headers=headers, body=body)
        except ValueError as refusal:
            self.refusals.append(str(refusal))
            return error("ValidationException", message=str(refusal))
        with self._lock:
            self.requests.append(Request(params=params, headers=headers, body=body))
            return self._answers.popleft() if len(self._answers) > 1 else self._answers[0]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # one packet per answer: a separate body waits 40 ms for the caller's ACK

    def do_POST(self) -> None:
        bedrock = self.server.bedrock  # type: ignore[attr-defined]  # ours
        body = self.rfile.read(int(self.headers["Content-Length"]))
        answer = bedrock.answer(target=self.path, headers=dict(self.headers), body=body)
        if answer.delay_seconds and bedrock.closing.wait(answer.delay_seconds):
            answer = HUNG_UP
        if answer.body is None:
            self.close_connection = True
            return
        try:
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)
            self.wfile.flush()
        except ConnectionError:  # the caller gave up waiting
            self.close_connection = True

    def log_message(self, *args: object) -> None:
        """Log nothing."""
