"""The shape of what a report tells of her cycles, for its documentation."""

from typing import get_args

from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.api.serializers import OutputSerializer
from glowcycle.report.domain.bleeding_facts import (
    DayMark,
    FigoFinding,
    FigoTerm,
    LeftOutReason,
    UntoldReason,
)
from glowcycle.report.texts.windows import CODES
from period.domain.log.life_stages import Method
from period.domain.periods.bleeding_stages import StageBleeding

OTHER_BLEEDING = (*get_args(StageBleeding), "she_said_so")


class ReportLeftOutSerializer(OutputSerializer):
    """How many a number does not rest on, and why."""

    reason = fields.StrictChoiceField(choices=get_args(LeftOutReason))
    count = serializers.IntegerField()
    text = fields.SentenceField()


class SpreadSerializer(OutputSerializer):
    """A number of days over several cycles or periods."""

    median = serializers.FloatField()
    least = serializers.IntegerField()
    most = serializers.IntegerField()
    count = serializers.IntegerField()
    leftOut = ReportLeftOutSerializer(many=True)
    text = fields.SentenceField()


class FigoSerializer(OutputSerializer):
    """A term of FIGO for her bleeding."""

    term = fields.StrictChoiceField(choices=get_args(FigoTerm))
    finding = fields.StrictChoiceField(
        choices=get_args(FigoFinding),
        allow_null=True,
        help_text="Null where the log is too thin to tell.",
    )
    measured = serializers.FloatField(
        allow_null=True,
        help_text="Days; for `volume` the periods and for `intermenstrual` the cycles that are as "
        "the finding says.",
    )
    count = serializers.IntegerField(help_text="The cycles or periods behind it.")
    needed = serializers.IntegerField(help_text="The cycles or periods that it needs.")
    inDoubt = serializers.BooleanField(
        help_text="Whether a period that was not logged would look the same."
    )
    untold = fields.StrictChoiceField(
        choices=get_args(UntoldReason),
        allow_null=True,
        help_text="Why there is no finding, where that is not for want of logged days.",
    )
    label = fields.SentenceField()  # type: ignore[assignment]  # a field of the API
    text = fields.SentenceField()


class BleedingWindowSerializer(OutputSerializer):
    """A reference period of 90 days under hormonal contraception, after Belsey."""

    first = fields.StrictDateField()
    last = fields.StrictDateField()
    method = fields.StrictChoiceField(choices=get_args(Method))
    loggedDays = serializers.IntegerField()
    bleedingDays = serializers.IntegerField()
    spottingDays = serializers.IntegerField()
    episodes = serializers.IntegerField()
    longestEpisode = serializers.IntegerField()
    longestGap = serializers.IntegerField()
    unscheduledDays = serializers.IntegerField(
        allow_null=True,
        help_text="Days with bleeding outside the pauses of her packs; null without packs.",
    )
    isWhole = serializers.BooleanField(help_text="Whether log and method fill all of it.")
    codes = serializers.ListField(child=fields.StrictChoiceField(choices=list(CODES)))
    text = fields.SentenceField()


class LoggedPeriodSerializer(OutputSerializer):
    """A period, and the days up to the next one."""

    start = fields.StrictDateField()
    end = fields.StrictDateField()
    bleedingDays = serializers.IntegerField()
    length = serializers.IntegerField(
        allow_null=True, help_text="Of its cycle in days; null where none is counted."
    )
    leftOut = fields.StrictChoiceField(choices=get_args(LeftOutReason), allow_null=True)
    text = fields.SentenceField()


class OtherBleedingSerializer(OutputSerializer):
    """Bleeding that is no period, and why it is none."""

    start = fields.StrictDateField()
    end = fields.StrictDateField()
    code = fields.StrictChoiceField(choices=OTHER_BLEEDING)
    text = fields.SentenceField()


class CycleFactsSerializer(OutputSerializer):
    """Her periods and cycles."""

    lastPeriod = fields.StrictDateField(
        allow_null=True, help_text="The newest first day, on these days or before them."
    )
    length = SpreadSerializer(allow_null=True)
    bleeding = SpreadSerializer(allow_null=True)
    figo = FigoSerializer(many=True)
    windows = BleedingWindowSerializer(many=True)
    otherBleeding = OtherBleedingSerializer(many=True, help_text="The oldest first.")
    periods = LoggedPeriodSerializer(many=True, help_text="The newest first.")


class MonthSerializer(OutputSerializer):
    """A month with the bleeding of each of its days; null where nothing is told."""

    month = serializers.RegexField("^[0-9]{4}-[0-9]{2}$")
    label = fields.SentenceField()  # type: ignore[assignment]  # a field of the API
    days = serializers.ListField(
        child=fields.StrictChoiceField(choices=get_args(DayMark), allow_null=True)
    )
