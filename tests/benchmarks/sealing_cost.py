"""Measure what encryption costs: calls to KMS, and time compared with the service without it.

    python -m tests.benchmarks.sealing_cost [REQUESTS]

Processor time, with DynamoDB's answers in memory, so that the store's time does not make the share
look smaller. Both variants take turns, request by request; figures are medians.
"""

import hashlib
import logging
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date, timedelta
from io import BytesIO
from statistics import median
from typing import Any, ClassVar
from unittest import mock

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

import moto.core  # noqa: F401  before any client is made: moto hooks into botocore on import
import time_machine
from botocore.awsrequest import AWSResponse
from django.conf import settings
from django.test import RequestFactory
from django.utils import timezone
from moto import mock_aws
from moto.core.botocore_stubber import BotocoreStubber
from tqdm import tqdm

from glowcycle.aws import clients, request_context
from glowcycle.encryption import keyring
from glowcycle.infrastructure.tables import create_table, table_models
from glowcycle.wsgi import application
from tests.benchmarks.targets import Target
from tests.support.people import someone
from tests.support.phone import Phone

PEOPLE, REQUESTS = 100, 1000
LISTED = 100
DAY = date(2026, 3, 1)
ENTRY = {"mood": "😌", "energy": 60, "text": "A day like many others. " * 12, "tags": ["a", "b"]}


class Unsealed:
    """Replaces a person's keys and leaves the content unencrypted."""

    retention_days: ClassVar[dict[str, int]] = {}

    def __init__(self, *, user_id: str) -> None:
        """Ignore the user id."""

    def seal(self, plain: bytes, *, associated_data: object) -> bytes:  # noqa: ARG002
        return plain

    def digest(self, data: bytes) -> bytes:
        return hashlib.sha256(data).digest()


@contextmanager
def without_sealing() -> Iterator[None]:
    """Replace encryption: no key is fetched or used."""
    with mock.patch.multiple(
        keyring,
        admit=lambda *, user_id: None,  # noqa: ARG005
        own=Unsealed,
        unseal=lambda sealed, *, user_id, associated_data: sealed,  # noqa: ARG005
    ):
        yield


@contextmanager
def answers_in_memory() -> Iterator[None]:
    """Answer each repeated call to moto from memory."""
    answers: dict[tuple[Any, bytes], bytes] = {}
    answer = BotocoreStubber.__call__

    def remembered(stubber: Any, event_name: str, request: Any, **more: Any) -> Any:
        call = request.headers["X-Amz-Target"], bytes(request.body)
        if call not in answers:
            answers[call] = answer(stubber, event_name, request, **more).content
        return AWSResponse(request.url, 200, {}, Raw(answers[call]))

    with mock.patch.object(BotocoreStubber, "__call__", remembered):
        yield


class Raw(BytesIO):
    """A response body with the interface of urllib3."""

    def stream(self) -> Iterator[bytes]:
        yield self.read()


def timed_request(phone: Phone, method: str, path: str, body: Any = None) -> float:
    """Return the milliseconds of processor time that the request takes."""
    headers = {"Authorization": f"Bearer {phone.token}"}
    made = RequestFactory().generic(
        method, path, body or b"", content_type="application/json", headers=headers
    )
    statuses: list[str] = []
    began = time.process_time()
    answer = application(made.environ, lambda status, _headers: statuses.append(status))
    b"".join(answer)
    answer.close()
    took = (time.process_time() - began) * 1000
    assert statuses[0].startswith("20"), (method, path, statuses)
    return took


def compare_times(requests: int) -> dict[str, tuple[float, float]]:
    """Return the milliseconds of each request, with and without encryption."""
    variants: list[tuple[Callable[[], AbstractContextManager[None]], Phone, str]] = []
    for variant in (nullcontext, without_sealing):
        with variant():
            phone = someone()
            for age in range(LISTED + 1):
                day = str(DAY - timedelta(days=age))
                made = phone.post("/journal", {**ENTRY, "date": day})
                phone.post("/period", {"date": day, "flow": "none"})
        variants.append((variant, phone, made.headers["Location"]))
    taken: dict[str, tuple[list[float], list[float]]] = {}
    with answers_in_memory():
        for turn in tqdm(range(requests), leave=False):
            for at, (variant, phone, entry) in enumerate(variants if turn % 2 else variants[::-1]):
                home = f"/journal/user/{phone.user_id}?limit={LISTED}"
                with variant():
                    for name, path in (("get", entry), (f"list of {LISTED}", home)):
                        which = at if turn % 2 else 1 - at
                        taken.setdefault(name, ([], []))[which].append(
                            timed_request(phone, "GET", path)
                        )
    return {name: (median(ours), median(without)) for name, (ours, without) in taken.items()}


def calls_to_kms(seconds: int) -> Counter[str]:
    """Return the calls that a process makes for REQUESTS requests, spread over these seconds."""
    dice, counted = random.Random(7), Counter[str]()
    phones = [someone() for _ in range(PEOPLE)]
    entries = [phone.post("/journal", {**ENTRY, "date": str(DAY)}) for phone in phones]

    def count(model: Any, params: Any, **_: Any) -> None:
        of_keys = b"-person" in params["body"] if model.name == "GetItem" else True
        counted[f"{model.service_model.service_name} {model.name}"] += of_keys

    keyring.forget()
    watched = [
        (clients.kms(), "before-call.kms"),
        (clients.dynamodb(), "before-call.dynamodb.GetItem"),
    ]
    for client, event in watched:
        client.meta.events.register(event, count)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(REQUESTS):
            at = dice.randrange(PEOPLE)
            if dice.random() < 0.2:
                phones[at].post("/journal", {**ENTRY, "date": str(DAY)})
            else:
                phones[at].get(entries[at].headers["Location"])
            clock.shift(timedelta(seconds=seconds / REQUESTS))
    for client, event in watched:
        client.meta.events.unregister(event, count)
    return counted


def main() -> None:
    logging.disable()
    with mock_aws(), request_context.act_as_operator():
        for model in table_models():
            list(create_table(model))
        settings.KMS_KEY_ID = clients.kms().create_key()["KeyMetadata"]["KeyId"]
        print(f"{REQUESTS:,} requests of {PEOPLE} people to one process")
        for name, seconds in (("within a minute", 59), ("within ten minutes", 600)):
            counts = ", ".join(f"{call} {n}" for call, n in sorted(calls_to_kms(seconds).items()))
            print(f"  {name:20}{counts}")
        times = compare_times(int(sys.argv[1]) if sys.argv[1:] else 300)
    print(f"\n{'CPU, ms':14}{'sealed':>10}{'without':>10}")
    for name, (ours, without) in times.items():
        print(f"{name:14}{ours:10.2f}{without:10.2f}")
    print()
    for (name, (ours, without)), most in zip(times.items(), (1.05, 1.10), strict=True):
        print(Target(f"{name}, ratio to without encryption", ours / without, at_most=most))


if __name__ == "__main__":
    main()
