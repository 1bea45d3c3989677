"""What a link of hers grants, read anew at each opening: what she ends has ended at once.

A link that is wrong, expired, revoked or locked, and one of a person who erased her account,
restricted her data or withdrew her consent, are NotFound alike.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.utils import timezone

from glowcycle.aws import request_context
from glowcycle.aws.share_limits import ShareLimits
from glowcycle.encryption import keyring
from glowcycle.errors import NotFound
from glowcycle.person import secret_links
from glowcycle.person.access_log import share_lines
from glowcycle.person.access_log.share_lines import OpeningKind
from glowcycle.person.shares import items, passphrases, uses
from glowcycle.person.shares.items import KEPT, MAX_WRONG, ShareItem
from glowcycle.person.shares.scopes import Scope
from glowcycle.person.shares.uses import ShareUse
from glowcycle.storage import records
from glowcycle.storage.sealed_item import content_names

# A share reads nothing but itself until its own limits are set.
READS: Final = {ShareItem.kind(): frozenset(content_names(ShareItem))}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenGrant:
    """A share that opens now.

    first, last  the days (inclusive) that it shows; None has no such end
    version      new with each link and passphrase: a cookie of another version opens nothing
    """

    user_id: str
    share_id: str
    name: str
    scope: tuple[Scope, ...]
    first: date | None
    last: date | None
    expires_at: datetime
    passphrase_hash: str | None
    version: str

    def has_begun(self, *, today: date) -> bool:
        """Return whether any of its days has come."""
        return self.first is None or self.first <= today


def find_grant(secret: str) -> OpenGrant:
    """Return what the link grants. The request is the share's from then on.

    Raise NotFound, Unavailable.
    """
    link = secret_links.find(secret, kind="share")
    if link is None or not link.target.startswith(items.PREFIX):
        raise closed()
    user_id, share_id = link.owner, link.target.removeprefix(items.PREFIX)
    limits = ShareLimits(share_id=share_id, reads=READS)
    request_context.set_share(user_id, limits)  # noqa: TID251  the one place that may
    check_owner(user_id=user_id)
    share = records.find(ShareItem, user_id=user_id, key=link.target)
    if share is None or share.is_gone or share.is_unreadable or share.has_ended:
        raise closed()
    if link.user_id != share.link:  # another link took its place
        raise closed()
    if share.passphrase_hash is not None:
        share.use = ShareUse.find(user_id, uses.use_of(user_id, share_id).key)
        if share.is_locked:
            raise closed()
    return OpenGrant(
        user_id=user_id,
        share_id=share_id,
        name=share.name,
        scope=share.known_scope,
        first=date.fromisoformat(share.first) if share.first else None,
        last=date.fromisoformat(share.last) if share.last else None,
        expires_at=share.ends,
        passphrase_hash=share.passphrase_hash,
        version=share.opening_id,
    )


def check_passphrase(grant: OpenGrant, text: str) -> bool:
    """Return whether it is the passphrase of the share, or the share has none.

    Wrong ones are counted before they are told from right ones, so that many at once win nothing.
    Raise NotFound for a share that is locked, Unavailable.
    """
    if grant.passphrase_hash is None:
        return True
    if not text:  # nobody guessed anything
        return False
    use = uses.use_of(grant.user_id, grant.share_id)
    is_same = ShareUse.guessed == grant.version
    once_more = is_same & (ShareUse.wrong < MAX_WRONG), ShareUse.wrong.add(1)
    first = (
        ShareUse.guessed.does_not_exist() | (ShareUse.guessed != grant.version),
        ShareUse.guessed.set(grant.version),
        ShareUse.wrong.set(1),
        ShareUse.expires_at.set(grant.expires_at + KEPT),
    )
    # The third attempt is for a first count that was stored while its answer was lost.
    is_counted = any(use.update_if(*attempt) for attempt in (once_more, first, once_more))
    if not is_counted:
        raise closed()
    if not passphrases.is_right(text, stored=grant.passphrase_hash):
        return False
    use.update_if(is_same & (ShareUse.wrong > 0), ShareUse.wrong.add(-1))
    return True


def note_opening(grant: OpenGrant, *, kind: OpeningKind) -> None:
    """Note an opening in her access log and beside the share, before anything of hers is read.

    Raise QuotaExceeded at the day's limit of openings, Unavailable.
    """
    share_lines.note(user_id=grant.user_id, share_id=grant.share_id, kind=kind)
    uses.use_of(grant.user_id, grant.share_id).update_if(
        None,
        ShareUse.openings.add(1),
        ShareUse.opened_at.set(timezone.now()),
        ShareUse.expires_at.set(grant.expires_at + KEPT),
    )


def check_owner(*, user_id: str) -> None:
    """Raise NotFound for a person whose data nobody else may see; also Unavailable.

    Her keys and choices are read anew: no process shows for a minute what she has just ended.
    """
    try:
        keys = keyring.find(user_id=user_id, max_age=0)
    except keyring.Erased:
        raise closed() from None
    if keys is None or keys.restricted_since is not None:
        raise closed()
    if settings.COLLECTION_CONSENT_REQUIRED and keys.consented_to is None:
        raise closed()


def closed() -> NotFound:
    """Return the one error of a link that does not open."""
    return NotFound("There is nothing at this address.")
