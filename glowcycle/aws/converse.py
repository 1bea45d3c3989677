"""Requests to Bedrock's Converse API."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

T = TypeVar("T")
Format = Literal["gif", "jpeg", "png", "webp"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardrail:
    """A Bedrock guardrail for questions and answers: its id or ARN, and its version."""

    identifier: str
    version: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of at most 3.75 MB and 8,000 pixels a side."""

    data: bytes
    format: Format


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis(Generic[T]):
    """A question, and the rules for its answer.

    system      the instructions to the model, the same for every person
    question    the text that goes with the picture, or alone
    tool        the name of the tool that the model must use; all other output is ignored
    schema      the tool's input as JSON Schema. Strict tools require closed objects and refuse
                minimum, maximum and maxItems, so descriptions give such limits
    parse       turns the tool's input, any JSON value, into T; raises ValueError for a wrong one,
                WrongAnswer if the model may know why
    max_tokens  enough for the longest answer
    """

    system: str
    question: str
    tool: str
    schema: Mapping[str, Any]
    parse: Callable[[object], T]
    max_tokens: int = 1024


def converse_request(
    analysis: Analysis[Any],
    *,
    image: Image | None,
    model_id: str,
    guardrail: Guardrail | None,
    strict: bool,
    temperature: float | None,
) -> dict[str, Any]:
    """Return the arguments of `converse` for this question, about this picture if there is one."""
    content: list[dict[str, Any]] = [{"text": analysis.question}]
    if image is not None:
        content.insert(0, {"image": {"format": image.format, "source": {"bytes": image.data}}})
    schema = {"json": analysis.schema}
    tool = _without_none(name=analysis.tool, inputSchema=schema, strict=strict or None)
    choice = {"tool": {"name": analysis.tool}}
    return _without_none(
        modelId=model_id,
        system=[{"text": analysis.system}],
        messages=[{"role": "user", "content": content}],
        inferenceConfig=_without_none(maxTokens=analysis.max_tokens, temperature=temperature),
        toolConfig={"tools": [{"toolSpec": tool}], "toolChoice": choice},
        guardrailConfig=guardrail
        and {
            "guardrailIdentifier": guardrail.identifier,
            "guardrailVersion": guardrail.version,
        },
    )


def _without_none(**members: object) -> dict[str, Any]:
    """Return the members that are not None. Converse refuses null."""
    return {name: value for name, value in members.items() if value is not None}
