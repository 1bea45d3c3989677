"""The choices of a person that a request must know.

They stand in the item of her keys, which each request reads at most once a minute anyway, so they
cost no call of their own. A process follows a replaced choice for at most keyring.CACHE_SECONDS.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from pynamodb.expressions.update import Action

from glowcycle.encryption import keyring
from glowcycle.encryption.data_keys import KeyItem, KeyRing
from glowcycle.errors import Unavailable

# A refusal rests on keys that were read this short a time ago.
FRESH_SECONDS: Final = 1.0


def note(*, user_id: str, action: Action) -> None:
    """Change the item of her keys. Her first choice makes her a key. Raise Erased, Unavailable."""
    keyring.own(user_id=user_id)
    item = KeyItem(user_id, KeyItem.NAME)
    is_kept = KeyItem.user_id.exists() & KeyItem.destroyed_at.does_not_exist()
    try:
        is_stored = item.update_if(is_kept, action)
    finally:
        keyring.forget(user_id=user_id)
    if not is_stored:
        keyring.admit(user_id=user_id)
        raise Unavailable("Your keys have just been removed: repeat the request.")


def restricted_since(*, user_id: str) -> datetime | None:
    """Return since when all but storage is refused, None if it is not. Raise Erased, Unavailable.

    The answer may be a minute old.
    """
    keys = keyring.find(user_id=user_id)
    return keys.restricted_since if keys else None


def is_restricted(*, user_id: str) -> bool:
    """Return whether all but storage is refused; only a no may be a minute old.

    Raise Erased, Unavailable.
    """
    return not _allows(lambda keys: not (keys and keys.restricted_since), user_id)


def has_consented(*, user_id: str, version: str) -> bool:
    """Return whether her health data may be collected under that text; only a yes may be old.

    Raise Erased, Unavailable.
    """
    return _allows(lambda keys: keys is not None and keys.consented_to == version, user_id)


def _allows(test: Callable[[KeyRing | None], bool], user_id: str) -> bool:
    """Return whether her keys pass the test. They are read again before the answer is no.

    So nobody is refused for a minute after she allowed it through another process.
    """
    return test(keyring.find(user_id=user_id)) or test(
        keyring.find(user_id=user_id, max_age=FRESH_SECONDS)
    )
