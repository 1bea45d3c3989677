"""Measure what the pages cost a phone: the same requests with and without them, in turns.

    python -m tests.benchmarks.pages_cost [ROUNDS]

One process holds all stacks and takes DynamoDB's answers from memory. Figures are medians of
processor time and of the ratios of neighbouring requests; the same stack a second time shows how
much two figures differ by chance.
"""

import gc
import io
import json
import logging
import os
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from statistics import median
from uuid import UUID

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.conf import settings
from django.test import RequestFactory, override_settings
from tqdm import trange

from glowcycle.api.wsgi_handler import Handler
from glowcycle.sandbox.identity import issue_token
from tests.benchmarks.lambda_probe import answer_from_memory
from tests.benchmarks.lambda_world import ANSWERS, ENTRY, PERSON
from tests.benchmarks.targets import Target

ROUNDS, REQUESTS = 200, 5
PAGES = {
    "glowcycle.web.middleware.BrowserMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
}
STACKS = {"with pages": True, "without": False, "without, again": False}
CALLS = {
    "create": ("POST", "/journal", json.dumps(ENTRY)),
    "get": ("GET", f"/journal/{UUID(int=0)}", ""),
    "list": ("GET", f"/journal/user/{PERSON}?limit=20", ""),
}
MOST = 1.02


def stack(*, has_pages: bool) -> Handler:
    """Return the application as on a stage, with QA_PAGES on or off.

    Off removes their middlewares. The page addresses stay in the URL conf: they are last in it and
    cost nothing.
    """
    middleware = [name for name in settings.MIDDLEWARE if has_pages or name not in PAGES]
    with override_settings(MIDDLEWARE=middleware):
        return Handler()


def sender(application: Handler, call: str, token: str) -> Callable[[], None]:
    """Return a function that sends the call as a phone does. It may raise AssertionError."""
    method, path, body = CALLS[call]
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    request = RequestFactory().generic(
        method, path, body, content_type="application/json", headers=headers
    )
    begun: list[str] = []

    def send() -> None:
        environ = {**request.environ, "wsgi.input": io.BytesIO(body.encode())}
        answer = application(environ, lambda status, _, __=None: begun.append(status))
        assert begun.pop()[:2] == "20", answer.content
        answer.close()

    return send


def milliseconds(send: Callable[[], None]) -> float:
    """Return the processor time that a request takes."""
    began = time.process_time()
    for _ in range(REQUESTS):
        send()
    return (time.process_time() - began) * 1000 / REQUESTS


def main() -> None:
    answer_from_memory({" ".join(call): json.dumps(answer) for call, answer in ANSWERS.items()})
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123  a device
        for handler in logging.getLogger().handlers:
            handler.setStream(nowhere)  # each request still writes its log line
        compare(int(sys.argv[1]) if sys.argv[1:] else ROUNDS)


def compare(rounds: int) -> None:
    token = issue_token(user_id=PERSON, lifetime=timedelta(hours=1))
    stacks = {name: stack(has_pages=has_pages) for name, has_pages in STACKS.items()}
    senders = {
        (call, name): sender(application, call, token)
        for call in CALLS
        for name, application in stacks.items()
    }
    taken: dict[tuple[str, str], list[float]] = {key: [] for key in senders}
    gc.collect()
    gc.freeze()
    order = list(senders)
    for round_number in trange(rounds, desc="rounds", leave=False):
        for key in order[round_number % len(order) :] + order[: round_number % len(order)]:
            taken[key].append(milliseconds(senders[key]))
    cost = {key: median(times) for key, times in taken.items()}
    print(f"{'CPU ms a request':20}" + "".join(f"{name:>16}" for name in STACKS))
    for call in CALLS:
        print(f"{call:20}" + "".join(f"{cost[call, name]:16.3f}" for name in STACKS))
    for call in CALLS:
        ratio, chance = (
            median(a / b for a, b in zip(taken[call, name], taken[call, "without"], strict=True))
            for name in ("with pages", "without, again")
        )
        print(f"{Target(f'{call}, ratio to without pages', ratio, at_most=MOST)}", end="")
        print(f"  (by chance {chance:.3f})")


if __name__ == "__main__":
    main()
