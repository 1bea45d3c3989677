"""What the log tells, on the wire: each dataclass of the domain, field by field in camelCase.

Dates are whole days, ranges include both ends, probabilities and shares lie between 0 and 1.
"""

from typing import Any, get_args

from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.api.serializers import Answer
from period.domain.current_cycle import OvulationSource
from period.domain.cycles import FlagCode
from period.domain.forecast_result import Confidence, LeftOutCode, ReasonCode, Stage
from period.domain.phases import PhaseName


class Rounded(serializers.FloatField):
    """A number, with the six digits that a distribution needs to add up."""

    def to_representation(self, value: float) -> float:  # type: ignore[override]  # JSON has numbers
        """Return it rounded."""
        return round(value, 6)


class Share(Rounded):
    """A probability, or a part of one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=1, **kwargs)


class FlagAnswer(Answer):
    """Something outside the usual range."""

    code = fields.OneOf(choices=get_args(FlagCode))
    measured = serializers.IntegerField(help_text="In days.")
    limit = serializers.IntegerField(help_text="In days.")
    text = serializers.CharField()


class PeriodAnswer(Answer):
    """One menses."""

    start = fields.Day()
    end = fields.Day()
    bleedingDays = serializers.IntegerField(source="bleeding_days")
    needsConfirmation = serializers.BooleanField(source="needs_confirmation")


class CycleAnswer(Answer):
    """From one period to the next; the running cycle has no length yet."""

    start = fields.Day()
    length = serializers.IntegerField(
        allow_null=True, help_text="In days; null while it runs, and across a pause."
    )
    period = PeriodAnswer()
    flags = FlagAnswer(many=True)


class CyclesAnswer(Answer):
    """The cycles that began in a stretch of time, newest first."""

    asOf = fields.Day(source="as_of")
    variation = FlagAnswer(allow_null=True)
    results = CycleAnswer(many=True, source="cycles")


class ReasonAnswer(Answer):
    """Why something is not told."""

    code = fields.OneOf(choices=get_args(ReasonCode))
    text = serializers.CharField()


class PhaseAnswer(Answer):
    """The most probable phase."""

    name = fields.OneOf(choices=get_args(PhaseName))
    probability = Share()


class CurrentCycleAnswer(Answer):
    """The running cycle."""

    start = fields.Day()
    day = serializers.IntegerField()
    period = PeriodAnswer()
    phase = PhaseAnswer(allow_null=True)
    question = serializers.CharField(allow_null=True)


class DayProbabilityAnswer(Answer):
    """The probability that it begins on that day."""

    date = fields.Day()
    probability = Share()


class LaterPeriodAnswer(Answer):
    """The first day of a period to come, and its range."""

    date = fields.Day()
    earliest = fields.Day()
    latest = fields.Day()
    level = Share()


class NextPeriodAnswer(LaterPeriodAnswer):
    """The first day of the next period."""

    withinTwoDays = Share(source="within_two_days")
    confidence = fields.OneOf(choices=get_args(Confidence))
    distribution = DayProbabilityAnswer(many=True)


class OvulationAnswer(LaterPeriodAnswer):
    """The day of ovulation in the running cycle."""

    withinTwoDays = Share(source="within_two_days")
    source = fields.OneOf(choices=get_args(OvulationSource))  # type: ignore[assignment]  # a field, for all that


class FertileDaysAnswer(Answer):
    """The days on which conception is likely enough to be named."""

    first = fields.Day()
    last = fields.Day()
    allSix = Share(source="all_six")


class LateAnswer(Answer):
    """How late it is, and how probably a log was forgotten."""

    days = serializers.IntegerField()
    forgotten = Share()
    text = serializers.CharField()


class LeftOutAnswer(Answer):
    """A gap that was not counted as one cycle."""

    start = fields.Day()
    days = serializers.IntegerField()
    code = fields.OneOf(choices=get_args(LeftOutCode))
    text = serializers.CharField()


class BasedOnAnswer(Answer):
    """What the forecast rests on."""

    stage = fields.OneOf(choices=get_args(Stage))
    cyclesUsed = serializers.IntegerField(source="cycles_used")
    leftOut = LeftOutAnswer(many=True, source="left_out")
    statedCycleLength = serializers.IntegerField(source="stated_cycle_length", allow_null=True)
    testedCycles = serializers.IntegerField(source="tested_cycles")
    text = serializers.CharField()


class PastPredictionAnswer(Answer):
    """What would have been said of a past period, and what came."""

    askedOn = fields.Day(source="asked_on")
    date = fields.Day()
    earliest = fields.Day()
    latest = fields.Day()
    actual = fields.Day()
    scored = serializers.BooleanField()


class TrackRecordAnswer(Answer):
    """How this method fared so far."""

    scored = serializers.IntegerField()
    leftOut = serializers.IntegerField(source="left_out")
    meanAbsoluteError = Rounded(
        source="mean_absolute_error", min_value=0, allow_null=True, help_text="In days."
    )
    insideRange = Share(source="inside_range", allow_null=True)
    withinTwoDays = Share(source="within_two_days", allow_null=True)
    level = Share()
    predictions = PastPredictionAnswer(many=True)


class ForecastAnswer(Answer):
    """The whole answer, as of one day."""

    asOf = fields.Day(source="as_of")
    currentCycle = CurrentCycleAnswer(source="current_cycle", allow_null=True)
    nextPeriod = NextPeriodAnswer(source="next_period", allow_null=True)
    nextPeriodReason = ReasonAnswer(source="next_period_reason", allow_null=True)
    followingPeriods = LaterPeriodAnswer(many=True, source="following_periods")
    ovulation = OvulationAnswer(allow_null=True)
    fertileDays = FertileDaysAnswer(source="fertile_days", allow_null=True)
    ovulationReason = ReasonAnswer(source="ovulation_reason", allow_null=True)
    late = LateAnswer(allow_null=True)
    basedOn = BasedOnAnswer(source="based_on")
    trackRecord = TrackRecordAnswer(source="track_record")
    notice = serializers.CharField()
