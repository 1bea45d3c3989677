"""Links that open something of hers: the store knows each secret by its HMAC alone.

A link stands in a partition of its own, `share/<HMAC>` or `calendar/<HMAC>`. One consistent read
finds what it opens, and nothing is scanned. The item that it opens names its links in clear, in
`links`: an erasure finds them there once her keys are destroyed.
"""

import re
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final, Literal, TypeAlias

from django.utils.crypto import salted_hmac
from pynamodb.attributes import UnicodeAttribute

from glowcycle.aws import request_context
from glowcycle.aws.dynamodb import PersonItem, store_errors

LinkKind: TypeAlias = Literal["share", "calendar"]

# 256 bits, as `new_secret` writes them.
SECRET: Final = re.compile(r"[A-Za-z0-9_-]{43}")
ITEM: Final = "link"
# Where an item names its links.
ATTRIBUTE: Final = "links"
# A partition that is no link stays: an altered item must not delete anything else.
LINK: Final = re.compile(r"(share|calendar)/[0-9a-f]{64}")
# The most links that an item names: the one in force, and those before it that an interrupted
# request may have left.
MAX_NAMED: Final = 10


class LinkItem(PersonItem):
    """Whose item a link opens, and the sort key of that item in her partition."""

    owner = UnicodeAttribute()
    target = UnicodeAttribute()


def new_secret() -> str:
    """Return a secret of 256 bits, as it stands in an address."""
    return secrets.token_urlsafe(32)


def link_of(secret: str, *, kind: LinkKind) -> str:
    """Return the partition of the link: no kind of link has that of another kind."""
    salt = f"glowcycle.person.secret_links.{kind}"
    return f"{kind}/{salted_hmac(salt, secret, algorithm='sha256').hexdigest()}"


def store(link: str, *, owner: str, target: str, expires_at: datetime | None = None) -> None:
    """Store the link. Raise Unavailable."""
    with request_context.in_partition(link), store_errors():
        LinkItem(link, ITEM, owner=owner, target=target, expires_at=expires_at).save()


def find(secret: str, *, kind: LinkKind) -> LinkItem | None:
    """Return the link with that secret, read consistently; None for every other text.

    Raise Unavailable.
    """
    if not SECRET.fullmatch(secret):
        return None
    link = link_of(secret, kind=kind)
    with request_context.in_partition(link):
        return LinkItem.find(link, ITEM)


def is_stored(link: str) -> bool:
    """Return whether there is such a link, read consistently. Raise Unavailable."""
    with request_context.in_partition(link):
        return LinkItem.find(link, ITEM) is not None


def move_expiry(link: str, *, expires_at: datetime) -> None:
    """Let a stored link expire at that time. One that is removed stays so. Raise Unavailable."""
    with request_context.in_partition(link):
        LinkItem(link, ITEM).update_if(LinkItem.owner.exists(), LinkItem.expires_at.set(expires_at))


def remove(links: Iterable[str]) -> None:
    """Remove the links; those that are already gone do no harm. Raise Unavailable."""
    for link in links:
        with request_context.in_partition(link), store_errors():
            LinkItem(link, ITEM).delete()


def named_in(stored: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the links that an item names, from its stored attributes; none that is malformed."""
    elements = stored.get(ATTRIBUTE, {}).get("L", [])
    texts = (element.get("S", "") for element in elements)
    return tuple(text for text in texts if LINK.fullmatch(text))


def with_first(link: str, before: Iterable[str]) -> list[str]:
    """Return the links that an item names once this one is in force. Raise Unavailable.

    Those for which it has no room are removed first: none is left that an erasure cannot find.
    """
    named = [link, *before]
    remove(named[MAX_NAMED:])
    return named[:MAX_NAMED]
