"""One question about one picture, put to a model on Amazon Bedrock: a valid answer, or none at all.

The service knows nothing of skin: what is asked, and what counts as an answer, is an `Analysis`.
Only outcomes are logged, never what was asked, shown or answered.
"""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as NotConnected
from botocore.parsers import ResponseParserError

from glowcycle.aws import metrics
from glowcycle.aws.errors import is_transient
from glowcycle.errors import AnalysisUnavailable, Unavailable

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient

log = logging.getLogger(__name__)

T = TypeVar("T")
Format = Literal["gif", "jpeg", "png", "webp"]

# Of the gateway's 29 s photo and store may take 8: a later answer could not be stored any more.
BUDGET_SECONDS = 20.0

# The stop reasons of Converse: the tool was used; another try may bring it; another try will not.
ANSWERED = "tool_use"
FAULTY = ("end_turn", "stop_sequence", "max_tokens", "malformed_model_output", "malformed_tool_use")
REFUSED = ("guardrail_intervened", "content_filtered", "model_context_window_exceeded")

# Bedrock answers so before the model has begun, and charges nothing.
_BUSY_STATUSES = frozenset({429, 503})

# What botocore raises for a 200 whose body is not in UTF-8, or is JSON of another shape.
_UNREADABLE = (ResponseParserError, AttributeError, TypeError, ValueError, RecursionError)


class ModelBusy(Unavailable):
    """Bedrock did not take the question: it was too busy, or away. That costs nothing."""

    def __init__(self) -> None:
        super().__init__("The analysis is busy. Try again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardrail:
    """A Bedrock guardrail that reads question and answer: its id or ARN, and its version."""

    identifier: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis(Generic[T]):
    """One kind of question, the same for everybody.

    system      the instructions to the model
    question    the words that go with the picture
    tool        the one tool that the model must use; nothing else that it says is read
    schema      the tool's input as JSON Schema. Strict tools want every object closed, and refuse
                minimum, maximum and maxItems: such limits stand in descriptions
    parse       turns the tool's input, any JSON value, into T; raises ValueError for a wrong one
    max_tokens  room for the longest answer
    """

    system: str
    question: str
    tool: str
    schema: Mapping[str, Any]
    parse: Callable[[object], T]
    max_tokens: int = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Generic[T]):
    """A valid answer, and the model that gave it."""

    value: T
    model_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BedrockService:
    """Puts analyses to one model.

    strict       the tool's schema steers the model word by word; False for models that refuse it
    temperature  0 repeats itself best; None for models that refuse to be told

    Raise ValueError for a client whose single call can take longer than BUDGET_SECONDS.
    """

    client: "BedrockRuntimeClient"
    model_id: str
    guardrail: Guardrail | None = None
    strict: bool = True
    temperature: float | None = 0.0
    clock: Callable[[], float] = time.monotonic

    def __post_init__(self) -> None:
        if (longest := _longest_call_seconds(self.client)) > BUDGET_SECONDS:
            raise ValueError(f"one call may take {longest:g} s; there are {BUDGET_SECONDS:g}")

    def analyze(self, *, analysis: Analysis[T], image: bytes, image_format: Format) -> Reply[T]:
        """Return the model's answer on a picture of at most 3.75 MB and 8,000 pixels a side.

        It takes at most BUDGET_SECONDS. After an invalid answer the same is asked once more, if a
        whole call still fits. Raise AnalysisUnavailable for a refusal, for a second invalid answer
        and for a request not let through; Unavailable when Bedrock is slow or failing, or busy
        the second time, NotTaken when it is busy or away at the first.
        """
        last_start = self.clock() + BUDGET_SECONDS - _longest_call_seconds(self.client)
        request = self._request(analysis, {"format": image_format, "source": {"bytes": image}})
        reply = self._attempt(request, analysis)
        if reply is None and self.clock() <= last_start:
            try:
                reply = self._attempt(request, analysis)
            except ModelBusy as error:  # but the first answer costs
                raise Unavailable(str(error)) from None
        if reply is None:
            raise AnalysisUnavailable
        return reply

    def _attempt(self, request: dict[str, Any], analysis: Analysis[T]) -> Reply[T] | None:
        """Return the answer of one call, or None for an invalid one."""
        response = self._converse(request)
        stop = str(response.get("stopReason"))
        if stop in REFUSED:
            self._report(logging.WARNING, stop)
            raise AnalysisUnavailable
        if stop != ANSWERED:
            self._report(logging.WARNING, stop if stop in FAULTY else "unreadable")
            return None
        try:
            value = analysis.parse(_tool_input(response, tool=analysis.tool))
        except ValueError:
            self._report(logging.WARNING, "invalid_answer")
            return None
        self._report(logging.INFO, "answered")
        return Reply(value=value, model_id=self.model_id)

    def _converse(self, request: dict[str, Any]) -> Mapping[str, object]:
        try:
            return self.client.converse(**request)
        except ClientError as error:
            outcome, passes = error.response["Error"]["Code"], is_transient(error)
            is_busy = error.response["ResponseMetadata"]["HTTPStatusCode"] in _BUSY_STATUSES
        except BotoCoreError as error:
            outcome, is_busy = type(error).__name__, isinstance(error, NotConnected)
            passes = is_busy or isinstance(error, HTTPClientError)
        except _UNREADABLE:
            return {}
        self._report(logging.WARNING if passes else logging.ERROR, outcome)
        # Raised here and not in the handlers: what botocore says may quote the request.
        if not passes:
            raise AnalysisUnavailable
        raise ModelBusy if is_busy else Unavailable("The analysis failed. Try again.")

    def _request(self, analysis: Analysis[T], picture: object) -> dict[str, Any]:
        content = [{"image": picture}, {"text": analysis.question}]
        schema = {"json": analysis.schema}
        tool = _given(name=analysis.tool, inputSchema=schema, strict=self.strict or None)
        choice = {"tool": {"name": analysis.tool}}
        guardrail = self.guardrail and {
            "guardrailIdentifier": self.guardrail.identifier,
            "guardrailVersion": self.guardrail.version,
        }
        return _given(
            modelId=self.model_id,
            system=[{"text": analysis.system}],
            messages=[{"role": "user", "content": content}],
            inferenceConfig=_given(maxTokens=analysis.max_tokens, temperature=self.temperature),
            toolConfig={"tools": [{"toolSpec": tool}], "toolChoice": choice},
            guardrailConfig=guardrail,
        )

    def _report(self, level: int, outcome: str) -> None:
        measured = metrics.BEDROCK(BedrockCalls=1, BedrockFailures=int(outcome != "answered"))
        extra = {"outcome": outcome, "model": self.model_id, "metrics": measured}
        log.log(level, "bedrock", extra=extra)


def _given(**members: object) -> dict[str, Any]:
    """Return the members that are not None: Converse wants an absent one left out."""
    return {name: value for name, value in members.items() if value is not None}


def _tool_input(response: Mapping[str, object], *, tool: str) -> object:
    """Return what the model put into the tool; ValueError unless it used this tool alone, once."""
    match response:
        case {"output": {"message": {"content": [*blocks]}}}:
            uses = [block["toolUse"] for block in blocks if block and "toolUse" in block]
            if [use.get("name") for use in uses] == [tool]:
                return uses[0].get("input")
    raise ValueError("the answer is not one use of the tool")


def _longest_call_seconds(client: "BedrockRuntimeClient") -> float:
    """Return how long one call can take by the client's own time-outs, attempts and pauses."""
    config: Any = client.meta.config
    attempts: int = config.retries.get("total_max_attempts", 3)
    waits = attempts * (config.connect_timeout + config.read_timeout)
    return float(waits + 2 ** (attempts - 1) - 1)
