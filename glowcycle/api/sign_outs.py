"""Sign-outs from the pages, so that a copied cookie ends with the cookie that she gave back.

Each sign-in has a random id, which its cookie names. A sign-out stores the id in her own partition
until her token has expired, after which no cookie with that token is accepted anyway.
"""

from datetime import UTC, datetime, timedelta

from glowcycle.aws.dynamodb import PersonItem, store_errors
from glowcycle.encryption import keyring

# Longer than a token outlives its `exp` by the clocks' difference.
MARGIN = timedelta(minutes=5)


class SignOut(PersonItem):
    """One sign-out; the item's key names the sign-in that it ended."""


def end(*, user_id: str, sign_in: str, expires_at: float) -> None:
    """End the sign-in in every process. `expires_at` is the token's, in seconds since 1970.

    Raise Unavailable, or Erased for an erased person, of whom nothing is stored any more.
    """
    keyring.admit(user_id=user_id)
    until = datetime.fromtimestamp(expires_at, UTC) + MARGIN
    with store_errors():
        SignOut(user_id, _key(sign_in), expires_at=until).save()


def has_ended(*, user_id: str, sign_in: str) -> bool:
    """Return whether she signed out of it, read consistently. Raise Unavailable."""
    return SignOut.find(user_id, _key(sign_in)) is not None


def _key(sign_in: str) -> str:
    return f"sign-out#{sign_in}"
