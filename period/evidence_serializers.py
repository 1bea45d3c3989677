"""The evidence of a forecast in answers: what it uses, leaves out, and how it did so far."""

from typing import get_args

from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.api.serializers import OutputSerializer
from period.domain.forecast.evidence import BasisStage, ExclusionCode
from period.domain.log.not_used import NotUsedCode, NotUsedKind
from period.share_fields import Rounded, Share


class LeftOutSerializer(OutputSerializer):
    """A gap between periods that does not count as one cycle."""

    start = fields.StrictDateField()
    days = serializers.IntegerField()
    code = fields.StrictChoiceField(choices=get_args(ExclusionCode))
    text = fields.SentenceField()


class NotUsedSerializer(OutputSerializer):
    """Something that she logged and the forecast does not use."""

    date = fields.StrictDateField()
    kind = fields.StrictChoiceField(choices=get_args(NotUsedKind))
    code = fields.StrictChoiceField(choices=get_args(NotUsedCode))
    text = fields.SentenceField()
    end = fields.StrictDateField(
        allow_null=True, help_text="The last day of bleeding; null for anything else."
    )


class BasedOnSerializer(OutputSerializer):
    """The basis of the forecast."""

    stage = fields.StrictChoiceField(choices=get_args(BasisStage))
    cyclesUsed = serializers.IntegerField(source="cycles_used")
    leftOut = LeftOutSerializer(many=True, source="left_out")
    statedCycleLength = serializers.IntegerField(source="stated_cycle_length", allow_null=True)
    testedCycles = serializers.IntegerField(source="tested_cycles")
    notUsed = NotUsedSerializer(many=True, source="not_used")
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
