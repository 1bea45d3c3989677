"""The shape of a report in JSON, for its documentation. `answer` makes it."""

from typing import Any, get_args

from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.api.serializers import OutputSerializer
from glowcycle.insights.domain.cycles import WindowName
from glowcycle.insights.domain.outcomes import OutcomeKind, Verdict
from glowcycle.report.cycle_serializers import CycleFactsSerializer, MonthSerializer
from glowcycle.report.serializers import LANGUAGES
from period.domain.log.life_stages import StageKind

COMPLAINT_KINDS = ("pain", "symptom")
CHANGE_KINDS = ("energy", "mood", "pain", "symptom")

_HER_WORD = "Her own word; null for what is no word of hers."


class TypedSerializer(OutputSerializer):
    """What she typed for this one report; null where she typed nothing."""

    name = serializers.CharField(allow_null=True)
    birthYear = serializers.IntegerField(allow_null=True)
    menarcheAge = serializers.IntegerField(allow_null=True)
    question = serializers.CharField(allow_null=True)


class ReportStageSerializer(OutputSerializer):
    """A life stage that touches these days, as she stated it. A pause is left out."""

    kind = fields.StrictChoiceField(choices=get_args(StageKind))
    start = fields.StrictDateField()
    end = fields.StrictDateField(allow_null=True)
    text = fields.SentenceField()


class DayCountSerializer(OutputSerializer):
    """One day of the cycle. Day 0 is the first day of a period, day -1 the one before it."""

    day = serializers.IntegerField()
    days = serializers.IntegerField(help_text="The logged days.")
    mean = serializers.FloatField(allow_null=True, help_text="Of pain, 0 to 10; else null.")

    def get_fields(self) -> dict[str, Any]:
        """Return the fields; `with` is a keyword of Python and cannot be declared as a name."""
        found = super().get_fields()
        told = serializers.IntegerField(help_text="Those that had it.")
        return {"day": found.pop("day"), "days": found.pop("days"), "with": told, **found}


class ComplaintSerializer(OutputSerializer):
    """Pain or a symptom by the day of the cycle."""

    kind = fields.StrictChoiceField(choices=COMPLAINT_KINDS)
    name = serializers.CharField(allow_null=True, help_text=_HER_WORD)
    label = fields.SentenceField()  # type: ignore[assignment]  # a field of the API
    days = serializers.IntegerField(help_text="The days with it.")
    cycles = serializers.IntegerField(help_text="The cycles with it.")
    byDay = DayCountSerializer(many=True)
    text = fields.SentenceField()


class EvidenceSerializer(OutputSerializer):
    """What she measured in one cycle."""

    cycleStart = fields.StrictDateField()
    positiveTests = serializers.ListField(child=fields.StrictDateField())
    negativeTests = serializers.IntegerField()
    temperatures = serializers.IntegerField()
    shift = fields.StrictDateField(
        allow_null=True, help_text="The first day of the higher temperatures."
    )
    mucusPeak = fields.StrictDateField(allow_null=True)
    text = fields.SentenceField()


class OvulationSerializer(OutputSerializer):
    """Signs of ovulation that she logged. Nothing is predicted."""

    cycles = EvidenceSerializer(many=True)
    text = fields.SentenceField()


class ChangeSerializer(OutputSerializer):
    """The seven days before a period, beside days 4 to 10 of the cycle."""

    kind = fields.StrictChoiceField(choices=CHANGE_KINDS)
    name = serializers.CharField(allow_null=True, help_text=_HER_WORD)
    label = fields.SentenceField()  # type: ignore[assignment]  # a field of the API
    cycles = serializers.IntegerField()
    needed = serializers.IntegerField(help_text="The cycles without which nothing is told.")
    difference = serializers.FloatField(
        allow_null=True,
        help_text="Mean of the days before minus mean of the days after: points of 100 for "
        "energy, steps of five for mood, points of 10 for pain, a share of days for a symptom.",
    )
    percent = serializers.FloatField(
        allow_null=True, help_text="Of the range that she used; positive if it is worse before."
    )
    raised = serializers.IntegerField(
        allow_null=True, help_text="The cycles in which it is worse by 30 % or more."
    )
    text = fields.SentenceField()


class PremenstrualSerializer(OutputSerializer):
    """How the week before a period differs. Not a diagnosis."""

    changes = ChangeSerializer(many=True)
    text = fields.SentenceField()
    notice = fields.SentenceField()


class ReportInsightSerializer(OutputSerializer):
    """Whether something follows the cycle. Window and numbers are null without a difference."""

    kind = fields.StrictChoiceField(choices=get_args(OutcomeKind))
    name = serializers.CharField(allow_null=True)
    label = fields.SentenceField()  # type: ignore[assignment]  # a field of the API
    verdict = fields.StrictChoiceField(choices=get_args(Verdict))
    window = fields.StrictChoiceField(choices=get_args(WindowName), allow_null=True)
    effect = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True, help_text="The 90 % interval begins here.")
    high = serializers.FloatField(allow_null=True, help_text="And ends here.")
    cycles = serializers.IntegerField()
    text = fields.SentenceField()


class ReportSkinSerializer(OutputSerializer):
    """One metric (0 to 100, higher is better) by one method."""

    metric = serializers.CharField()
    label = fields.SentenceField()  # type: ignore[assignment]  # a field of the API
    source = serializers.CharField(allow_null=True)  # type: ignore[assignment]  # a field of the API
    modelId = serializers.CharField(allow_null=True)
    promptVersion = serializers.CharField(allow_null=True)
    scans = serializers.IntegerField()
    first = fields.StrictDateField()
    last = fields.StrictDateField()
    median = serializers.FloatField()
    least = serializers.FloatField()
    most = serializers.FloatField()
    text = fields.SentenceField()


class CoverageSerializer(OutputSerializer):
    """How much is logged in these days, and what is not."""

    periodDays = serializers.IntegerField()
    journalDays = serializers.IntegerField()
    scans = serializers.IntegerField()
    emptyMonths = serializers.ListField(child=serializers.RegexField("^[0-9]{4}-[0-9]{2}$"))
    text = fields.SentenceField()


class ReportMethodSerializer(OutputSerializer):
    """How some of the numbers were obtained."""

    title = fields.SentenceField()
    text = fields.SentenceField()


class ReportSerializer(OutputSerializer):
    """What she takes to a doctor. Nothing of it is stored."""

    asOf = fields.StrictDateField()
    readSince = fields.StrictDateField(
        help_text="Later than `from` where one report reads no further back."
    )
    language = fields.StrictChoiceField(choices=LANGUAGES)
    title = fields.SentenceField()
    typed = TypedSerializer()
    summary = serializers.ListField(
        child=fields.SentenceField(), help_text="The most important, in at most five sentences."
    )
    standsOut = serializers.ListField(
        child=fields.SentenceField(), help_text="The oddest facts, at most three."
    )
    stages = ReportStageSerializer(many=True)
    cycles = CycleFactsSerializer()
    strip = MonthSerializer(many=True, help_text="Each month of these days, the oldest first.")
    complaints = ComplaintSerializer(many=True)
    ovulation = OvulationSerializer()
    premenstrual = PremenstrualSerializer()
    insights = ReportInsightSerializer(many=True)
    skin = ReportSkinSerializer(many=True)
    coverage = CoverageSerializer()
    methods = ReportMethodSerializer(many=True)
    notice = fields.SentenceField()
    unreadable = serializers.IntegerField(help_text="The records that cannot be read.")

    def get_fields(self) -> dict[str, Any]:
        """Return the fields; `from` is a keyword of Python and cannot be declared as a name."""
        found = super().get_fields()
        dates = {"from": fields.StrictDateField(), "to": fields.StrictDateField()}
        return {"asOf": found.pop("asOf"), **dates, **found}
