"""The forecast in answers: the dataclasses of the domain in camelCase.

Dates are whole days, ranges include both ends, probabilities and shares lie between 0 and 1.
"""

from typing import get_args

from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.api.serializers import OutputSerializer
from period.cycle_serializers import PeriodSerializer
from period.domain.forecast.forecast_reasons import AssumptionCode, ReasonCode
from period.domain.forecast.predicted_days import Confidence
from period.domain.own_cycles.current_cycle import OvulationSource
from period.domain.own_cycles.phases import PhaseName
from period.domain.signs.cycle_signs import SignKind
from period.evidence_serializers import BasedOnSerializer, TrackRecordSerializer
from period.life_serializers import (
    AttentionSerializer,
    BleedingPatternSerializer,
    PregnancySerializer,
    QuestionSerializer,
    ScheduledBleedSerializer,
    StageNowSerializer,
)
from period.share_fields import Share


class ReasonSerializer(OutputSerializer):
    """The reason for a missing prediction."""

    code = fields.StrictChoiceField(choices=get_args(ReasonCode))
    text = fields.SentenceField()
    date = fields.StrictDateField(
        allow_null=True, help_text="The first day of the last period, where it is about that."
    )


class AssumptionSerializer(OutputSerializer):
    """What next and later periods, and how late the period is, take for granted."""

    code = fields.StrictChoiceField(choices=get_args(AssumptionCode))
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


class OvulationSignSerializer(OutputSerializer):
    """What a kind of sign of the current cycle did to the day of ovulation."""

    kind = fields.StrictChoiceField(choices=get_args(SignKind))
    days = serializers.IntegerField()
    moved = serializers.IntegerField()
    text = fields.SentenceField()


class OvulationSerializer(LaterPeriodSerializer):
    """The day of ovulation in the current cycle."""

    withinTwoDays = Share(source="within_two_days")
    source = fields.StrictChoiceField(choices=get_args(OvulationSource))  # type: ignore[assignment]  # a field of the API, not DRF's attribute
    signs = OvulationSignSerializer(many=True)


class FertileDaysSerializer(OutputSerializer):
    """The days on which conception is likely enough to show."""

    first = fields.StrictDateField()
    last = fields.StrictDateField()
    allSix = Share(source="all_six")


class LateSerializer(OutputSerializer):
    """How late the period is, and three probabilities of what that means, which sum to 1."""

    days = serializers.IntegerField()
    forgotten = Share(help_text="The period came and was not logged.")
    pregnancy = Share(help_text="She is pregnant.")
    longCycle = Share(source="long_cycle", help_text="The cycle is a long one.")
    text = fields.SentenceField()


class ForecastSerializer(OutputSerializer):
    """The forecast as of one day."""

    asOf = fields.StrictDateField(source="as_of")
    lifeStage = StageNowSerializer(source="life_stage", allow_null=True)
    currentCycle = CurrentCycleSerializer(source="current_cycle", allow_null=True)
    assumption = AssumptionSerializer(allow_null=True)
    nextPeriod = NextPeriodSerializer(source="next_period", allow_null=True)
    nextPeriodReason = ReasonSerializer(source="next_period_reason", allow_null=True)
    followingPeriods = LaterPeriodSerializer(many=True, source="following_periods")
    ovulation = OvulationSerializer(allow_null=True)
    fertileDays = FertileDaysSerializer(source="fertile_days", allow_null=True)
    ovulationReason = ReasonSerializer(source="ovulation_reason", allow_null=True)
    late = LateSerializer(allow_null=True)
    pregnancy = PregnancySerializer(allow_null=True)
    scheduledBleed = ScheduledBleedSerializer(source="scheduled_bleed", allow_null=True)
    bleedingPattern = BleedingPatternSerializer(source="bleeding_pattern", allow_null=True)
    questions = QuestionSerializer(many=True)
    attention = AttentionSerializer(many=True)
    basedOn = BasedOnSerializer(source="based_on")
    trackRecord = TrackRecordSerializer(source="track_record")
    notice = fields.SentenceField()
