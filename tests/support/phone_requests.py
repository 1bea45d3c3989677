"""How a phone of docs/sync.md sends one request, and what it does on each HTTP status."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

PATIENCE = 300
# Seconds: the first pause without a Retry-After, and the longest one.
PAUSE, LONGEST_PAUSE = 1, 300
OK, BAD_REQUEST, SIGNED_OUT, GONE, TOO_LARGE = 200, 400, 401, 410, 413
FIRST_ERROR = 300
# The same request is sent again.
UNAVAILABLE = 503
REPEATED = frozenset({429, 502, UNAVAILABLE, 504})
# Codes of a 400 of the service itself: a gateway's 400 says nothing of the operations.
REFUSED = ("invalid", "parse_error")


class Stopped(Exception):
    """The sync ends here. The phone keeps everything and syncs again later."""


class NoAnswer(Stopped):
    """The service gave no answer in all attempts."""


class SignedOut(Stopped):
    """She has to sign in again, as the same person."""


class Refused(Stopped):
    """She, the operator or a new release of the app has to change something first."""


class Erased(Exception):
    """She erased all her data: the phone has to delete its store."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer. `body` is None where it is no JSON, as of a gateway."""

    status: int
    headers: Any
    body: Any

    @property
    def code(self) -> str | None:
        """The `code` of the problem, None without one."""
        return self.body.get("code") if isinstance(self.body, dict) else None


def ask(
    send: Callable[[], Any], *, member: str, patience: int, pause: Callable[[float], None]
) -> Answer:
    """Send the request until it is answered (docs/sync.md, "What to do on each status").

    A 200 of the service has that member. Raise NoAnswer, and what `judged` raises.
    """
    seconds: float = PAUSE
    for _ in range(patience):
        answer = once(send)
        is_foreign = answer and answer.status == OK and member not in answer.body
        if answer is not None and answer.status not in REPEATED and not is_foreign:
            return judged(answer)
        wait = answer and answer.headers.get("Retry-After")
        pause(max(seconds, int(wait)) if wait else seconds)
        seconds = min(2 * seconds, LONGEST_PAUSE)
    raise NoAnswer


def once(send: Callable[[], Any]) -> Answer | None:
    """Send the request once; return None if no whole answer arrives."""
    try:
        received = send()
    except ConnectionError:
        return None
    try:
        body = json.loads(received.content)
    except ValueError:
        body = None
    if body is None and received.status_code < FIRST_ERROR:  # it was cut off
        return None
    return Answer(received.status_code, received.headers, body)


def judged(answer: Answer) -> Answer:
    """Return an answer that the phone looks at. Raise SignedOut, Erased, Refused."""
    if answer.status == SIGNED_OUT:
        raise SignedOut
    if answer.code == "erased":
        raise Erased
    is_refusal = answer.status == BAD_REQUEST and answer.code in REFUSED
    is_expired = answer.status == GONE and answer.code == "cursor_expired"
    if answer.status in (OK, TOO_LARGE) or is_refusal or is_expired:
        return answer
    raise Refused(answer.status, answer.body)


def insist(
    phone: Any,
    method: str,
    path: str,
    body: Any = None,
    *,
    patience: int = PATIENCE,
    **headers: str,
) -> Any:
    """Repeat any request of a phone until an answer other than 503 arrives, or raise NoAnswer."""
    for _ in range(patience):
        try:
            answer = phone.send(method, path, body, headers=headers)
        except ConnectionError:
            continue
        if answer.status_code != UNAVAILABLE:
            return answer
        assert int(answer.headers["Retry-After"]) >= 1
    raise NoAnswer
