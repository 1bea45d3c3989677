"""The word that has to be typed before a page deletes everything."""

from django.http import HttpRequest

from glowcycle.errors import Forbidden
from glowcycle.web.page_registry import page_config

CONTROL = "_confirmation"


class NotConfirmed(Forbidden):
    """The form does not hold the word that its page asks for."""

    code = "not_confirmed"

    def __init__(self, word: str) -> None:
        super().__init__(f"Nothing was deleted: type {word} to confirm.")


def check(request: HttpRequest) -> None:
    """Raise NotConfirmed for a DELETE without the word that the page of its address asks for."""
    word = page_config(request.resolver_match).delete.word
    form = getattr(request, "form_parser", None)
    if word and (form is None or form.fields.get(CONTROL, "").strip() != word):
        raise NotConfirmed(word)
