"""Responses of Bedrock's Converse API: the tool's input, and what is wrong with an answer."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

# The stop reasons of Converse: the model used the tool; asking again may help, with what was wrong;
# a filter stopped the question or the answer; the question is too long for the model.
ANSWERED: Final = "tool_use"
FAULTY: Final = {
    "end_turn": "it does not use the tool",
    "stop_sequence": "it stops before its end",
    "max_tokens": "it is too long",
    "malformed_model_output": "it is malformed",
    "malformed_tool_use": "the use of the tool is malformed",
}
REFUSED: Final = ("guardrail_intervened", "content_filtered")
TOO_LONG: Final = "model_context_window_exceeded"

UNKNOWN_FAULT: Final = "it does not follow the instructions"
_TOOL_USE_ID: Final = re.compile(r"[\w.:-]{1,64}", re.ASCII)


class WrongAnswer(ValueError):
    """An answer breaks a rule.

    The message is a text of ours, without a full stop, that holds nothing of the answer: the model
    reads it before it answers again.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class InvalidResponse:
    """What is wrong with an answer, as `WrongAnswer` says it, and a response that may go back."""

    fault: str
    response: Mapping[str, object] = field(default_factory=dict)


def correction(request: Mapping[str, Any], first: InvalidResponse, *, tool: str) -> dict[str, Any]:
    """Return the request to answer again, which says what was wrong with the first response.

    The first answer goes back with the fault as the tool's result, for which it must be one use of
    the tool. The fault of any other answer stands behind the question.
    """
    refusal = (
        f"Your answer was refused: {first.fault}. Answer again with one use of the tool {tool}."
    )
    question = request["messages"][0]
    try:
        use = _returnable(_tool_use(first.response, tool=tool))
    except (ValueError, RecursionError):
        again = {"role": "user", "content": [*question["content"], {"text": refusal}]}
        return {**request, "messages": [again]}
    result = {"toolUseId": use["toolUseId"], "content": [{"text": refusal}], "status": "error"}
    answer = {"role": "assistant", "content": [{"toolUse": use}]}
    refused = {"role": "user", "content": [{"toolResult": result}]}
    return {**request, "messages": [question, answer, refused]}


def tool_input(response: Mapping[str, object], *, tool: str) -> object:
    """Return the tool's input. Raise WrongAnswer unless the model used this one tool once."""
    return _tool_use(response, tool=tool).get("input")


def _tool_use(response: Mapping[str, object], *, tool: str) -> dict[str, Any]:
    match response:
        case {"output": {"message": {"content": [*blocks]}}}:
            uses = [block["toolUse"] for block in blocks if block and "toolUse" in block]
            if [use.get("name") for use in uses] == [tool]:
                use: dict[str, Any] = uses[0]
                return use
    raise WrongAnswer("the answer is not one use of the tool")


def _returnable(use: Mapping[str, Any]) -> dict[str, Any]:
    """Return the use of the tool as Bedrock takes it back. Raise ValueError if it does not."""
    use_id, given = use.get("toolUseId"), use.get("input")
    if not isinstance(use_id, str) or not _TOOL_USE_ID.fullmatch(use_id):
        raise ValueError("no id")
    if not isinstance(given, dict):
        raise ValueError("no object")  # noqa: TRY004  like the others
    json.dumps(given, allow_nan=False, ensure_ascii=False).encode()
    return {"toolUseId": use_id, "name": use["name"], "input": given}


def check_names(*, response_dict: Mapping[str, Any], **_event: object) -> None:
    """Raise WrongAnswer if an object of a good response repeats a name; botocore keeps the last.

    The handler of botocore's event `before-parse`.
    """
    if response_dict["status_code"] == HTTPStatus.OK:
        json.loads(response_dict["body"], object_pairs_hook=_unique)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise WrongAnswer("an object of the answer names a member twice")
    return members
