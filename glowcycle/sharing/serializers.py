"""The shape of what a share shows, for the document: a member for each of its scopes."""

from typing import Any, get_args

from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.api.serializers import OutputSerializer
from glowcycle.person.shares.fields import ExpiryField
from glowcycle.person.shares.scopes import Scope
from period.domain.log.life_stages import (
    Breastfeeding,
    Hormones,
    Method,
    Outcome,
    Reason,
    StageKind,
)
from period.domain.log.logged_day import Flow, Mucus, OvulationTest, PregnancyTest
from period.output_serializers import LaterPeriodSerializer
from period.serializers import SEX, TemperatureSerializer
from skin.domain.measurement import Source
from skin.serializers import MetricsSerializer

OUTSIDE = "Null where it lies outside the window."


def _choice(choices: Any, **kwargs: Any) -> fields.StrictChoiceField:
    return fields.StrictChoiceField(choices=choices, allow_null=True, **kwargs)


class SharedPeriodSerializer(OutputSerializer):
    """A period."""

    start = fields.StrictDateField()
    end = fields.StrictDateField(
        allow_null=True, help_text="The last day so far; null where it lies behind the window."
    )


class SharedForecastSerializer(OutputSerializer):
    """Up to three periods."""

    periods = LaterPeriodSerializer(many=True)


class SharedFertileDaysSerializer(OutputSerializer):
    """The fertile days of the running cycle."""

    first = fields.StrictDateField(help_text="The first fertile day.")
    last = fields.StrictDateField(help_text="The last fertile day.")


class SharedDaySerializer(OutputSerializer):
    """A day of the period log that says any of this."""

    date = fields.StrictDateField()
    flow = _choice(get_args(Flow))
    symptoms = serializers.ListField(child=serializers.CharField(), allow_null=True)
    pain = serializers.IntegerField(allow_null=True)
    temperature = TemperatureSerializer(allow_null=True)
    mucus = _choice(get_args(Mucus))
    ovulationTest = _choice(get_args(OvulationTest))


class SharedIntimateDaySerializer(OutputSerializer):
    """A day of the period log that says any of this."""

    date = fields.StrictDateField()
    sex = _choice(SEX)
    pregnancyTest = _choice(get_args(PregnancyTest))
    medication = serializers.ListField(child=serializers.CharField(), allow_null=True)
    note = serializers.CharField(allow_null=True)


class SharedStageSerializer(OutputSerializer):
    """A life stage that holds on a day of the window."""

    kind = fields.StrictChoiceField(choices=get_args(StageKind), help_text="Never `pause`.")
    start = fields.StrictDateField(allow_null=True, help_text=OUTSIDE)
    end = fields.StrictDateField(allow_null=True, help_text=f"{OUTSIDE} So is one that goes on.")
    method = _choice(get_args(Method))
    reason = _choice(get_args(Reason))
    breastfeeding = _choice(get_args(Breastfeeding))
    hormones = _choice(get_args(Hormones))
    outcome = _choice(get_args(Outcome), help_text="Null where the end is.")
    dueDate = fields.StrictDateField(allow_null=True, help_text=OUTSIDE)
    birthDate = fields.StrictDateField(allow_null=True, help_text=OUTSIDE)


class SharedMoodSerializer(OutputSerializer):
    """A journal entry with a mood or an energy."""

    date = fields.StrictDateField(help_text="Her local day; the time is not told.")
    mood = serializers.CharField(allow_null=True)
    energy = serializers.FloatField(min_value=0, max_value=100, allow_null=True)


class SharedTextSerializer(OutputSerializer):
    """A journal entry with a text or tags."""

    date = fields.StrictDateField(help_text="Her local day; the time is not told.")
    text = serializers.CharField(allow_null=True)
    tags = serializers.ListField(child=serializers.CharField(), allow_null=True)


class SharedScoresSerializer(OutputSerializer):
    """The scores of a scan, and who measured them."""

    date = fields.StrictDateField(help_text="Her local day; the time is not told.")
    metrics = MetricsSerializer()
    source = fields.StrictChoiceField(choices=get_args(Source))  # type: ignore[assignment]  # a field of the API, not DRF's attribute


class SharedReportSerializer(OutputSerializer):
    """Where the report is."""

    pdf = serializers.CharField(help_text="A path; it opens with the same cookie.")


class SharedSerializer(OutputSerializer):
    """What a share shows. Of the members after `scope`, only those that it names are there."""

    may_lack = frozenset(get_args(Scope))

    name = serializers.CharField(help_text="The title that she gave the share.")
    to = fields.StrictDateField(allow_null=True, help_text="The last day of the window.")
    expiresAt = ExpiryField()
    asOf = fields.StrictDateField()
    since = fields.StrictDateField(
        help_text="The first day of which all is shown: later than `from` where there is much."
    )
    scope = serializers.ListField(child=fields.StrictChoiceField(choices=get_args(Scope)))
    periodDates = SharedPeriodSerializer(many=True, required=False)
    forecast = SharedForecastSerializer(
        required=False, allow_null=True, help_text="Null without a forecast, whatever the reason."
    )
    fertileDays = SharedFertileDaysSerializer(
        required=False, allow_null=True, help_text="Null without a forecast, whatever the reason."
    )
    period = SharedDaySerializer(many=True, required=False)
    intimate = SharedIntimateDaySerializer(many=True, required=False)
    stages = SharedStageSerializer(many=True, required=False)
    journalMoods = SharedMoodSerializer(many=True, required=False)
    journalText = SharedTextSerializer(many=True, required=False)
    skinScores = SharedScoresSerializer(many=True, required=False)
    insights = serializers.ListField(
        child=fields.SentenceField(),
        required=False,
        help_text="What is found of her journal and her skin; empty while nothing is, whatever "
        "the reason.",
    )
    report = SharedReportSerializer(
        required=False, allow_null=True, help_text="Null before the first day of the share."
    )
    notice = fields.SentenceField()

    def get_fields(self) -> dict[str, Any]:
        """Return the fields; `from` is a keyword of Python and cannot be declared as a name."""
        members = super().get_fields()
        start = fields.StrictDateField(allow_null=True, help_text="The first day of the window.")
        return {"name": members.pop("name"), "from": start, **members}
