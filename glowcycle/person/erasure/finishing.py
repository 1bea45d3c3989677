"""Finishes the erasures that were begun, a bounded share with each call.

It begins none: where a request noted an erasure and then failed to destroy the keys, she got an
error, and may have thought better of it.
"""

from typing import Literal

from glowcycle.encryption import keyring
from glowcycle.person.bounded_walk import Budget
from glowcycle.person.erasure import begun
from glowcycle.person.erasure.begun import BegunErasure
from glowcycle.person.erasure.services import PendingErasure, erase

Outcome = Literal["finished", "pending", "not begun"]


def finish(noted: BegunErasure, *, budget: Budget) -> Outcome:
    """Continue one erasure, to its end if the budget and its waiting time allow.

    Two calls at once do no harm: they remove the same items, and one of them may be refused.
    Raise Unavailable.
    """
    key = keyring.load(user_id=noted.item)
    if key is None or key.destroyed_at is None:
        begun.forget_unless_renewed(noted)
        return "not begun"
    while isinstance(result := erase(user_id=noted.item), PendingErasure):
        if result.retry_after > 1 or budget.is_spent:
            return "pending"
    return "finished"
