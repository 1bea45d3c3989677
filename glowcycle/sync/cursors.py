"""Cursors as a phone holds them: signed for one person, for some kinds, and for a kind of round."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Final

from django.core import signing
from rest_framework import serializers

from glowcycle.records import FIRST_KINDS
from glowcycle.sync.changes import Cursor

# The kinds of a phone that names none. A kind of a later year is not told to a phone of this one.
DEFAULT_KINDS: Final = ",".join(FIRST_KINDS)


def sign_cursor(cursor: Cursor, *, user_id: str, kinds: str) -> str:
    """Return the cursor as a signed text that only this person can use, for these kinds."""
    since = cursor.since and cursor.since.isoformat()
    content = [since, cursor.started_at.isoformat(), dict(cursor.positions)]
    salt = _salt(user_id=user_id, kinds=kinds, is_first=cursor.is_first)
    return signing.dumps(content, salt=salt, compress=True)


def parse_cursor(text: str | None, *, user_id: str, kinds: str) -> Cursor | None:
    """Return the cursor, None without one. Raise ValidationError."""
    if text is None:
        return None
    for is_first in (False, True):
        with suppress(signing.BadSignature):
            salt = _salt(user_id=user_id, kinds=kinds, is_first=is_first)
            since, started_at, positions = signing.loads(text, salt=salt)
            return Cursor(
                since=since and datetime.fromisoformat(since),
                started_at=datetime.fromisoformat(started_at),
                positions={
                    name: values if values is None else _position(values, is_first=is_first)
                    for name, values in positions.items()
                },
                is_first=is_first,
            )
    raise serializers.ValidationError(
        {"cursor": "Not a cursor of yours for these kinds: start again without one."}
    )


def _position(values: Sequence[str], *, is_first: bool) -> tuple[str, ...]:
    if is_first:
        return tuple(values)
    at, key = values
    return at.replace("+00:00", "+0000"), key  # an earlier release wrote the offset with a colon


def _salt(*, user_id: str, kinds: str, is_first: bool) -> str:
    """Return what makes a cursor one of this person, for these kinds and this kind of round.

    For the default kinds it is that of earlier releases, which a first round's never is.
    """
    asked = "" if kinds == DEFAULT_KINDS else f"{kinds}: "
    return f"{asked}{'first ' if is_first else ''}sync {user_id}"
