from datetime import timedelta

from django import template
from django.conf import settings
from django.http import HttpRequest

from glowcycle.web import session

register = template.Library()
LIFETIME = timedelta(days=1)


@register.simple_tag
def sandbox_token(request: HttpRequest) -> dict[str, str]:
    """Return a fresh token and its person, who is signed in or the demo person; else nothing.

    Only the sandbox has one. A script of another site says where it comes from, and gets none.
    """
    if not settings.SANDBOX or "HTTP_ORIGIN" in request.META:
        return {}
    from glowcycle.sandbox.identity import issue_token
    from glowcycle.sandbox.people import DEMO_PERSON

    signed_in = session.current(request)
    user_id = signed_in.user_id if signed_in else DEMO_PERSON
    return {"person": user_id, "token": issue_token(user_id=user_id, lifetime=LIFETIME)}
