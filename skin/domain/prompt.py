"""What a model is asked about a photo of skin, and the form that its answer must have.

All that the model is told stands here and in the text beside it; of the person it is told nothing.
Scores compare only under one VERSION: any change to these words or to the schema takes a new one.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from skin.domain.measurement import JUDGEMENTS, METRICS

VERSION: Final = "skin-1"
SYSTEM: Final = Path(__file__).with_name("prompts").joinpath("skin_1.txt").read_text("utf-8")
QUESTION: Final = "Measure the skin in this photo."
TOOL: Final = "record_skin"

LEVELS: Final = ("none", "some", "ruined")
MAX_OBSERVATIONS: Final = 4
MAX_OBSERVATION_CHARACTERS: Final = 160


def _closed(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


SCHEMA: Final = _closed(
    {
        # The order is the order of writing: the photo is judged and described before it is scored.
        "quality": _closed({name: {"type": "string", "enum": list(LEVELS)} for name in JUDGEMENTS}),
        "observations": {"type": "array", "items": {"type": "string"}},
        "metrics": _closed({name: {"type": ["integer", "null"]} for name in METRICS}),
        "confidence": _closed({name: {"type": ["number", "null"]} for name in METRICS}),
    }
)
"""Its limits on numbers and lengths stand in SYSTEM: strict tools take none in the schema."""
