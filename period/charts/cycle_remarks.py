"""What a picture remarks on a cycle, in few words: its life stage, its flags, a question."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from glowcycle.api.languages import say, translated
from glowcycle.sentences import sentence
from period.charts.stage_names import STAGE_NAMES

EXCLUDED = sentence("A life stage covers these days, so they tell nothing of your own cycles.")
QUESTION = sentence("Was this a period? It began soon after the last one.")


@dataclass(frozen=True, slots=True)
class Remark:
    """A life stage, a flag or a question, with its tooltip."""

    mark: Literal["stage", "excluded", "flag", "asks"]
    text: str
    tooltip: str

    @property
    def is_stage(self) -> bool:
        """Whether it names the life stage."""
        return self.mark in ("stage", "excluded")


def remarks_on(cycle: Mapping[str, Any]) -> Iterator[Remark]:
    """Yield the remarks on a cycle."""
    if stage := cycle["lifeStage"]:
        name = translated(STAGE_NAMES[stage])
        if cycle["excluded"]:
            text = say("{stage}: not counted", stage=name)
            yield Remark("excluded", text, translated(EXCLUDED))
        else:
            yield Remark("stage", name, name)
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
