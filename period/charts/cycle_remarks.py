"""What a picture remarks on a cycle, in few words: its flags, and a question about its period."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from glowcycle.api.languages import say, translated
from glowcycle.sentences import sentence

QUESTION = sentence("Was this a period? It began soon after the last one.")


@dataclass(frozen=True, slots=True)
class Remark:
    """A flag or a question, with its tooltip."""

    mark: Literal["flag", "asks"]
    text: str
    tooltip: str


def remarks_on(cycle: Mapping[str, Any]) -> Iterator[Remark]:
    """Yield the remarks on a cycle."""
    for flag in cycle["flags"]:
        yield Remark("flag", translated(_flag_text(flag)), flag["text"])
    if cycle["period"]["needsConfirmation"]:
        yield Remark("asks", say("Was this a period?"), translated(QUESTION))


def _flag_text(flag: Mapping[str, Any]) -> str:
    """Return a short text for the flag; its tooltip has the flag's own sentence."""
    days, limit = flag["measured"], flag["limit"]
    remarks = {
        "cycle_short": sentence(
            "{days} days: the usual range begins at {limit}", days=days, limit=limit
        ),
        "cycle_long": sentence(
            "{days} days: the usual range ends at {limit}", days=days, limit=limit
        ),
        "bleeding_long": sentence(
            "{days} days of bleeding: up to {limit} are usual", days=days, limit=limit
        ),
        "series_broken": sentence("{days} days without a period", days=days),
    }
    return remarks[flag["code"]]
