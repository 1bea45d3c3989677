"""Makes, changes, ends and lists her shares. Each change holds from the next opening on.

A share has one link at a time. The secret in it is stored nowhere, so a repeated create makes
another link, and the one before it opens nothing any more.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils import timezone

from glowcycle.aws.dynamodb import store_errors
from glowcycle.errors import Contended, InvalidFields, NotFound, Stale
from glowcycle.person import secret_links
from glowcycle.person.shares import items, passphrases
from glowcycle.person.shares.errors import MAX_OPEN, ShareEnded, TooManyShares
from glowcycle.person.shares.items import ShareItem, ShareUse, State
from glowcycle.storage import records, revisions, writes
from glowcycle.storage.writes import Write

# The most shares that are kept, ended ones included: then the first that ended goes.
MAX_KEPT: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share of hers, and how it was used. `secret` opens it: only who made the link is told."""

    item: ShareItem
    use: ShareUse | None = None
    secret: str | None = None

    @property
    def state(self) -> State:
        """Whether it opens, or why it does not."""
        return items.state_of(self.item, self.use)

    @property
    def wrong_passphrases(self) -> int:
        """How many wrong passphrases were tried since she last chose one."""
        return self.use.wrong_for(self.item.opening_id) if self.use else 0


def list_shares(*, user_id: str) -> list[Share]:
    """Return her shares, ended ones too, the newest first. Raise Unavailable."""
    uses = items.find_uses(user_id=user_id)
    return [
        Share(item=share, use=uses.get(share.share_id)) for share in items.find_all(user_id=user_id)
    ]


def get_share(*, user_id: str, share_id: str) -> Share:
    """Return her share. Raise NotFound, Unreadable, Unavailable."""
    item = records.get(ShareItem, user_id=user_id, key=items.key_of(share_id))
    return _with_use(item)


def create_share(*, write: Write) -> Share:
    """Store a share and make its link; `key` is its id.

    `content` has name, scope, first, last, ends_at and passphrase. A repetition makes a new link.
    Raise IdTaken for other content, ShareEnded, TooManyShares, OverBudget, Contended, Unreadable,
    Unavailable.
    """
    user_id, key, content = write.user_id, items.key_of(write.key), write.content or {}
    request = json.dumps(content, sort_keys=True).encode()
    request_digest = records.digest(user_id, request)
    found = writes.find_repeated(ShareItem, user_id=user_id, key=key, request_digest=request_digest)
    if found is None:
        _make_room(user_id)
        secret = secret_links.new_secret()
        link = secret_links.link_of(secret, kind="share")
        values: dict[str, Any] = {**_stored(content), "links": [link]}
        item = ShareItem(user_id, key, **values)
        found = writes.create_as(item, request_digest=request_digest)
        if found is item:
            return _open_link(item, secret)
    return _new_link(found)


def change_share(*, write: Write) -> Share:
    """Change what the write names of her share, never its link. `key` is its id.

    Raise ShareEnded, InvalidFields, NotFound, Stale, OverBudget, Unreadable, Contended,
    Unavailable.
    """
    key, content = items.key_of(write.key), _stored(write.content or {})
    if records.get(ShareItem, user_id=write.user_id, key=key).has_ended:
        raise ShareEnded
    # A passphrase is hashed with a new salt each time, so no key of the request recognises it.
    change = replace(write, key=key, content=content, request_key=None)
    item = writes.update(ShareItem, change, check=_check)
    if "ends_at" in content:
        secret_links.move_expiry(item.link, expires_at=item.ends)
    return _with_use(item)


def end_share(*, write: Write) -> None:
    """End her share at once. A repetition changes nothing, and no budget refuses it.

    Raise NotFound, Stale, Contended, Unavailable.
    """
    key = items.key_of(write.key)
    for _ in range(writes.ROUNDS):
        item = records.find_live(ShareItem, user_id=write.user_id, key=key)
        if item.is_unreadable:
            secret_links.remove(item.all_links)
            writes.delete(ShareItem, replace(write, key=key))
            return
        if item.revoked_at is None:
            writes.check_if_match(write, item)
            item.revoked_at = timezone.now()
            write_id = revisions.new_write_id()
            if revisions.save_uncounted(item, after=item, write_id=write_id) is None:
                continue
        secret_links.remove(item.all_links)
        return
    raise Contended


def _stored(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content as it is stored, with a hash for the passphrase if it names one."""
    stored = {name: value for name, value in content.items() if name != "passphrase"}
    if "passphrase" in content:
        text = content["passphrase"]
        stored["passphrase_hash"] = None if text is None else passphrases.make_hash(text)
        stored["opening_id"] = revisions.new_write_id()
    return stored


def _new_link(item: ShareItem) -> Share:
    """Give the share another link, and remove the one before. Raise what `create_share` raises."""
    secret = secret_links.new_secret()
    link = secret_links.link_of(secret, kind="share")
    for _ in range(writes.ROUNDS):
        if item.has_ended:
            raise ShareEnded
        before = item.all_links
        write = Write(
            user_id=item.user_id,
            key=item.key,
            content={"opening_id": revisions.new_write_id()},
            derived={"links": secret_links.with_first(link, before)},
            if_match=frozenset({item.write_id}),
        )
        with suppress(Stale):
            stored = writes.update(ShareItem, write)
            secret_links.remove(before)
            return _open_link(stored, secret)
        item = records.get(ShareItem, user_id=item.user_id, key=item.key)
    raise Contended


def _open_link(item: ShareItem, secret: str) -> Share:
    """Store the link of the secret that the item names first.

    The item comes first, so that an erasure finds every link; and it is read again, so that no link
    stays that another request has just replaced. Raise Contended, NotFound, Unavailable.
    """
    link = item.link
    secret_links.store(link, owner=item.user_id, target=item.key, expires_at=item.ends)
    try:
        stored = records.get(ShareItem, user_id=item.user_id, key=item.key)
    except NotFound:
        secret_links.remove([link])
        raise
    if stored.has_ended or stored.link != link:
        secret_links.remove([link])
        raise Contended
    return replace(_with_use(stored), secret=secret)


def _with_use(item: ShareItem) -> Share:
    use = items.use_of(item.user_id, item.share_id)
    return Share(item=item, use=ShareUse.find(item.user_id, use.key))


def _check(item: ShareItem) -> None:
    """Raise ShareEnded for a share that was revoked, InvalidFields for days that are none."""
    if item.revoked_at is not None:
        raise ShareEnded
    if item.first and item.last and item.first > item.last:
        raise InvalidFields({"to": ["Must not lie before `from`."]})


def _make_room(user_id: str) -> None:
    """Raise TooManyShares, Unavailable. Remove the share that ended first where many are kept."""
    found = items.find_all(user_id=user_id)
    if sum(not share.has_ended for share in found) >= MAX_OPEN:
        raise TooManyShares
    ended = sorted((each for each in found if each.has_ended), key=lambda each: each.expires_at)
    if len(found) >= MAX_KEPT and ended:
        secret_links.remove(ended[0].all_links)
        with store_errors():
            ended[0].delete()
            items.use_of(user_id, ended[0].share_id).delete()
