"""The answer in JSON: one shape for the journal and for the skin."""

from collections.abc import Mapping
from typing import Any, get_args

from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.api.serializers import OutputSerializer
from glowcycle.api.unreadable import with_unreadable
from glowcycle.insights.answer import InsightsAnswer
from glowcycle.insights.domain.confounders import ConfounderCode
from glowcycle.insights.domain.cycles import LeftOutReason, WindowName
from glowcycle.insights.domain.noise import NoiseFloor, NoiseSource
from glowcycle.insights.phrases import METRICS
from glowcycle.insights.reading import InsightsReading
from glowcycle.insights.result_serializers import ResultSerializer
from period.share_fields import Rounded, Share

REASONS = ("paused",)


class LeftOutCycleSerializer(OutputSerializer):
    """Days between two periods that do not count as a cycle."""

    start = fields.StrictDateField(source="found.start")
    length = serializers.IntegerField(source="found.length", help_text="In days.")
    reason = fields.StrictChoiceField(source="found.reason", choices=get_args(LeftOutReason))
    text = fields.SentenceField()


class CyclesSerializer(OutputSerializer):
    """The cycles that lie wholly in the range."""

    complete = serializers.IntegerField()
    needed = serializers.IntegerField(help_text="With fewer, every verdict is `too_early`.")
    leftOut = LeftOutCycleSerializer(many=True, source="left_out")


class ReasonSerializer(OutputSerializer):
    """Why nothing is answered."""

    code = fields.StrictChoiceField(choices=REASONS)
    text = fields.SentenceField()


class NoiseFloorSerializer(OutputSerializer):
    """The standard deviation of one score; both are null where it is not known."""

    deviation = Rounded(min_value=0, allow_null=True)
    source = fields.StrictChoiceField(  # type: ignore[assignment]  # a field of the API, not DRF's attribute
        choices=get_args(NoiseSource),
        allow_null=True,
        help_text="`own`: from her own repeated scans; `published`: as measured for all.",
    )


class NoiseMetricsSerializer(OutputSerializer):
    """How much one score of each metric varies."""

    radiance = NoiseFloorSerializer()
    moisture = NoiseFloorSerializer()
    texture = NoiseFloorSerializer()
    pores = NoiseFloorSerializer()
    darkCircles = NoiseFloorSerializer()

    @classmethod
    def of(cls, instance: Mapping[str, NoiseFloor]) -> dict[str, Any]:
        """Return the floor of each metric; one that is not there is not known."""
        unknown = NoiseFloor(deviation=None, source=None)
        return {name: NoiseFloorSerializer.of(instance.get(name, unknown)) for name in METRICS}


class NoiseSerializer(OutputSerializer):
    """What one scan can tell."""

    metrics = NoiseMetricsSerializer(source="found.floors")
    repeats = serializers.IntegerField(
        source="found.repeats", help_text="Scans that repeat another one within two days."
    )
    scansNeeded = serializers.IntegerField(
        source="found.scans_needed", help_text="How many more repeats make the floor her own."
    )
    text = fields.SentenceField()


class ConfounderSerializer(OutputSerializer):
    """Something that changed together with the cycle, or amid the cycles that count."""

    code = fields.StrictChoiceField(source="found.code", choices=get_args(ConfounderCode))
    window = fields.StrictChoiceField(
        source="found.window",
        choices=get_args(WindowName),
        allow_null=True,
        help_text="For `light` and `time_of_day`; null for the others, which are of no window.",
    )
    date = fields.StrictDateField(
        source="found.day",
        allow_null=True,
        help_text="Since when, for `new_product` and `analyzer_changed`; null for the others.",
    )
    name = serializers.CharField(
        source="found.name", allow_null=True, help_text="Her own word for a new product, else null."
    )
    text = fields.SentenceField()


class ComparedScansSerializer(OutputSerializer):
    """The scans that were compared: those of one source, model and prompt."""

    source = serializers.CharField(help_text="As in `provenance` of a scan.")  # type: ignore[assignment]  # a field of the API, not DRF's attribute
    modelId = serializers.CharField(source="model_id", allow_null=True)
    promptVersion = serializers.CharField(source="prompt_version", allow_null=True)
    scans = serializers.IntegerField()
    otherScans = serializers.IntegerField(
        source="other_scans", help_text="Scans that were measured in another way, and left out."
    )


class MethodSerializer(OutputSerializer):
    """How the answer was found."""

    rotations = serializers.IntegerField()
    falseDiscoveryRate = Share(source="rate")
    level = Share()
    text = fields.SentenceField()


class InsightsSerializer(OutputSerializer):
    """Whether something follows her cycle, as of one day."""

    userId = serializers.CharField(source="user_id")
    asOf = fields.StrictDateField(source="as_of")
    reason = ReasonSerializer(allow_null=True, help_text="Why there is no answer.")
    cycles = CyclesSerializer()
    heading = fields.SentenceField()
    sentences = serializers.ListField(
        child=fields.SentenceField(), help_text="What it tells, in at most six sentences."
    )
    tests = serializers.IntegerField(
        source="reading.insights.tests", help_text="The windows that were judged together."
    )
    results = ResultSerializer(many=True)
    noise = NoiseSerializer(
        allow_null=True, help_text="Null for the journal, and while she pauses."
    )
    confounders = ConfounderSerializer(many=True)
    provenance = ComparedScansSerializer(
        source="reading.compared",
        allow_null=True,
        help_text="Null for the journal, without a scan, and while she pauses.",
    )
    method = MethodSerializer()
    notice = fields.SentenceField()

    def get_fields(self) -> dict[str, Any]:
        """Return the fields; `from` is a keyword of Python and cannot be declared as a name."""
        members = super().get_fields()
        return {
            "userId": members.pop("userId"),
            "asOf": members.pop("asOf"),
            "from": fields.StrictDateField(
                source="reading.first",
                help_text="Later than asked where one answer reads no further back.",
            ),
            "to": fields.StrictDateField(source="reading.last"),
            **members,
        }


def insights_answer(reading: InsightsReading, *, user_id: str) -> dict[str, Any]:
    """Return the answer of an address as JSON values, in the language of the request."""
    answer = InsightsSerializer.of(InsightsAnswer(user_id, reading))
    return with_unreadable(answer, reading.unreadable)
