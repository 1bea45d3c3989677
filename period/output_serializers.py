"""The cycles and the forecast in answers: the dataclasses of the domain in camelCase.

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
    """A number rounded to six digits, with which a distribution still adds up to 1."""

    def to_representation(self, value: float) -> float:  # type: ignore[override]  # JSON has numbers
        """Return the number, rounded."""
        return round(value, 6)


class Share(Rounded):
    """A probability or a share, 0 to 1."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=1, **kwargs)


class FlagSerializer(OutputSerializer):
    """A length or a variation outside the usual range."""

    code = fields.StrictChoiceField(choices=get_args(FlagCode))
    measured = serializers.IntegerField(help_text="In days.")
    limit = serializers.IntegerField(help_text="In days.")
    text = fields.SentenceField()


class PeriodSerializer(OutputSerializer):
    """One period, from its first to its last day of bleeding."""

    start = fields.StrictDateField()
    end = fields.StrictDateField()
    bleedingDays = serializers.IntegerField(source="bleeding_days")
    needsConfirmation = serializers.BooleanField(source="needs_confirmation")


class CycleSerializer(OutputSerializer):
    """A cycle, from one period to the next; the current one has no length yet."""

    start = fields.StrictDateField()
    length = serializers.IntegerField(
        allow_null=True, help_text="In days; null for the current cycle, and across a pause."
    )
    period = PeriodSerializer()
    flags = FlagSerializer(many=True)


class CyclesSerializer(OutputSerializer):
    """The cycles that began between two days, newest first; `next` leads to older ones."""

    asOf = fields.StrictDateField(source="as_of")
    variation = FlagSerializer(allow_null=True)
    results = CycleSerializer(many=True, source="cycles")


class ReasonSerializer(OutputSerializer):
    """The reason for a missing prediction."""

    code = fields.StrictChoiceField(choices=get_args(ReasonCode))
    text = fields.SentenceField()


class PhaseSerializer(OutputSerializer):
    """The most probable phase."""

    name = fields.StrictChoiceField(choices=get_args(PhaseName))
    probability = Share()


class CurrentCycleSerializer(OutputSerializer):
    """The current cycle."""

    start = fields.StrictDateField()
    day = serializers.IntegerField()
    period = PeriodSerializer()
    phase = PhaseSerializer(allow_null=True)
    question = fields.SentenceField(allow_null=True)


class DayProbabilitySerializer(OutputSerializer):
    """The probability that the period begins on that day."""

    date = fields.StrictDateField()
    probability = Share()


class LaterPeriodSerializer(OutputSerializer):
    """The first day of a later period, and its range."""

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
    """The day of ovulation in the current cycle."""

    withinTwoDays = Share(source="within_two_days")
    source = fields.StrictChoiceField(choices=get_args(OvulationSource))  # type: ignore[assignment]  # a field of the API, not DRF's attribute


class FertileDaysSerializer(OutputSerializer):
    """The days on which conception is likely enough to show."""

    first = fields.StrictDateField()
    last = fields.StrictDateField()
    allSix = Share(source="all_six")


class LateSerializer(OutputSerializer):
    """How late the period is, and the probability that she forgot to log it."""

    days = serializers.IntegerField()
    forgotten = Share()
    text = fields.SentenceField()


class LeftOutSerializer(OutputSerializer):
    """A gap between periods that does not count as one cycle."""

    start = fields.StrictDateField()
    days = serializers.IntegerField()
    code = fields.StrictChoiceField(choices=get_args(ExclusionCode))
    text = fields.SentenceField()


class BasedOnSerializer(OutputSerializer):
    """The basis of the forecast."""

    stage = fields.StrictChoiceField(choices=get_args(Stage))
    cyclesUsed = serializers.IntegerField(source="cycles_used")
    leftOut = LeftOutSerializer(many=True, source="left_out")
    statedCycleLength = serializers.IntegerField(source="stated_cycle_length", allow_null=True)
    testedCycles = serializers.IntegerField(source="tested_cycles")
    text = fields.SentenceField()


class PastPredictionSerializer(OutputSerializer):
    """The prediction for a past period, made from the log of that time, and its actual date."""

    askedOn = fields.StrictDateField(source="asked_on")
    date = fields.StrictDateField()
    earliest = fields.StrictDateField()
    latest = fields.StrictDateField()
    actual = fields.StrictDateField()
    scored = serializers.BooleanField()


class TrackRecordSerializer(OutputSerializer):
    """The accuracy of this method for her past periods."""

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
    """The forecast as of one day."""

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
    notice = fields.SentenceField()
