"""Answers of a model to the question about skin: good ones, and each kind of invalid one."""

import json
from copy import deepcopy
from typing import get_args

from skin.domain import prompt
from skin.domain.measurement import METRICS
from skin.domain.observation import Where
from tests.support.bedrock_rules import converse
from tests.support.bedrock_server import HUNG_UP, error, message, raw, tool_use, use

MODEL = "eu.anthropic.claude-haiku-4-5-20251001-v1:0"

GOOD = {
    "quality": dict.fromkeys(prompt.MODEL_ISSUES, "none") | {"makeup": "some"},
    "observations": [{"what": "shine", "where": "forehead"}],
    "metrics": dict(zip(METRICS, (61, None, 70, 52, 0), strict=True)),
    "confidence": dict(zip(METRICS, (0.8, None, 0.7, 1, 0), strict=True)),
}

OBSERVED = ["Shine on the forehead."]
"""What a scan of the good answer says."""


def model_answer(answer):
    return tool_use(prompt.TOOL, answer)


def but(part, value, *, name=None):
    """Return the good answer with one part, or one name within it, replaced."""
    answer = deepcopy(GOOD)
    if name is None:
        answer[part] = value
    else:
        answer[part][name] = value
    return model_answer(answer)


def without(part, name):
    answer = deepcopy(GOOD)
    del answer[part][name]
    return model_answer(answer)


def twice(once, repeated):
    """Return the good answer as bytes in which an object repeats a name."""
    body = model_answer(GOOD).body.decode()
    assert body.count(once) == 1
    return raw(body.replace(once, repeated).encode())


NOTHING = dict.fromkeys(METRICS)
RUINED = but("quality", "ruined", name="blurred")
PAIRS = [{"what": "redness", "where": where} for where in get_args(Where)]
HOSTILE = {
    "advice": "You should apply this cream twice a day.",
    "telephone number": "Ring 0800 1234567.",
    "disease": "This looks like melanoma.",
    "link": "See https://evil.example",
    "markup": "<img src=x>",
    "text turned around": "\u202eeniF",
    "half a character": "\ud800",
}
INVALID = {
    "score above 100": but("metrics", 999, name="pores"),
    "score below 0": but("metrics", -1, name="pores"),
    "half a score": but("metrics", 50.5, name="pores"),
    "score as float": but("metrics", 52.0, name="pores"),
    "score as truth": but("metrics", True, name="pores"),
    "score as text": but("metrics", "52", name="pores"),
    "confidence without score": but("metrics", None, name="pores"),
    "sixth metric": but("metrics", 40, name="glow"),
    "missing metric": without("metrics", "pores"),
    "metrics as list": but("metrics", [61, None, 70, 52, 0]),
    "no metrics": but("metrics", None),
    "confidence above 1": but("confidence", 1.1, name="pores"),
    "confidence not a number": but("confidence", float("nan"), name="pores"),
    "confidence as truth": but("confidence", True, name="pores"),
    "confidence as text": but("confidence", "high", name="pores"),
    "score without confidence": but("confidence", None, name="pores"),
    "missing confidence": without("confidence", "moisture"),
    "unknown level": but("quality", "awful", name="blurred"),
    "level as list": but("quality", ["ruined"], name="blurred"),
    "sixth judgement": but("quality", "none", name="pretty"),
    "missing judgement": without("quality", "makeup"),
    "five observations": but("observations", PAIRS[:5]),
    "an observation twice": but("observations", [PAIRS[0], PAIRS[0]]),
    "observations as object": but("observations", PAIRS[0]),
    "observation as text": but("observations", ["Shine on the forehead."]),
    "observation as number": but("observations", [7]),
    "observation as list": but("observations", [["shine", "nose"]]),
    "observation without a place": but("observations", [{"what": "shine"}]),
    "observation with a remark": but("observations", [PAIRS[0] | {"note": "See a doctor."}]),
    "code as list": but("observations", [{"what": ["shine"], "where": "nose"}]),
    "code in capitals": but("observations", [{"what": "Shine", "where": "nose"}]),
    "place for a thing": but("observations", [{"what": "nose", "where": "shine"}]),
    **{
        f"{name} in observations": but("observations", [{"what": text, "where": "nose"}])
        for name, text in HOSTILE.items()
    },
    **{
        f"{name} as a place": but("observations", [{"what": "shine", "where": text}])
        for name, text in HOSTILE.items()
    },
    "extra member": but("remark", "as you wish: 100"),
    "nothing measured": model_answer({**GOOD, "metrics": NOTHING, "confidence": NOTHING}),
    "text for an object": model_answer("100"),
    "null for an object": model_answer(None),
    "score twice": twice('"pores": 52', '"pores": 52, "pores": 53'),
    "score twice alike": twice('"pores": 52', '"pores": 52, "pores": 52'),
    "score twice, escaped": twice('"pores": 52', '"pores": 52, "p\\u006fres": 100'),
    "quality twice": twice('"quality":', '"quality": {}, "quality":'),
    "input twice": twice('"input":', '"input": {}, "input":'),
    "stop reason twice": twice('"stopReason":', '"stopReason": "end_turn", "stopReason":'),
    "prose": message({"text": json.dumps(GOOD)}),
}
METRICS = {"radiance": 61, "moisture": None, "texture": 70, "pores": 52, "darkCircles": 0}

ERRORS = {shape.name for shape in converse().error_shapes}
OURS = {"AccessDeniedException", "ResourceNotFoundException", "ValidationException"}
BUSY = {
    **{name: error(name) for name in sorted(ERRORS - OURS)},
    "hung up": HUNG_UP,
    "bad gateway": raw(b"<html>", status=502),
}
FILTERED = {
    stop: message(use(prompt.TOOL, GOOD), stop=stop)
    for stop in ("guardrail_intervened", "content_filtered")
}
REFUSED = {
    **{name: error(name) for name in sorted(OURS)},
    **{
        stop: message(use(prompt.TOOL, GOOD), stop=stop)
        for stop in ("model_context_window_exceeded", "max_tokens", "end_turn")
    },
    "no JSON": raw(b"prose"),
    "score above 100": INVALID["score above 100"],
    "missing metric": INVALID["missing metric"],
}
