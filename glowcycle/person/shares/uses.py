"""How a share was used: one item beside each share."""

from typing import Final

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute

from glowcycle.aws.dynamodb import PersonItem, store_errors

USE_PREFIX: Final = "share-use#"


class ShareUse(PersonItem):
    """How a share was used; the one item besides lines of the access log that a share may write.

    openings   how often it was opened in all, and `opened_at` when last
    guessed    the `opening_id` of the share under which wrong passphrases were counted, in `wrong`
    """

    openings = NumberAttribute(null=True)
    opened_at = UTCDateTimeAttribute(null=True, attr_name="openedAt")
    guessed = UnicodeAttribute(null=True)
    wrong = NumberAttribute(null=True)

    @property
    def share_id(self) -> str:
        """The id of the share."""
        return str(self.item).removeprefix(USE_PREFIX)


def use_of(user_id: str, share_id: str) -> ShareUse:
    """Return an item through which the use of the share is read and counted."""
    return ShareUse(user_id, f"{USE_PREFIX}{share_id}")


def find_uses(*, user_id: str) -> dict[str, ShareUse]:
    """Return how her shares were used, by their ids. Raise Unavailable."""
    with store_errors():
        found = list(
            ShareUse.query(user_id, ShareUse.item.startswith(USE_PREFIX), consistent_read=True)
        )
    return {use.share_id: use for use in found}
