"""A language for tests, in which each letter of a sentence is another one than in English.

So a text that no translation has reached still has English letters.
"""

import re
import string

from glowcycle.api import languages

OTHERS = str.maketrans(
    {letter: chr(0x430 + index % 32) for index, letter in enumerate(string.ascii_letters)}
)
ENGLISH = re.compile(r"[A-Za-z]{2,}")


class Catalogue:
    """Translates any sentence into that language."""

    def gettext(self, template):
        parts = re.split(r"({\w+})", template)
        return "".join(p if p.startswith("{") else p.translate(OTHERS) for p in parts)

    def ngettext(self, one, many, count):
        return self.gettext(one if count == 1 else many)


def install(monkeypatch):
    """Make all languages but English this one."""
    monkeypatch.setattr(languages, "_catalogue", lambda _: Catalogue())


def english_words(text):
    return ENGLISH.findall(text)
