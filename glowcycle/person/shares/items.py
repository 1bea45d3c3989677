"""How shares are stored: each as a record of the person table."""

from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias, get_args

from django.conf import settings
from django.utils import timezone
from pynamodb.attributes import (
    ListAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)

from glowcycle.aws.dynamodb import store_errors
from glowcycle.person.shares.scopes import Scope
from glowcycle.person.shares.uses import ShareUse
from glowcycle.storage.records import Record

PREFIX: Final = "share#"
# How long she sees a share after its end; the access log keeps its lines as long.
KEPT: Final = timedelta(days=400)
# Wrong passphrases that lock a share.
MAX_WRONG: Final = 10

State: TypeAlias = Literal["open", "expired", "revoked", "locked"]


class ShareItem(Record):
    """One share of hers. All that it says is sealed.

    first, last      the days (inclusive) that it shows, YYYY-MM-DD; None has no such end
    ends_at          when it ends, RFC 3339 in UTC
    passphrase_hash  None without a passphrase
    opening_id       random, and new with each link and passphrase: what was opened under another
                     one must be opened again
    link             the partition of its link
    links            the same, then those of links before it, in clear: see `secret_links`
    """

    class Meta:
        table_name = f"{settings.DYNAMODB_TABLE_NAME}-person"

    CONTENT = (
        "name",
        "scope",
        "first",
        "last",
        "ends_at",
        "passphrase_hash",
        "opening_id",
        "link",
        "revoked_at",
    )

    # How it was used, once that is read; the secret of a link that was just made, and its address.
    # Never stored.
    use: ShareUse | None = None
    secret: str | None = None
    url: str | None = None

    item = UnicodeAttribute(range_key=True)
    name = UnicodeAttribute(null=True)
    scope = ListAttribute(of=UnicodeAttribute, null=True)
    first = UnicodeAttribute(null=True, attr_name="from")
    last = UnicodeAttribute(null=True, attr_name="to")
    ends_at = UnicodeAttribute(null=True, attr_name="endsAt")
    passphrase_hash = UnicodeAttribute(null=True, attr_name="passphraseHash")
    opening_id = UnicodeAttribute(null=True, attr_name="openingId")
    link = UnicodeAttribute(null=True)
    revoked_at = UTCDateTimeAttribute(null=True, attr_name="revokedAt")
    links = ListAttribute(of=UnicodeAttribute, null=True)

    @classmethod
    def kind(cls) -> str:
        """Return the name of the kind, which is no record that sync or an export knows."""
        return "share"

    @property
    def share_id(self) -> str:
        """The id of the share."""
        return str(self.item).removeprefix(PREFIX)

    @property
    def all_links(self) -> list[str]:
        """The partitions of its link and of those before it."""
        return [str(link) for link in self.links or ()]

    @property
    def known_scope(self) -> tuple[Scope, ...]:
        """What it shows, in the order of all scopes; a later release may know more."""
        return tuple(scope for scope in get_args(Scope) if scope in self.scope)

    @property
    def ends(self) -> datetime:
        """When it ends."""
        return datetime.fromisoformat(self.ends_at)

    @property
    def has_ended(self) -> bool:
        """Whether it has expired or was revoked: neither can be undone."""
        return self.revoked_at is not None or self.ends <= timezone.now()

    @property
    def state(self) -> State:
        """Whether it opens, or why it does not; it needs the `use`."""
        if self.revoked_at is not None:
            return "revoked"
        if self.has_ended:
            return "expired"
        return "locked" if self.is_locked else "open"

    @property
    def is_locked(self) -> bool:
        """Whether too many wrong passphrases were tried; it needs the `use`."""
        return self.wrong_passphrases >= MAX_WRONG

    @property
    def has_passphrase(self) -> bool:
        """Whether it has a passphrase."""
        return self.passphrase_hash is not None

    @property
    def wrong_passphrases(self) -> int:
        """How many wrong passphrases were tried since she last chose one; it needs the `use`."""
        if self.use is None or not self.has_passphrase or self.use.guessed != self.opening_id:
            return 0
        return int(self.use.wrong or 0)

    @property
    def openings(self) -> int:
        """How often it was opened; it needs the `use`."""
        return int(self.use.openings or 0) if self.use else 0

    @property
    def opened_at(self) -> datetime | None:
        """When it was last opened; it needs the `use`."""
        return self.use.opened_at if self.use else None

    def check(self) -> None:
        """Raise an error of MALFORMED for what no write stores."""
        super().check()
        if self.deleted_at is None:
            said = (self.name, self.scope, self.opening_id, self.link, self.ends.tzinfo)
            if not all(said):
                raise ValueError

    def set_expiry(self) -> None:
        """Set when the item expires: some time after the share has ended."""
        self.expires_at = min(self.revoked_at or self.ends, self.ends) + KEPT


def key_of(share_id: str) -> str:
    """Return the sort key of the share."""
    return f"{PREFIX}{share_id}"


def find_all(*, user_id: str) -> list[ShareItem]:
    """Return her shares that can be read, the newest first. Raise Unavailable."""
    with store_errors():
        found = list(
            ShareItem.query(user_id, ShareItem.item.startswith(PREFIX), consistent_read=True)
        )
    readable = [share for share in found if not (share.is_gone or share.is_unreadable)]
    return sorted(readable, key=lambda share: share.created_at, reverse=True)


def names(*, user_id: str) -> dict[str, str]:
    """Return the names of her shares that can be read, by their ids. Raise Unavailable."""
    return {share.share_id: str(share.name) for share in find_all(user_id=user_id)}
