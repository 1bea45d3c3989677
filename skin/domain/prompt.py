"""The prompt for measuring a photo of skin, and the JSON schema of the model's answer.

The model receives this prompt, the text in prompts/ and the photo; it receives nothing about the
person. Scores compare only within one VERSION: any change to the texts or the schema needs a new
one.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from skin.domain.measurement import METRICS, QualityIssue

VERSION: Final = "skin-1"
SYSTEM: Final = Path(__file__).with_name("prompts").joinpath("skin_1.txt").read_text("utf-8")
QUESTION: Final = "Measure the skin in this photo."
TOOL: Final = "record_skin"

LEVELS: Final = ("none", "some", "ruined")
MODEL_ISSUES: Final[tuple[QualityIssue, ...]] = (
    "blurred",
    "too_dark",
    "no_face",
    "filtered",
    "makeup",
)
"""The issues that the model judges."""


def _closed_object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


SCHEMA: Final = _closed_object(
    {
        # The model writes in this order: it judges and describes the photo before it scores it.
        "quality": _closed_object(
            {name: {"type": "string", "enum": list(LEVELS)} for name in MODEL_ISSUES}
        ),
        "observations": {"type": "array", "items": {"type": "string"}},
        "metrics": _closed_object({name: {"type": ["integer", "null"]} for name in METRICS}),
        "confidence": _closed_object({name: {"type": ["number", "null"]} for name in METRICS}),
    }
)
"""SYSTEM has the limits on numbers and lengths: the schema of a strict tool cannot have any."""
