"""What the log tells, on the wire: each dataclass of the domain, field by field in camelCase.

Dates are whole days, ranges include both ends, probabilities and shares lie between 0 and 1.
"""

from typing import Any, get_args

from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.api.serializers import OutputSerializer
from period.domain.current_cycle import OvulationSource
from period.domain.cycles import FlagCode
from period.domain.forecast_result import Confidence, ExclusionCode, ReasonCode, Stage
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


class FlagSerializer(OutputSerializer):
    """Something outside the usual range."""

    code = fields.StrictChoiceField(choices=get_args(FlagCode))
    measured = serializers.IntegerField(help_text="In days.")
    limit = serializers.IntegerField(help_text="In days.")
    text = serializers.CharField()


class PeriodSerializer(OutputSerializer):
    """One menses."""

    start = fields.StrictDateField()
    end = fields.StrictDateField()
    bleedingDays = serializers.IntegerField(source="bleeding_days")
    needsConfirmation = serializers.BooleanField(source="needs_confirmation")


class CycleSerializer(OutputSerializer):
    """From one period to the next; the running cycle has no length yet."""

    start = fields.StrictDateField()
    length = serializers.IntegerField(
        allow_null=True, help_text="In days; null while it runs, and across a pause."
    )
    period = PeriodSerializer()
    flags = FlagSerializer(many=True)


class CyclesSerializer(OutputSerializer):
    """The cycles that began in a stretch of time, newest first."""

    asOf = fields.StrictDateField(source="as_of")
    variation = FlagSerializer(allow_null=True)
    results = CycleSerializer(many=True, source="cycles")


class ReasonSerializer(OutputSerializer):
    """Why something is not told."""

    code = fields.StrictChoiceField(choices=get_args(ReasonCode))
    text = serializers.CharField()


class PhaseSerializer(OutputSerializer):
    """The most probable phase."""

    name = fields.StrictChoiceField(choices=get_args(PhaseName))
    probability = Share()


class CurrentCycleSerializer(OutputSerializer):
    """The running cycle."""

    start = fields.StrictDateField()
    day = serializers.IntegerField()
    period = PeriodSerializer()
    phase = PhaseSerializer(allow_null=True)
    question = serializers.CharField(allow_null=True)


class DayProbabilitySerializer(OutputSerializer):
    """The probability that it begins on that day."""

    date = fields.StrictDateField()
    probability = Share()


class LaterPeriodSerializer(OutputSerializer):
    """The first day of a period to come, and its range."""

    date = fields.StrictDateField()
    earliest = fields.StrictDateField()
    latest = fields.StrictDateField()
    level = Share()


class NextPeriodSerializer(LaterPeriodSerializer):
    """The first day of the next period."""

    withinTwoDays = Share(source="within_two_days")
    confidence = fields.StrictChoiceField(choices=get_args(Confidence))
    distribution = DayProbabilitySerializer(many=True)


class OvulationSerializer(LaterPeriodSerializer):
    """The day of ovulation in the running cycle."""

    withinTwoDays = Share(source="within_two_days")
    source = fields.StrictChoiceField(choices=get_args(OvulationSource))  # type: ignore[assignment]  # a field, for all that


class FertileDaysSerializer(OutputSerializer):
    """The days on which conception is likely enough to be named."""

    first = fields.StrictDateField()
    last = fields.StrictDateField()
    allSix = Share(source="all_six")


class LateSerializer(OutputSerializer):
    """How late it is, and how probably a log was forgotten."""

    days = serializers.IntegerField()
    forgotten = Share()
    text = serializers.CharField()


class LeftOutSerializer(OutputSerializer):
    """A gap that was not counted as one cycle."""

    start = fields.StrictDateField()
    days = serializers.IntegerField()
    code = fields.StrictChoiceField(choices=get_args(ExclusionCode))
    text = serializers.CharField()


class BasedOnSerializer(OutputSerializer):
    """What the forecast rests on."""

    stage = fields.StrictChoiceField(choices=get_args(Stage))
    cyclesUsed = serializers.IntegerField(source="cycles_used")
    leftOut = LeftOutSerializer(many=True, source="left_out")
    statedCycleLength = serializers.IntegerField(source="stated_cycle_length", allow_null=True)
    testedCycles = serializers.IntegerField(source="tested_cycles")
    text = serializers.CharField()


class PastPredictionSerializer(OutputSerializer):
    """What would have been said of a past period, and what came."""

    askedOn = fields.StrictDateField(source="asked_on")
    date = fields.StrictDateField()
    earliest = fields.StrictDateField()
    latest = fields.StrictDateField()
    actual = fields.StrictDateField()
    scored = serializers.BooleanField()


class TrackRecordSerializer(OutputSerializer):
    """How this method fared so far."""

    scored = serializers.IntegerField()
    leftOut = serializers.IntegerField(source="left_out")
    meanAbsoluteError = Rounded(
        source="mean_absolute_error", min_value=0, allow_null=True, help_text="In days."
    )
    insideRange = Share(source="inside_range", allow_null=True)
    withinTwoDays = Share(source="within_two_days", allow_null=True)
    level = Share()
    predictions = PastPredictionSerializer(many=True)


class ForecastSerializer(OutputSerializer):
    """The whole answer, as of one day."""

    asOf = fields.StrictDateField(source="as_of")
    currentCycle = CurrentCycleSerializer(source="current_cycle", allow_null=True)
    nextPeriod = NextPeriodSerializer(source="next_period", allow_null=True)
    nextPeriodReason = ReasonSerializer(source="next_period_reason", allow_null=True)
    followingPeriods = LaterPeriodSerializer(many=True, source="following_periods")
    ovulation = OvulationSerializer(allow_null=True)
    fertileDays = FertileDaysSerializer(source="fertile_days", allow_null=True)
    ovulationReason = ReasonSerializer(source="ovulation_reason", allow_null=True)
    late = LateSerializer(allow_null=True)
    basedOn = BasedOnSerializer(source="based_on")
    trackRecord = TrackRecordSerializer(source="track_record")
    notice = serializers.CharField()
