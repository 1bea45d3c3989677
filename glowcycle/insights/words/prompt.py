"""The question that puts facts into words, and the JSON schema of the model's answer.

The model receives the text in prompts/, the rules and the facts with placeholders; it receives
nothing about the person. Any change to the text, the rules or the schema needs a new VERSION.
"""

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from glowcycle.aws.converse import Analysis
from glowcycle.aws.converse_answers import WrongAnswer
from glowcycle.insights.words.checker import checked_texts, own_rules
from glowcycle.insights.words.facts import Fact
from glowcycle.insights.words.rules import RULES

VERSION: Final = "words-1"
TOOL: Final = "write_sentences"

_TEXT: Final = Path(__file__).with_name("prompts").joinpath("words_1.txt").read_text("utf-8")
SYSTEM: Final = _TEXT + "".join(f"{name} = {rule}\n" for name, rule in RULES.items())

SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"fact": {"type": "string"}, "text": {"type": "string"}},
                "required": ["fact", "text"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["sentences"],
    "additionalProperties": False,
}


def question_about(facts: Sequence[Fact]) -> Analysis[list[str]]:
    """Return the question; its answer is a checked text for each fact, in their order."""
    told = [{"fact": fact.id, "rules": own_rules(fact)} for fact in facts]
    return Analysis(
        system=SYSTEM,
        question=json.dumps(told, indent=1),
        tool=TOOL,
        schema=SCHEMA,
        parse=partial(_parse, facts=facts),
    )


def _parse(answer: object, *, facts: Sequence[Fact]) -> list[str]:
    """Return the checked texts. Raise WrongAnswer, which names the fault to the model."""
    try:
        return checked_texts(answer, facts=facts)
    except ValueError as error:
        raise WrongAnswer(*error.args) from error
