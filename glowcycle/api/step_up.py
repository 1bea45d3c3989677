"""Step-up (RFC 9470): the call that begins something grave needs a recent sign-in.

A stolen token then cannot erase or carry away everything. `STEP_UP_MINUTES` turns it on.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from rest_framework.request import Request

from glowcycle.api.authentication import CHALLENGE, caller
from glowcycle.api.claims import Person
from glowcycle.errors import SignInNeeded

Action = TypeVar("Action", bound=Callable[..., Any])

TOO_LONG_AGO = "You signed in too long ago for this: sign in again, then repeat the request."
NOT_SAID = (
    "Your token does not say when you signed in, which this needs: sign in again in an app whose "
    "tokens say it (auth_time), then repeat the request."
)


class RecentSignInNeeded(SignInNeeded):
    """The call needs a token whose `auth_time` is at most `minutes` old."""

    code = "insufficient_user_authentication"

    def __init__(self, sentence: str = TOO_LONG_AGO, *, minutes: int) -> None:
        super().__init__(sentence)
        self.challenge = (
            f'{CHALLENGE}, error="{self.code}", error_description="{sentence}", '
            f'max_age="{minutes * 60}"'
        )


def needs_recent_sign_in(
    *, unless: Callable[[str], bool] | None = None, takes_unknown: bool = False
) -> Callable[[Action], Action]:
    """Return a decorator of the action of a view that begins something grave.

    `unless` takes her user id and returns whether the call only continues what she has begun; it
    is asked only if her sign-in is not recent. With `takes_unknown`, a token without `auth_time`
    passes. The action raises RecentSignInNeeded, Unavailable.
    """

    def decorate(action: Action) -> Action:
        @wraps(action)
        def guarded(view: Any, request: Request, *args: Any, **kwargs: Any) -> Any:
            person = caller(request)
            refusal = _refusal(person, takes_unknown=takes_unknown)
            if refusal is not None and not (unless is not None and unless(person.id)):
                raise refusal
            return action(view, request, *args, **kwargs)

        return cast(Action, guarded)

    return decorate


def _refusal(person: Person, *, takes_unknown: bool) -> RecentSignInNeeded | None:
    """Return why she has to sign in again; None where step-up is off or her sign-in is recent."""
    minutes = settings.STEP_UP_MINUTES
    if not minutes:
        return None
    if person.auth_time is None:
        return None if takes_unknown else RecentSignInNeeded(NOT_SAID, minutes=minutes)
    if time.time() - person.auth_time < minutes * 60:
        return None
    return RecentSignInNeeded(minutes=minutes)
