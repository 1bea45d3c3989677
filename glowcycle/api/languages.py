"""The language of the sentences that she reads: by Accept-Language, through Django's gettext.

Nothing activates a language for a thread, so Django's own sentences stay English, and no language
outlives its request. A request without a sentence for her neither reads the header nor loads a
catalogue; English needs no catalogue.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, cached_property
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import DjangoTranslation, parse_accept_lang_header

from glowcycle.sentences import Sentence, counted, sentence

ENGLISH: Final = "en"
DOMAIN: Final = "glowcycle"
FOLDER: Final = settings.BASE_DIR / "glowcycle" / "locale"


class _Choice:
    """The language of one request, and whether its answer depends on it."""

    def __init__(self, header: str) -> None:
        self._header = header
        self.is_used = False

    @cached_property
    def language(self) -> str:
        """The language of the header that she wants most and that we have; English without one."""
        known = dict(settings.LANGUAGES)
        for tag, quality in parse_accept_lang_header(self._header):
            language = tag.partition("-")[0]
            if quality > 0 and language in known:
                return language
        return ENGLISH


_choice: ContextVar[_Choice] = ContextVar("language")


class LanguageMiddleware:
    """Remember the request's wish, and name the language of an answer that depends on it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # An answer that a page shows passes here while its page is made.
        choice = _choice.get(None) or _Choice(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))
        token = _choice.set(choice)
        try:
            response = self.get_response(request)
        finally:
            _choice.reset(token)
        if choice.is_used and response.content:  # a 304 stands for an answer that says so
            response.headers["Content-Language"] = choice.language
            patch_vary_headers(response, ["Accept-Language"])
        return response


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Translate into that language until the block ends, whatever the request wants."""
    token = _choice.set(_Choice(language))
    try:
        yield
    finally:
        _choice.reset(token)


def current() -> str:
    """Return the language of the request, on which its answer then depends; outside, English."""
    choice = _choice.get(None)
    if choice is None:
        return ENGLISH
    choice.is_used = True
    return choice.language


def translated(text: str) -> str:
    """Return a Sentence in the language of the request. Any other text stays as it is."""
    if not isinstance(text, Sentence):
        return text
    language = current()
    if language == ENGLISH:
        return str(text)
    catalogue = _catalogue(language)
    if text.plural is None:
        template = catalogue.gettext(text.template)
    else:
        count = text.values["count"]
        template = catalogue.ngettext(text.template, text.plural, count)
    values = text.values.items()
    return template.format(**{n: translated(v) if isinstance(v, str) else v for n, v in values})


def say(template: str, /, **values: object) -> str:
    """Return the sentence with that template and values, translated."""
    return translated(sentence(template, **values))


def say_counted(one: str, many: str, /, *, count: int, **values: object) -> str:
    """Return the sentence with the template for that count, translated."""
    return translated(counted(one, many, count=count, **values))


@cache
def _catalogue(language: str) -> DjangoTranslation:
    return DjangoTranslation(language, domain=DOMAIN, localedirs=[str(FOLDER)])
