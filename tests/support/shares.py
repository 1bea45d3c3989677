"""Shares of a person, and requests of those who open them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from glowcycle.aws import request_context
from glowcycle.aws.request_context import RequestContext
from glowcycle.person.secret_links import LinkItem
from glowcycle.person.shares import services
from glowcycle.person.shares.items import ShareItem
from glowcycle.storage.writes import Write
from tests.support.thief import table


def in_days(days: float) -> str:
    """Return that time as an app writes it."""
    return f"{timezone.now() + timedelta(days=days):%Y-%m-%dT%H:%M:%SZ}"


def content(**changes: Any) -> dict[str, Any]:
    """Return what the service takes for a share."""
    return {
        "name": "Sam",
        "scope": ["periodDates", "forecast"],
        "first": None,
        "last": None,
        "ends_at": in_days(30),
        "passphrase": None,
        **changes,
    }


def body(**changes: Any) -> dict[str, Any]:
    """Return what an app sends for a share."""
    return {"name": "Sam", "preset": "partner", "expiresAt": in_days(30), **changes}


def write(user_id: str, share_id: str, values: Any, **conditions: Any) -> Write:
    """Return a write to that share."""
    return Write(user_id=user_id, key=share_id, content=values, **conditions)


def new_share(user_id: str, *, share_id: str | None = None, **changes: Any) -> ShareItem:
    """Make a share of hers; it has the secret of its link."""
    with request_context.act_for_user(user_id):
        return services.create_share(
            write=write(user_id, share_id or str(uuid4()), content(**changes))
        )


@contextmanager
def visit() -> Iterator[RequestContext]:
    """Open the context of a request without a token, as of one who has a link."""
    with request_context.open_context(RequestContext()) as context:
        yield context


def links_of(user_id: str) -> list[str]:
    """Return the partitions of all stored links to shares of hers."""
    stored = table(LinkItem.Meta.table_name)
    return [each["userId"]["S"] for each in stored if each.get("owner") == {"S": user_id}]
