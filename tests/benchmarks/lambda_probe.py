"""One cold start and some warm requests, in a process that sees only the Lambda's folder.

    python -S -E lambda_probe.py FOLDER MODULE    < a JSON object: events, answers, rounds

Its last line on standard output is a JSON object. `profile` in the input asks where the time goes:
a thousand times in a second of processor time it is noted which library is at work.
"""

import contextlib
import io
import json
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

FOLDER = str(Path(*sys.argv[1:2]).resolve()) + os.sep
# The folder that the byte code of an archive names.
TASK = "/var/task/"
EVERY_SECONDS = 0.001
FIRST = "get"


class Context:
    """The context that Lambda passes with each event."""

    aws_request_id = "5c4ac2f4-0f9b-4c55-8d5e-000000000000"

    @staticmethod
    def get_remaining_time_in_millis() -> int:
        return 29_000


class Profile:
    """Counts which part of the folder runs, by the innermost frame in one of its files."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()

    def _look(self, _signal: int, frame: Any) -> None:
        while frame and not frame.f_code.co_filename.startswith((FOLDER, TASK)):
            frame = frame.f_back
        path = frame.f_code.co_filename if frame else "Python"
        path = path.removeprefix(FOLDER).removeprefix(TASK)
        self.seen[path.partition(os.sep)[0].removesuffix(".py")] += 1

    def __enter__(self) -> Counter[str]:
        signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, EVERY_SECONDS, EVERY_SECONDS)
        return self.seen

    def __exit__(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)


def answer_from_memory(answers: dict[str, str]) -> None:
    """Let botocore take these answers instead of sending; the rest of its work stays."""
    from botocore.awsrequest import AWSResponse
    from botocore.httpsession import URLLib3Session

    class Raw(io.BytesIO):
        def stream(self) -> Any:
            yield self.read()

    def send(_session: object, request: Any) -> Any:
        target = request.headers["X-Amz-Target"]
        operation = (target.decode() if isinstance(target, bytes) else target).rpartition(".")[2]
        table = json.loads(request.body).get("TableName", "").rpartition("-")[2]
        raw = Raw(answers[f"{operation} {table}"])
        return AWSResponse(request.url, 200, {"Content-Type": "application/x-amz-json-1.0"}, raw)

    answers = {call: answer.encode() for call, answer in answers.items()}
    URLLib3Session.send = send


class Stretches:
    """The names of the stretches of work that the marks end."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def mark(self, name: str) -> None:
        """End a stretch. Callgrind sees this system call, and nothing else makes it."""
        os.getsid(0)
        self.names.append(name)


def warm_up(
    handler: Any, event: dict[str, Any], rounds: int, *, mark: Callable[[], None]
) -> list[float]:
    """Return the milliseconds of processor time that each request took."""
    taken = []
    for _ in range(rounds):
        began = time.process_time()
        handler(event, Context)
        taken.append((time.process_time() - began) * 1000)
        mark()
    return taken


def peak_mb() -> float:
    """Return the peak memory of this process."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    [line] = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) * 1024 / 1e6


def main() -> None:
    task = json.load(sys.stdin)
    events, rounds = task["events"], task["rounds"]
    stretches = Stretches()
    profiled: dict[str, dict[str, int]] = {}

    def watched(name: str) -> Any:
        if not task["profile"]:
            return contextlib.nullcontext()
        profile = Profile()
        profiled[name] = profile.seen
        return profile

    sys.path[:0] = [FOLDER]
    with watched("INIT"):
        handler = import_module(sys.argv[2]).lambda_handler
    ready = time.monotonic(), time.process_time()
    stretches.mark("INIT")
    answers = {FIRST: handler(events[FIRST], Context)}
    answered = time.monotonic(), time.process_time()
    stretches.mark("first")
    if task["answers"]:
        answer_from_memory(task["answers"])
    warm = {}
    for name, event in events.items():
        answers[name] = handler(event, Context)
        warm_up(handler, event, rounds // 3, mark=partial(stretches.mark, "warm-up"))
        stretches.mark("warm-up")
        with watched(name):
            mark = partial(stretches.mark, name)
            warm[name] = median(warm_up(handler, event, rounds, mark=mark) or [0])
    found = {
        "ready": ready,
        "answered": answered,
        "warm": warm,
        "answers": answers,
        "peak": peak_mb(),
        "profile": profiled,
        "stretches": stretches.names,
    }
    print("\n" + json.dumps(found))


if __name__ == "__main__":
    main()
