"""One question to a model on Amazon Bedrock, with a picture or without, and a validated answer.

Nothing here knows what a question is about: an `Analysis` holds it and the rules for its answer.
The log has only outcomes, never a question, a picture or an answer.
"""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as NotConnected
from botocore.parsers import ResponseParserError
from django.conf import settings

from glowcycle.aws import clients, converse_answers, metrics
from glowcycle.aws.converse import Analysis, Format, Guardrail, Image, converse_request
from glowcycle.aws.converse_answers import UNKNOWN_FAULT, InvalidResponse, WrongAnswer
from glowcycle.aws.errors import is_transient
from glowcycle.errors import AnalysisRefused, AnalysisUnavailable, Unavailable
from glowcycle.sentences import sentence

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient

log = logging.getLogger(__name__)

T = TypeVar("T")

# API Gateway allows 29 s. The photo and the store may take 8, so the model gets 20.
BUDGET_SECONDS = 20.0

# Bedrock answers so before the model has begun, and charges nothing.
_BUSY_STATUSES = frozenset({429, 503})

# For a 200 whose body is not UTF-8, is JSON of another shape, or repeats a name of an object.
_UNREADABLE = (ResponseParserError, AttributeError, TypeError, ValueError, RecursionError)


class InvalidAnswer(AnalysisUnavailable):
    """The model broke the rules for its answer, and again when it was asked once more."""


class ModelBusy(Unavailable):
    """Bedrock was too busy or unreachable, and did not accept the question. That costs nothing."""

    def __init__(self) -> None:
        super().__init__(sentence("The analysis is busy. Try again."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Generic[T]):
    """A valid answer, and the model that gave it."""

    value: T
    model_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BedrockService:
    """Sends analyses to one model.

    strict       whether the schema constrains the model's output; False for models without that
    temperature  0 gives the most stable answers; None for models that refuse the parameter

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
        event = "before-parse.bedrock-runtime.Converse"
        self.client.meta.events.register(
            event, converse_answers.check_names, unique_id="check_names"
        )

    def analyze(self, *, analysis: Analysis[T], image: bytes, image_format: Format) -> Reply[T]:
        """Return the model's answer on a picture of at most 3.75 MB and 8,000 pixels a side.

        It takes at most BUDGET_SECONDS. After an invalid answer it asks once more, if a whole call
        still fits, and says what was wrong. Raise AnalysisRefused if a filter stopped it;
        AnalysisUnavailable for a second invalid answer or a call that botocore or Bedrock rejects;
        ModelBusy if Bedrock did not accept the first call; Unavailable if it is slow, fails, or is
        busy at the second.
        """
        return self._answer(analysis, Image(image, image_format))

    def ask(self, *, analysis: Analysis[T]) -> Reply[T]:
        """Return the model's answer to a question without a picture, as `analyze` does."""
        return self._answer(analysis, None)

    def _answer(self, analysis: Analysis[T], image: Image | None) -> Reply[T]:
        last_start = self.clock() + BUDGET_SECONDS - _longest_call_seconds(self.client)
        request = converse_request(
            analysis,
            image=image,
            model_id=self.model_id,
            guardrail=self.guardrail,
            strict=self.strict,
            temperature=self.temperature,
        )
        reply = self._attempt(request, analysis)
        if isinstance(reply, InvalidResponse) and self.clock() <= last_start:
            again = converse_answers.correction(request, reply, tool=analysis.tool)
            try:
                reply = self._attempt(again, analysis)
            except ModelBusy as error:  # the first answer costs money, so no refund
                raise Unavailable(*error.args) from None
        if isinstance(reply, InvalidResponse):
            raise InvalidAnswer
        return reply

    def _attempt(
        self, request: dict[str, Any], analysis: Analysis[T]
    ) -> Reply[T] | InvalidResponse:
        """Return the answer of one call."""
        try:
            response = self._converse(request)
        except WrongAnswer as error:
            self._report(logging.WARNING, "unreadable")
            return InvalidResponse(fault=str(error))
        stop = str(response.get("stopReason"))
        if stop in converse_answers.REFUSED or stop == converse_answers.TOO_LONG:
            self._report(logging.WARNING, stop)
            raise AnalysisUnavailable if stop == converse_answers.TOO_LONG else AnalysisRefused
        if stop != converse_answers.ANSWERED:
            known = converse_answers.FAULTY.get(stop)
            self._report(logging.WARNING, stop if known else "unreadable")
            return InvalidResponse(fault=known or UNKNOWN_FAULT)
        try:
            value = analysis.parse(converse_answers.tool_input(response, tool=analysis.tool))
        except ValueError as error:
            self._report(logging.WARNING, "invalid_answer")
            fault = str(error) if isinstance(error, WrongAnswer) else UNKNOWN_FAULT
            return InvalidResponse(response=response, fault=fault)
        self._report(logging.INFO, "answered")
        return Reply(value=value, model_id=self.model_id)

    def _converse(self, request: dict[str, Any]) -> Mapping[str, object]:
        """Return the response, empty if it cannot be read. Raise WrongAnswer if names repeat."""
        try:
            return self.client.converse(**request)
        except WrongAnswer:
            raise
        except ClientError as error:
            outcome, passes = error.response["Error"]["Code"], is_transient(error)
            is_busy = error.response["ResponseMetadata"]["HTTPStatusCode"] in _BUSY_STATUSES
        except BotoCoreError as error:
            outcome, is_busy = type(error).__name__, isinstance(error, NotConnected)
            passes = is_busy or isinstance(error, HTTPClientError)
        except _UNREADABLE:
            return {}
        self._report(logging.WARNING if passes else logging.ERROR, outcome)
        # Raised outside the handlers, because botocore's exception may quote the request.
        if not passes:
            raise AnalysisUnavailable
        raise ModelBusy if is_busy else Unavailable(sentence("The analysis failed. Try again."))

    def _report(self, level: int, outcome: str) -> None:
        # The alarm is for outages: that a filter stopped one photo is none.
        is_failure = outcome != "answered" and outcome not in converse_answers.REFUSED
        measured = metrics.BEDROCK(BedrockCalls=1, BedrockFailures=int(is_failure))
        extra = {"outcome": outcome, "model": self.model_id, "metrics": measured}
        log.log(level, "bedrock", extra=extra)


def service_of_stage() -> BedrockService:
    """Return the service with the model and the guardrail that the operator chose."""
    guardrail = Guardrail(
        identifier=settings.BEDROCK_GUARDRAIL_ID, version=settings.BEDROCK_GUARDRAIL_VERSION
    )
    return BedrockService(
        client=clients.bedrock(),
        model_id=settings.BEDROCK_MODEL_ID,
        guardrail=guardrail if guardrail.identifier else None,
        strict="strict" not in settings.BEDROCK_MODEL_LACKS,
        temperature=None if "temperature" in settings.BEDROCK_MODEL_LACKS else 0,
    )


def _longest_call_seconds(client: "BedrockRuntimeClient") -> float:
    """Return how long one call can take by the client's time-outs, attempts and pauses."""
    config: Any = client.meta.config
    attempts: int = config.retries.get("total_max_attempts", 3)
    waits = attempts * (config.connect_timeout + config.read_timeout)
    return float(waits + 2 ** (attempts - 1) - 1)
