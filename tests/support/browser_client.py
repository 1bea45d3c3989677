"""A browser as the service sees it: cookies, pages, and forms sent back as they were shown."""

from typing import Any

from django.test import Client

from tests.support.markup import Sheet

ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"


class Browser:
    """Loads pages, fills in their forms, follows redirects."""

    def __init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=False)

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(path, headers={"Accept": ACCEPT, **headers}, follow=True)

    def post(self, path: str, data: dict[str, Any], *, follow: bool = True, **headers: str) -> Any:
        return self.client.post(path, data, headers={"Accept": ACCEPT, **headers}, follow=follow)

    def submit(
        self,
        page: Any,
        action: str,
        *,
        method: str | None = None,
        follow: bool = True,
        **filled: Any,
    ) -> Any:
        """Send the page's form of that action with these inputs, all others as they stand."""
        form = Sheet(page.content.decode()).form(action, method)
        names = {name.replace("__", "."): value for name, value in filled.items()}
        return self.post(action, {**form.inputs, **names}, follow=follow)

    def sign_in(self, token: str | None) -> Any:
        return self.submit(self.get("/"), "/sign-in", token=token or "")
