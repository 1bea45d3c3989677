"""Typed reading of environment variables. All problems are collected, and reported at once."""

import re
from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlsplit

# The variables of the stage that a command chose; they take the place of the machine's and .env's.
chosen: Mapping[str, str] | None = None


class Environment:
    """Variables by name. `problems` has a sentence for each missing or malformed variable.

    A malformed value is returned all the same, so that the next problem is found too.
    """

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self.problems: list[str] = []

    def given(self, *names: str) -> str | None:
        """Return the first of these variables that is not blank, None if all of them are."""
        return next(filter(None, (self._variables.get(name, "").strip() for name in names)), None)

    def text(
        self, name: str, *, default: str | None = None, pattern: str = r".+", form: str = "text"
    ) -> str:
        """Return the variable, or its default. Without a default it is required."""
        return self.checked(name, self.given(name) or default, pattern=pattern, form=form)

    def checked(self, name: str, value: str | None, *, pattern: str, form: str) -> str:
        """Return the value. Note a problem if it is missing, or does not match the pattern."""
        if value is None:
            self.problems.append(f"{name} is missing: it must be {form}.")
            return ""
        if value and not re.fullmatch(pattern, value):
            self.problems.append(f"{name} is malformed: it must be {form}.")
        return value

    def list(
        self, name: str, *, default: str = "", pattern: str = r".+", form: str = "text"
    ) -> list[str]:
        """Return the comma-separated values of the variable, or of the default."""
        given = self.given(name)
        values = [part.strip() for part in (given or default).split(",") if part.strip()]
        if given and not all(re.fullmatch(pattern, value) for value in values):
            self.problems.append(f"{name} is malformed: it must be {form}.")
        return values

    def number(self, name: str, *, default: int, least: Literal[0, 1] = 1) -> int:
        """Return a whole number from `least` on."""
        value = self.text(
            name,
            default=str(default),
            pattern="0|[1-9][0-9]{0,5}" if least == 0 else "[1-9][0-9]{0,5}",
            form=f"a number from {least} on",
        )
        return int(value) if value.isdecimal() else default

    def url(self, name: str, *, schemes: tuple[str, ...], default: str | None = None) -> str:
        """Return a URL with one of these schemes."""
        form = f"a URL of {' or '.join(schemes)}"
        value = self.text(name, default=default, form=form)
        if value:
            parts = urlsplit(value)
            if parts.scheme not in schemes or not (parts.netloc or parts.scheme == "file"):
                self.problems.append(f"{name} is malformed: it must be {form}.")
        return value
