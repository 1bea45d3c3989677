"""Reads that a client repeats: 304 where the answer that it keeps is still the right one.

The ETag of an answer names what it is an answer to, when its records were read, and a digest of it.
If none of her records has changed since that time, the answer is still right, and neither reading
nor computing it again would show anything else: that is found out by one small query for each kind
of record behind it, and by a read of her profile or her moods where these are behind it. Otherwise
it is made again, and is still 304 if the digest is the same.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial, wraps
from secrets import token_hex
from typing import Final, NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from glowcycle.api.authentication import caller_id
from glowcycle.api.renderers import is_drawn
from glowcycle.api.responses import NotModified
from glowcycle.api.today import today
from glowcycle.aws.dynamodb import store_errors
from glowcycle.encryption import keyring
from glowcycle.person import person_records
from glowcycle.person.moods.items import MoodsItem
from glowcycle.person.profile.items import ProfileItem
from glowcycle.records import record_kinds
from glowcycle.sync.changes import SETTLE

# The links of a kept page hold cursors, which are valid for a day from when the page was made.
LIFE = timedelta(hours=12)
# What else an answer may depend on; a 304 names the same as the answer that it stands for.
VARY = ("Accept-Encoding", "Accept-Language")
# The release where the function has no version: another process may be another release.
PROCESS = token_hex(4)
TAG = re.compile('"([0-9a-f]{16})-([0-9a-f]{1,16})-([0-9a-f]{24})"')

PROFILE: Final = ProfileItem.NAME
MOODS: Final = MoodsItem.NAME
_PERSON_RECORDS: Final = {PROFILE: ProfileItem, MOODS: MoodsItem}

Action = Callable[..., Response]


class Tag(NamedTuple):
    """An entity tag.

    subject  what the answer is an answer to: person, address, form, language, day, retention and
             release
    read_at  a time before its records were read, in microseconds since 1970; 0 if the answer may
             become wrong though none of them changes
    digest   a digest of the answer
    """

    subject: str
    read_at: int
    digest: str

    def __str__(self) -> str:
        return f'W/"{self.subject}-{self.read_at:x}-{self.digest}"'


def conditional(
    *parts: str, drawn: tuple[str, ...] = ()
) -> Callable[[Action], Callable[..., Response | NotModified]]:
    """Answer `If-None-Match` of an action whose answers are made of these parts of her data.

    A part is a kind of record, PROFILE or MOODS. Only the picture of the answer is made of `drawn`,
    too.
    """

    def decorate(action: Action) -> Callable[..., Response | NotModified]:
        @wraps(action)
        def answer(view: ViewSet, request: Request, **address: str) -> Response | NotModified:
            behind = (*parts, *drawn) if is_drawn(request) else parts
            now, days = _microseconds(timezone.now()), _retention(request)
            held, subject = _held(request), _subject(request, days)
            recent = [tag for tag in held if tag.subject == subject and _is_recent(tag, now)]
            newest = max(recent, key=lambda tag: tag.read_at, default=None)
            may_expire = not days.keys().isdisjoint(behind)  # which is no change of a record
            if newest and not may_expire and not _has_changed(newest, request, behind):
                return _not_modified(newest)
            response = action(view, request, **address)
            patch_vary_headers(response, VARY)
            known = {tag.digest for tag in held}
            # An operator may mend an unreadable record, or her key, without a write of hers.
            read_at = 0 if response.data.get("unreadable") else now
            finish = partial(_finish, subject, read_at, known)
            if getattr(request, "page", None):  # the page shows the tag
                response.finish = finish  # type: ignore[attr-defined]  # for the page
            else:
                response.add_post_render_callback(finish)
            return response

        return answer

    return decorate


def _retention(request: Request) -> Mapping[str, int]:
    """Return after how many days her records expire, by kind. Raise Unavailable."""
    keys = keyring.find(user_id=caller_id(request))
    return keys.retention_days if keys else {}


def _has_changed(tag: Tag, request: Request, parts: tuple[str, ...]) -> bool:
    """Return whether one of the parts was stored or deleted since the tag. Raise Unavailable."""
    since = datetime.fromtimestamp(tag.read_at / 1_000_000, UTC) - SETTLE
    return any(_finds_change(part, user_id=caller_id(request), since=since) for part in parts)


def _finds_change(part: str, *, user_id: str, since: datetime) -> bool:
    if said := _PERSON_RECORDS.get(part):
        return person_records.has_changed(said, user_id=user_id, since=since)
    model = record_kinds()[part].model
    results = model.by_change.query(
        user_id, model.updated_at >= since, consistent_read=True, limit=1, page_size=1
    )
    with store_errors():
        return bool(next(results.page_iter)["Items"])


def _finish(subject: str, read_at: int, known: set[str], response: Response) -> None:
    """Tag the answer, and leave out a body that the client has."""
    link = response.headers.get("Link", "").encode()  # a table's; it holds a cursor
    tag = Tag(subject, read_at, _digest(response.content + link, size=12))
    response.headers["ETag"] = str(tag)
    if tag.digest in known:
        response.status_code, response.content = NotModified.status_code, b""
        for name in ("Content-Type", "Content-Disposition"):
            response.headers.pop(name, None)


def _not_modified(tag: Tag) -> NotModified:
    response = NotModified(str(tag))
    patch_vary_headers(response, VARY)
    return response


def _held(request: Request) -> list[Tag]:
    """Return the tags of the request that may be ours."""
    found = TAG.findall(request.headers.get("If-None-Match", ""))
    return [Tag(subject, int(read_at, 16), digest) for subject, read_at, digest in found]


def _is_recent(tag: Tag, now: int) -> bool:
    return now - LIFE // timedelta(microseconds=1) < tag.read_at <= now


def _subject(request: Request, retention: Mapping[str, int]) -> str:
    """Return a digest of all that the answer depends on besides her records."""
    renderer = request.accepted_renderer
    parts = (
        caller_id(request),
        request.build_absolute_uri(),
        renderer.format,
        request.headers.get("Accept-Language", ""),
        today().isoformat(),
        str(sorted(retention.items())),  # what expired before she ended it has left no change
        settings.RELEASE or PROCESS,
    )
    return _digest("\n".join(parts).encode(), size=8)


def _digest(data: bytes, *, size: int) -> str:
    """Return a digest against which nobody else can check a guess."""
    key = settings.SECRET_KEY.encode()[:64]
    return hashlib.blake2b(data, digest_size=size, key=key).hexdigest()


def _microseconds(time: datetime) -> int:
    return (time - datetime.fromtimestamp(0, UTC)) // timedelta(microseconds=1)
