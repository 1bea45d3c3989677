"""Makes, changes, ends and lists her shares. Each change holds from the next opening on.

A share has one link at a time. The secret in it is stored nowhere, so a repeated create makes
another link, and the one before it opens nothing any more.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final

from django.utils import timezone

from glowcycle.aws.dynamodb import store_errors
from glowcycle.errors import Contended, InvalidFields, NotFound, Stale
from glowcycle.person import secret_links
from glowcycle.person.shares import items, passphrases, uses
from glowcycle.person.shares.errors import MAX_OPEN, ShareEnded, TooManyShares
from glowcycle.person.shares.items import ShareItem
from glowcycle.person.shares.uses import ShareUse
from glowcycle.storage import records, revisions, writes
from glowcycle.storage.writes import Write

# The most shares that are kept, ended ones included: then the first that ended goes.
MAX_KEPT: Final = 200
# What a new share may leave out.
OPTIONAL: Final = ("first", "last", "passphrase")


def list_shares(*, user_id: str) -> list[ShareItem]:
    """Return her shares, ended ones too, the newest first. Raise Unavailable."""
    shares, used = items.find_all(user_id=user_id), uses.find_uses(user_id=user_id)
    for share in shares:
        share.use = used.get(share.share_id)
    return shares


def get_share(*, user_id: str, share_id: str) -> ShareItem:
    """Return her share. Raise NotFound, Unreadable, Unavailable."""
    item = records.get(ShareItem, user_id=user_id, key=items.key_of(share_id))
    return _with_use(item)


def create_share(*, write: Write) -> ShareItem:
    """Store a share and make its link; `key` is its id.

    `content` has name, scope and ends_at, and it may have first, last and passphrase. A repetition
    makes a new link. Raise IdTaken for other content, ShareEnded, TooManyShares, OverBudget,
    Contended, Unreadable, Unavailable.
    """
    user_id, key = write.user_id, items.key_of(write.key)
    content = {**dict.fromkeys(OPTIONAL), **(write.content or {})}
    request = json.dumps(content, sort_keys=True).encode()
    request_digest = records.digest(user_id, request)
    found = writes.find_repeated(ShareItem, user_id=user_id, key=key, request_digest=request_digest)
    if found is None:
        _make_room(user_id)
        secret = secret_links.new_secret()
        link = secret_links.link_of(secret, kind="share")
        values: dict[str, Any] = {**_stored(content), "link": link, "links": [link]}
        item = ShareItem(user_id, key, **values)
        found = writes.create_as(item, request_digest=request_digest)
        if found is item:
            return _open_link(item, secret)
    return _new_link(found)


def change_share(*, write: Write) -> ShareItem:
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


def _new_link(item: ShareItem) -> ShareItem:
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
            content={"opening_id": revisions.new_write_id(), "link": link},
            derived={"links": secret_links.with_first(link, before)},
            if_match=frozenset({item.write_id}),
        )
        with suppress(Stale):
            stored = writes.update(ShareItem, write)
            secret_links.remove(before)
            return _open_link(stored, secret)
        item = records.get(ShareItem, user_id=item.user_id, key=item.key)
    raise Contended


def _open_link(item: ShareItem, secret: str) -> ShareItem:
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
    stored.secret = secret
    return _with_use(stored)


def _with_use(item: ShareItem) -> ShareItem:
    item.use = ShareUse.find(item.user_id, uses.use_of(item.user_id, item.share_id).key)
    return item


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
            uses.use_of(user_id, ended[0].share_id).delete()
