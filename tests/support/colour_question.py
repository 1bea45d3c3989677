"""A question to Bedrock that is not about skin: the colour of a picture."""

from io import BytesIO

from PIL import Image

from glowcycle.aws.converse import Analysis
from tests.support.bedrock_server import (
    tool_use,
)

CANARY = "canary-7f3a"


def read_colour(answer):
    match answer:
        case {"colour": str(colour), **rest} if not rest:
            return colour
    raise ValueError(f"no colour in {answer}")


COLOUR = Analysis(
    system=f"Name the colour of the picture. {CANARY}",
    question="Which colour?",
    tool="name_colour",
    schema={
        "type": "object",
        "properties": {"colour": {"type": "string"}},
        "required": ["colour"],
        "additionalProperties": False,
    },
    parse=read_colour,
    max_tokens=50,
)


RED = tool_use("name_colour", {"colour": "red"})


WRONG = tool_use("name_colour", {"colour": 999})


def picture():
    out = BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    return out.getvalue()
