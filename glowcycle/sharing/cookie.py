"""The cookie of a browser that opened a share: signed, short, and for the address of that link.

It names the share and the version of what opens it, so it opens no other share, and nothing after
she chose another passphrase or made another link.
"""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from glowcycle.person.shares.grants import OpenGrant

# __Host- would want the path of the whole host.
NAME: Final = "glowcycle-shared" if settings.SANDBOX else "__Secure-glowcycle-shared"
SALT: Final = "glowcycle.sharing"
LIFE: Final = timedelta(minutes=30)


def give(response: HttpResponseBase, *, grant: OpenGrant, path: str) -> None:
    """Let the browser open that share under this path for half an hour."""
    response.set_signed_cookie(
        NAME,
        _value(grant),
        salt=SALT,
        max_age=int(LIFE.total_seconds()),
        path=path,
        secure=not settings.SANDBOX,
        httponly=True,
        samesite="Strict",
    )


def has_opened(request: HttpRequest, *, grant: OpenGrant) -> bool:
    """Return whether the browser has opened that share, not too long ago."""
    value = request.get_signed_cookie(
        NAME, default="", salt=SALT, max_age=int(LIFE.total_seconds())
    )
    return bool(value == _value(grant))


def _value(grant: OpenGrant) -> str:
    return f"{grant.share_id} {grant.version}"
