"""A browser without scripts: it keeps cookies, loads pages and submits their forms."""

import time
from typing import Any
from urllib.parse import urlencode

from django.test import Client

from glowcycle.api import sign_outs
from glowcycle.web import session
from tests.support.markup import ParsedPage

ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"
FORM = "application/x-www-form-urlencoded"


class Browser:
    """Load pages, submit their forms and follow redirects."""

    def __init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=False)

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(path, headers={"Accept": ACCEPT, **headers}, follow=True)

    def post(self, path: str, data: dict[str, Any], *, follow: bool = True, **headers: str) -> Any:
        options = {"headers": {"Accept": ACCEPT, **headers}, "follow": follow}
        if any(hasattr(value, "read") for value in data.values()):
            return self.client.post(path, data, **options)
        form = urlencode(data, doseq=True)
        return self.client.post(path, form, content_type=FORM, **options)

    def submit(
        self,
        page: Any,
        action: str,
        *,
        method: str | None = None,
        follow: bool = True,
        **inputs: Any,
    ) -> Any:
        """Submit the page's form with this action after setting these inputs.

        `__` in a name stands for the dot.
        """
        form = ParsedPage(page.content.decode()).form(action, method)
        values = {name.replace("__", "."): value for name, value in inputs.items()}
        return self.post(action, {**form.inputs, **values}, follow=follow)

    def sign_in(self, token: str | None) -> Any:
        return self.submit(self.get("/"), "/sign-in", token=token or "")

    def lose_session(self) -> None:
        """Let the API refuse the session, which the browser still has."""
        sign_in, token, *_ = self.client.cookies[session.SESSION_COOKIE].value.split(":")
        expires_at, user_id = time.time() + 3600, session.user_id_of(token)
        sign_outs.end(user_id=user_id, sign_in=sign_in, expires_at=expires_at)
