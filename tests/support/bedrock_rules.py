"""The rules of Bedrock's Converse: botocore's service model, and limits missing in it."""

import base64
import json
import re
from collections import defaultdict
from functools import cache
from io import BytesIO
from typing import Any
from urllib.parse import unquote

from botocore.model import OperationModel
from botocore.session import Session
from botocore.validate import ParamValidator
from PIL import Image, UnidentifiedImageError

MAX_IMAGE_BYTES = 3_932_160  # 3.75 MB
MAX_IMAGE_SIDE = 8_000
UNSTRICT = {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "maxItems"}
TARGET = re.compile(r"/model/([^/]+)/converse")


@cache
def session() -> Session:
    return Session()


@cache
def converse() -> OperationModel:
    """Return botocore's model of the operation."""
    return session().get_service_model("bedrock-runtime").operation_model("Converse")


def checked(*, target: str, headers: dict[str, str], body: bytes) -> dict[str, Any]:
    """Return the request's parameters with decoded blobs. Raise ValueError naming each fault."""
    named = TARGET.fullmatch(target)
    if not named:
        raise ValueError("no such operation")
    if "/bedrock/aws4_request" not in headers.get("Authorization", ""):
        raise ValueError("the request is not signed for bedrock")
    if headers.get("Content-Type") != "application/json":
        raise ValueError("the body is not declared as JSON")
    sent = json.loads(body)
    if not isinstance(sent, dict):
        raise ValueError("the body is not an object")  # noqa: TRY004  a refusal like the others
    faults: list[str] = []
    shape: Any = converse().input_shape
    params: dict[str, Any] = _decoded(sent | {"modelId": unquote(named[1])}, shape, "", faults)
    report = ParamValidator().validate(params, shape)
    if report.has_errors():
        faults.append(report.generate_report())
    faults += [] if faults else _unmodelled(params)
    if faults:
        raise ValueError("; ".join(faults))
    return params


def _decoded(value: Any, shape: Any, at: str, faults: list[str]) -> Any:
    """Return the value with base64 decoded; add faults that ParamValidator does not check."""
    faults += _over_limits(value, shape, at)
    match shape.type_name, value:
        case "structure", dict() if not shape.is_document_type:
            members = {name: shape.members[name] for name in value if name in shape.members}
            return value | {
                name: _decoded(value[name], member, f"{at}.{name}", faults)
                for name, member in members.items()
            }
        case "list", list():
            return [_decoded(inner, shape.member, f"{at}[]", faults) for inner in value]
        case "map", dict():
            return {name: _decoded(value[name], shape.value, at, faults) for name in value}
        case "blob", _:
            try:
                return base64.b64decode(value, validate=True)
            except (TypeError, ValueError):
                faults.append(f"{at} is not base64")
    return value


def _over_limits(value: Any, shape: Any, at: str) -> list[str]:
    faults = []
    if isinstance(value, str) and shape.type_name == "string":
        if shape.enum and value not in shape.enum:
            faults.append(f"{at} is none of its values")
        if not re.fullmatch(shape.metadata.get("pattern", r"(?s:.*)"), value):
            faults.append(f"{at} does not match its pattern")
    size = len(value) if isinstance(value, str | list | dict) else value
    if isinstance(size, int | float) and size > shape.metadata.get("max", size):
        faults.append(f"{at} is over its maximum")
    return faults


def _unmodelled(params: dict[str, Any]) -> list[str]:
    """Return the faults against rules that only Bedrock's documentation states."""
    faults = []
    messages = params.get("messages", [])
    expected = [("user", "assistant")[index % 2] for index in range(len(messages))]
    if not messages or [each["role"] for each in messages] != expected or expected[-1] != "user":
        faults.append("messages do not alternate from user to user")
    faults += _tool_turns(messages)
    blocks = [block for message in messages for block in message["content"]]
    faults += [fault for block in blocks if "image" in block for fault in _image(block["image"])]
    if any(not block["text"].strip() for block in blocks if "text" in block):
        faults.append("a text is blank")
    config = params.get("toolConfig", {"tools": []})
    specs = [tool["toolSpec"] for tool in config["tools"] if "toolSpec" in tool]
    names = [spec["name"] for spec in specs]
    choice = config.get("toolChoice", {}).get("tool", {}).get("name")
    if len(set(names)) != len(names) or (choice and choice not in names):
        faults.append("two tools have one name, or toolChoice names a missing tool")
    for spec in specs:
        schema = spec["inputSchema"].get("json")
        if not isinstance(schema, dict) or schema.get("type") != "object":
            faults.append("a tool's input is not an object")
        elif spec.get("strict"):
            faults += _unstrict(schema)
    guardrail = params.get("guardrailConfig", {})
    if len({"guardrailIdentifier", "guardrailVersion"} & guardrail.keys()) == 1:
        faults.append("a guardrail has both an identifier and a version")
    return faults


def _tool_turns(messages: list[dict[str, Any]]) -> list[str]:
    """Return the faults of tool uses and their results, which stand in the next message."""
    faults: list[str] = []
    asked: set[str] = set()
    for message in messages:
        blocks = _by_kind(message["content"])
        uses, results = blocks["toolUse"], [each["toolUseId"] for each in blocks["toolResult"]]
        if sorted(results) != sorted(asked):
            faults.append("a tool use is not answered by one tool result in the next message")
        if results and "toolResult" not in message["content"][0]:
            faults.append("a tool result does not stand first")
        asked = {use["toolUseId"] for use in uses}
        if asked and message["role"] != "assistant":
            faults.append("a user uses a tool")
        if len(asked) != len(uses):
            faults.append("two tool uses have one id")
        if any(not isinstance(use["input"], dict) for use in uses):
            faults.append("the input of a tool use is not an object")
    return faults


def _by_kind(content: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    kinds: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for block in content:
        for kind, value in block.items():
            kinds[kind].append(value)
    return kinds


def _image(block: dict[str, Any]) -> list[str]:
    data = block["source"].get("bytes", b"")
    if len(data) > MAX_IMAGE_BYTES:
        return ["an image is over 3.75 MB"]
    try:
        with Image.open(BytesIO(data), formats=[block["format"].upper()]) as image:
            if max(image.size) > MAX_IMAGE_SIDE:
                return ["an image is over 8,000 pixels a side"]
            image.load()
    except (UnidentifiedImageError, OSError):
        return ["an image is not of its format"]
    return []


def _unstrict(schema: object) -> list[str]:
    """Return the keywords that a strict tool's schema may not use, at any depth."""
    if isinstance(schema, list):
        return [fault for inner in schema for fault in _unstrict(inner)]
    if not isinstance(schema, dict):
        return []
    faults = [f"a strict tool cannot have {name}" for name in UNSTRICT & schema.keys()]
    if schema.get("type") == "object" and schema.get("additionalProperties") is not False:
        faults.append("a strict tool's objects are closed")
    return faults + [fault for inner in schema.values() for fault in _unstrict(inner)]
