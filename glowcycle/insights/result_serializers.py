"""What was found of one outcome in JSON, for the journal and for the skin.

Effects are in the unit of their outcome, shares lie between 0 and 1, days are whole.
"""

from typing import Any, get_args

from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.api.serializers import OutputSerializer
from glowcycle.insights.domain.cycles import WindowName
from glowcycle.insights.domain.outcomes import OutcomeKind, Verdict
from glowcycle.insights.phrases import Unit
from period.share_fields import Rounded, Share

ANCHORS = ("menses", "ovulation")


class IntervalSerializer(OutputSerializer):
    """The range of an effect; the true effect lies in it with a probability of about `level`."""

    low = Rounded()
    high = Rounded()
    level = Share()


class WindowSerializer(OutputSerializer):
    """What the days of one window tell; all numbers after `lacking` are null if it is too early."""

    window = fields.StrictChoiceField(source="window.window", choices=get_args(WindowName))
    relativeTo = fields.StrictChoiceField(source="relative_to", choices=ANCHORS)
    verdict = fields.StrictChoiceField(source="window.verdict", choices=get_args(Verdict))
    cycles = serializers.IntegerField(
        source="window.cycles", help_text="Those with a value inside the window and outside of it."
    )
    lacking = serializers.IntegerField(
        source="window.lacking", help_text="How many more such cycles an answer needs."
    )
    effect = Rounded(
        source="window.effect",
        allow_null=True,
        help_text="The mean inside the window minus that of her other days, in the result's unit.",
    )
    interval = IntervalSerializer(allow_null=True, help_text="In the unit of the effect.")
    share = Share(
        source="window.share",
        allow_null=True,
        help_text="The share of these cycles in which the difference has the sign of the effect.",
    )
    usual = Rounded(
        source="window.usual",
        allow_null=True,
        help_text="The mean of her other days, in that unit.",
    )
    pValue = Share(
        source="window.p_value", allow_null=True, help_text="How often chance shows as much."
    )
    adjustedPValue = Share(
        source="window.adjusted",
        allow_null=True,
        help_text="After the false discovery rate of all tests.",
    )
    smallestEffect = Rounded(
        source="smallest_effect",
        min_value=0,
        allow_null=True,
        help_text="The smallest effect that would have been found four times out of five, in size. "
        "The largest that there can be where not even that would surely be found.",
    )
    text = fields.SentenceField()

    def get_fields(self) -> dict[str, Any]:
        """Return the fields; `from` is a keyword of Python and cannot be declared as a name."""
        days, members = "A day, counted from `relativeTo`, which is day 0.", super().get_fields()
        return {
            "window": members.pop("window"),
            "from": serializers.IntegerField(source="first", help_text=f"Its first day. {days}"),
            "to": serializers.IntegerField(source="last", help_text=f"Its last day. {days}"),
            **members,
        }


class FoldedDaySerializer(OutputSerializer):
    """A day of the fold: the mean over the periods around which it has a value."""

    day = serializers.IntegerField(help_text="0 is the first day of a period.")
    mean = Rounded(
        allow_null=True,
        help_text="Her overall mean and how the day differs from the mean of its own cycle; null "
        "on a day without a value.",
    )
    low = Rounded(
        allow_null=True, help_text="The 90 % interval over these periods; null with fewer than two."
    )
    high = Rounded(allow_null=True, help_text="As `low`.")
    cycles = serializers.IntegerField(help_text="The periods with a value on that day.")


class ResultSerializer(OutputSerializer):
    """What was found of one outcome; its verdict is that of its strongest window."""

    kind = fields.StrictChoiceField(source="result.outcome.kind", choices=get_args(OutcomeKind))
    name = serializers.CharField(
        source="result.outcome.name",
        allow_null=True,
        help_text="Her own word of a tag, symptom or mood; the name of a metric, as in a scan; "
        "null for energy, mood and pain.",
    )
    label = fields.SentenceField()  # type: ignore[assignment]  # a field of the API, not DRF's attribute
    unit = fields.StrictChoiceField(
        choices=get_args(Unit),
        help_text="`points`: 0 to 100; `steps`: her moods on a scale of 1 to 5; `share`: of days, "
        "0 to 1; `pain`: 0 to 10; `score`: 0 to 100, higher is better.",
    )
    verdict = fields.StrictChoiceField(source="result.verdict", choices=get_args(Verdict))
    days = serializers.IntegerField(
        source="result.days", help_text="Days with a value, in cycles that count."
    )
    cycles = serializers.IntegerField(
        help_text="Complete cycles with values on at least 8 days; of a metric on 4."
    )
    lacking = serializers.IntegerField(
        source="result.lacking",
        help_text="How many more such cycles the window needs that needs fewest; 0 with an answer.",
    )
    text = fields.SentenceField()
    windows = WindowSerializer(many=True)
    folded = FoldedDaySerializer(many=True, help_text="The days -14 to 14 around her periods.")
