"""Makes, renews and ends her calendar, and finds the one that a link opens.

The calendar names its link. So a renewal is one conditional write: whatever became of the item of
the link before it, that link opens nothing from then on.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from glowcycle.aws import request_context
from glowcycle.aws.share_limits import ShareLimits
from glowcycle.errors import Contended, IdTaken, NotFound, Stale, Unavailable
from glowcycle.person import person_records, secret_links
from glowcycle.person.calendar.items import DEFAULT_TITLE, CalendarItem
from glowcycle.person.shares.grants import check_owner, closed
from glowcycle.storage import writes
from glowcycle.storage.records import readable
from glowcycle.storage.writes import Write

IfMatch = frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Her calendar. `secret` opens it: only who made the link is told."""

    item: CalendarItem
    secret: str | None = None
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class OpenCalendar:
    """A calendar that opens now; `link` is the partition of its link."""

    user_id: str
    title: str
    link: str


def get(*, user_id: str) -> Calendar | None:
    """Return her calendar, None where she has none. Raise Unreadable, Unavailable."""
    item = _find(user_id)
    return None if item is None else Calendar(readable(item))


def make_or_rename(
    *, user_id: str, title: str | None, if_match: IfMatch, only_new: bool
) -> Calendar:
    """Make her calendar with its link, or give another title to the one that she has.

    Without a title that one keeps its own, and with `only_new` nothing is changed. One whose link
    was never stored, since its request was cut off, gets another. Raise Stale, OverBudget,
    Contended, Unavailable.
    """
    for _ in range(writes.ROUNDS):
        item = _find(user_id)
        if item is not None and only_new:
            raise Stale(etag=item.etag)
        _check_if_match(item, None if only_new else if_match)
        if item is None or item.is_unreadable:
            changed = _with_new_link(item, user_id=user_id, title=title or DEFAULT_TITLE)
        else:
            is_cut_off = not secret_links.is_stored(item.link)
            changed = _changed(item, title=title, renews=is_cut_off)
        if changed is not None:
            return changed
    raise Contended


def change(*, user_id: str, title: str | None, renews: bool, if_match: IfMatch) -> Calendar:
    """Change the calendar that she has.

    Without a title it keeps its own; with `renews` another link takes the place of its link, which
    opens nothing from then on. Raise NotFound, Unreadable, Stale, OverBudget, Contended,
    Unavailable.
    """
    for _ in range(writes.ROUNDS):
        item = _find(user_id)
        if item is None:
            raise NotFound("You have no calendar: make one with PUT.")
        _check_if_match(item, if_match)
        if changed := _changed(readable(item), title=title, renews=renews):
            return changed
    raise Contended


def end(*, user_id: str, if_match: IfMatch) -> None:
    """End her calendar at once. A repetition changes nothing. Raise Stale, Contended, Unavailable.

    No budget refuses it.
    """
    write = Write(user_id=user_id, key=CalendarItem.NAME, content=None, if_match=if_match)
    try:
        writes.delete(CalendarItem, write, before=lambda item: secret_links.remove(item.link_names))
    except NotFound:
        return


def open_calendar(secret: str, *, limits: ShareLimits) -> OpenCalendar:
    """Return the calendar of the link. The request is a share's with these limits from then on.

    Raise NotFound alike for each link that does not open; Unavailable.
    """
    found = secret_links.find(secret, kind="calendar")
    if found is None:
        raise closed()
    user_id = found.owner
    request_context.set_share(user_id, limits)  # noqa: TID251  the link is hers
    check_owner(user_id=user_id)
    item = _find(user_id)
    if item is None or item.is_unreadable or item.link != found.user_id:
        raise closed()
    return OpenCalendar(user_id=user_id, title=item.title, link=item.link)


def _find(user_id: str) -> CalendarItem | None:
    """Return her calendar or its remains, None where she has none. Raise Unavailable."""
    item = person_records.read(CalendarItem, user_id=user_id)
    return None if item is None or item.is_gone else item


def _check_if_match(item: CalendarItem | None, if_match: IfMatch) -> None:
    """Raise Stale where the request names another state of the calendar."""
    if if_match is None:
        return
    if item is None or if_match.isdisjoint({item.write_id, "*"}):
        raise Stale(etag=None if item is None else item.etag)


def _changed(item: CalendarItem, *, title: str | None, renews: bool) -> Calendar | None:
    """Return the calendar with the change; None if another request has just changed it."""
    title = title or item.title
    if renews:
        return _with_new_link(item, user_id=item.user_id, title=title)
    stored = _save(item, user_id=item.user_id, content={"title": title})
    return None if stored is None else Calendar(stored)


def _with_new_link(item: CalendarItem | None, *, user_id: str, title: str) -> Calendar | None:
    """Return the calendar with another link; None if another request has just changed it.

    The calendar names the link before the link is stored, so that an erasure finds every link. It
    is read again then, so that no link stays that another request has just replaced.
    """
    secret = secret_links.new_secret()
    link = secret_links.link_of(secret, kind="calendar")
    before = item.link_names if item else []
    stored = _save(
        item,
        user_id=user_id,
        content={"title": title, "link": link, "link_made_at": timezone.now()},
        links=secret_links.with_first(link, before),
    )
    if stored is None:
        return None
    secret_links.remove(before)
    secret_links.store(link, owner=user_id, target=CalendarItem.NAME)
    is_replaced = False
    with suppress(Unavailable):  # she must be told the link, which opens nothing if it was replaced
        now = _find(user_id)
        is_replaced = now is None or now.link != link
    if is_replaced:
        secret_links.remove([link])
        raise Contended
    return Calendar(stored, secret, is_new=item is None)


def _save(
    item: CalendarItem | None,
    *,
    user_id: str,
    content: Mapping[str, Any],
    links: list[str] | None = None,
) -> CalendarItem | None:
    """Store the next state of the calendar as it was read; None if it has changed since."""
    write = Write(
        user_id=user_id,
        key=CalendarItem.NAME,
        content=content,
        derived={} if links is None else {"links": links},
        if_match=None if item is None else frozenset({item.write_id}),
    )
    try:
        if item is None:
            return writes.create_or_revive(CalendarItem, write)
        return writes.update(CalendarItem, write)
    except (IdTaken, NotFound, Stale):
        return None
