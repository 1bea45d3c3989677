"""What stands between a phone and the service: a line that breaks, and a gateway that refuses."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.support.phone import Phone


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that the service did not give, or not so."""

    status_code: int
    content: bytes = b'{"message": null}'
    headers: dict[str, str] = field(default_factory=dict)


# More requests than any life needs.
ENDLESS = 2_000

Deliver = Callable[[], Any]
Trouble = Callable[[Deliver], Any]


def nothing(deliver: Deliver) -> Any:
    return deliver()


def unreached(_deliver: Deliver) -> Any:
    raise ConnectionError


def lost(deliver: Deliver) -> Any:
    deliver()
    raise ConnectionError


def cut_off(deliver: Deliver) -> Any:
    answer = deliver()
    return Reply(answer.status_code, answer.content[: len(answer.content) // 2], answer.headers)


def throttled(_deliver: Deliver) -> Any:
    return Reply(429)


def restarting(_deliver: Deliver) -> Any:
    return Reply(503, b"<html>", {"Retry-After": "5"})


def late(deliver: Deliver) -> Any:
    """The gateway gives up on a function that goes on."""
    deliver()
    return Reply(504)


def captive(_deliver: Deliver) -> Any:
    """A hotel's network answers for everybody."""
    return Reply(200, b'{"login": "https://hotel.example/"}')


def every_time(trouble: Trouble) -> property:
    """Return a line's trouble for each request, not for the next one alone."""
    return property(lambda _line: trouble, lambda _line, _value: None)


def problem(status: int, code: str, **headers: str) -> Reply:
    """Return a problem as the service answers it."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status, json.dumps({"code": code, "detail": "no"}).encode(), named)


def answering(*replies: Reply) -> Trouble:
    """Return a trouble that gives these answers in turn, then the service's own."""
    waiting = [*replies]
    return lambda deliver: waiting.pop(0) if waiting else deliver()


TROUBLES: tuple[Trouble, ...] = (*(unreached, lost, cut_off, throttled, restarting, late, captive),)


class Line(Phone):
    """A phone whose requests pass a gateway.

    trouble    what happens to the next request
    most       the most operations that the gateway lets pass, None for any number
    signed_in  whether the token is still good
    requests   the number of requests
    met        the number of each trouble
    before     called before each request
    heard      takes the operations and results of each answer to operations that the service gave
    """

    def __init__(
        self,
        phone: Phone,
        *,
        met: Counter[str],
        before: Callable[[], None],
        heard: Callable[[Any, Any], None],
    ) -> None:
        super().__init__(phone.user_id, phone.token)
        self.trouble, self.most, self.signed_in = nothing, None, True
        self.met, self.before, self.heard = met, before, heard
        self.requests = 0

    def send(
        self, method: str, path: str, body: Any = None, *, headers: dict[str, str] | None = None
    ) -> Any:
        operations = body["operations"] if method == "POST" and path == "/sync" else []
        if self.most is not None and len(operations) > self.most:
            self.met["413"] += 1
            return Reply(413)

        def deliver() -> Any:
            answer = super(Line, self).send(method, path, body, headers=headers)
            if operations and answer.status_code == 200:
                self.heard(operations, answer.json()["results"])
            return answer

        return self._troubled(deliver)

    def upload(self, path: str, **parts: Any) -> Any:
        return self._troubled(lambda: super(Line, self).upload(path, **parts))

    def _troubled(self, deliver: Deliver) -> Any:
        self.before()
        self.requests += 1
        assert self.requests < ENDLESS, "the phone does not come to an end"
        trouble, self.trouble = self.trouble, nothing
        if trouble is not nothing:
            self.met[trouble.__name__.replace("_", " ")] += 1
        return trouble(deliver)

    def _headers(self, extra: dict[str, str]) -> dict[str, str]:
        headers = super()._headers(extra)
        return headers if self.signed_in else {**headers, "Authorization": "Bearer old"}
