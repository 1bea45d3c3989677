"""Why a share cannot be made or changed."""

from glowcycle.errors import Conflict
from glowcycle.sentences import sentence

MAX_OPEN = 20


class ShareEnded(Conflict):
    """The share has expired or was revoked: nothing opens it again."""

    code = "share_ended"

    def __init__(self) -> None:
        super().__init__(sentence("This share has ended: make a new one."))


class TooManyShares(Conflict):
    """As many shares are open as may be."""

    code = "too_many_shares"

    def __init__(self) -> None:
        super().__init__(
            sentence("You have {count} open shares: end one of them first.", count=MAX_OPEN)
        )
