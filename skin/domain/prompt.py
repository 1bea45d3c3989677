"""The prompt for measuring a photo of skin, and the JSON schema of the model's answer.

The model receives this prompt, the text in prompts/ and the face cut out of the photo; it receives
nothing about the person. Scores compare only within one VERSION: any change to the texts or the
schema needs a new one. The same photo may still get other numbers: a served model does not repeat
itself, not even at temperature 0.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, get_args

from skin.domain.measurement import METRICS, QualityIssue
from skin.domain.observation import What, Where

VERSION: Final = "skin-2"
SYSTEM: Final = Path(__file__).with_name("prompts").joinpath("skin_2.txt").read_text("utf-8")
QUESTION: Final = "Measure the skin of the face in this photo."
TOOL: Final = "record_skin"

LEVELS: Final = ("none", "some", "ruined")

MODEL_ISSUES: Final[tuple[QualityIssue, ...]] = (
    "blurred",
    "too_dark",
    "no_face",
    "filtered",
    "makeup",
)
"""What the model judges of the photo. The face was found before: see `skin.domain.face.gate`."""


def _closed_object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _one_of(values: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "string", "enum": list(values)}


SCHEMA: Final = _closed_object(
    {
        # The model writes in this order: it judges and describes the photo before it scores it.
        "quality": _closed_object(dict.fromkeys(MODEL_ISSUES, _one_of(LEVELS))),
        "observations": {
            "type": "array",
            "items": _closed_object(
                {"what": _one_of(get_args(What)), "where": _one_of(get_args(Where))}
            ),
        },
        "metrics": _closed_object({name: {"type": ["integer", "null"]} for name in METRICS}),
        "confidence": _closed_object({name: {"type": ["number", "null"]} for name in METRICS}),
    }
)
"""SYSTEM has the limits on numbers and lengths: the schema of a strict tool cannot have any."""
