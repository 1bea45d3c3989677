"""What each module of `apps` declares as FORMATS."""

from collections.abc import Callable
from dataclasses import dataclass

from glowcycle.formats.files.source import Source
from glowcycle.formats.history import History
from glowcycle.sentences import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format of one app.

    name        what a request calls it: clue, drip, apple-health
    app         what people call the app: Clue
    shape       what its files hold, for the error that refuses another one
    recognizes  whether a file looks like one of these, from its first bytes and names alone
    read        reads the file. It asks no clock, no store and no settings. Raise WrongFile,
                TooLarge
    """

    name: str
    app: str
    shape: Sentence
    recognizes: Callable[[Source], bool]
    read: Callable[[Source], History]
