"""Those who have a link of hers: a browser that shows pages, and a program that reads JSON."""

from typing import Any
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

from glowcycle.person.shares.items import ShareItem
from tests.support import schema_contract
from tests.support.phone import Phone
from tests.support.shares import new_share

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
FORM = "application/x-www-form-urlencoded"


def link(phone: Phone, *scope: str, **content: Any) -> str:
    """Make a share of hers with this scope; return the path of its link."""
    return path_of(new_share(phone.user_id, scope=[*scope], **content))


def path_of(share: ShareItem) -> str:
    """Return the path of the link that was just made."""
    return reverse("shared", args=[share.secret])


class Visitor:
    """Opens links. Each answer is checked against the document."""

    def __init__(self, accept: str = BROWSER, **headers: str) -> None:
        self.headers = {"Accept": accept, **headers}
        self.client = Client(raise_request_exception=False)

    def get(self, path: str, **headers: str) -> Any:
        return self._checked("GET", self.client.get(path, headers={**self.headers, **headers}))

    def head(self, path: str) -> Any:
        return self._checked("HEAD", self.client.head(path, headers=self.headers))

    def open(self, path: str, **form: str) -> Any:
        """Press the button of the first page."""
        answer = self.client.post(path, urlencode(form), content_type=FORM, headers=self.headers)
        return self._checked("POST", answer, form)

    def show(self, path: str, **form: str) -> Any:
        """Press the button, and follow where it leads."""
        opened = self.open(path, **form)
        assert opened.status_code == 303, opened.content
        return self.get(opened.headers["Location"])

    def _checked(self, method: str, answer: Any, sent: Any = None) -> Any:
        is_problem_page = answer.status_code >= 400 and "html" in answer.headers["Content-Type"]
        if not is_problem_page:  # the document tells programs what they get
            schema_contract.check(method, answer, sent)
        return answer


def program() -> Visitor:
    """Return a visitor who reads JSON."""
    return Visitor("application/json")
