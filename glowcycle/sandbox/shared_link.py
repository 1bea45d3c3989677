"""Makes a link that shows an invented person to others, by the requests that her phone sends."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from glowcycle.sandbox.identity import issue_token

if TYPE_CHECKING:
    from django.test import Client

ADDRESS: Final = "/me/shares"
NAME: Final = "A look into the sandbox"
SCOPE: Final = (
    *("periodDates", "forecast", "fertileDays", "period", "journalMoods", "skinScores"),
    *("insights", "report"),
)
MINUTE, LIFE = timedelta(minutes=1), timedelta(days=7)


def make_link(*, user_id: str) -> str | None:
    """Make a share of hers for a week, and end those of earlier runs, whose links nobody has.

    Return the path of its link, None where she can have no share: she may be erased.
    """
    # Loaded when the sandbox starts: it brings libraries that no request needs.
    from django.test import Client

    token = issue_token(user_id=user_id, lifetime=MINUTE)
    client = Client(headers={"Authorization": f"Bearer {token}", "Host": settings.ALLOWED_HOSTS[0]})
    ends = f"{timezone.now() + LIFE:%Y-%m-%dT%H:%M:%SZ}"
    body = {"name": NAME, "scope": SCOPE, "expiresAt": ends}
    with _unlogged():
        _end_earlier(client)
        answer = client.post(ADDRESS, body, content_type="application/json")
    if answer.status_code != HTTPStatus.CREATED:
        return None
    url: str = json.loads(answer.content)["url"]
    return urlsplit(url).path


@contextmanager
def _unlogged() -> Iterator[None]:
    """Log nothing until the block ends: nobody sent these requests."""
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def _end_earlier(client: "Client") -> None:
    answer = client.get(ADDRESS)
    if answer.status_code != HTTPStatus.OK:
        return
    shares: list[dict[str, Any]] = json.loads(answer.content)["shares"]
    for share in shares:
        if share["name"] == NAME and share["state"] == "open":
            client.delete(f"{ADDRESS}/{share['shareId']}")
