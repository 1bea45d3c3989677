"""Skin scans on the wire: shapes and limits."""

from typing import Any

from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.api.serializers import Answer, RecordBody, Strict

LONGEST_CYCLE_DAY = 999


def _score(**kwargs: Any) -> fields.Whole:
    return fields.Whole(min_value=0, max_value=100, default=None, allow_null=True, **kwargs)


class MetricsBody(Strict):
    """The five scores, 0-100, higher is better; null or left out when not measurable."""

    radiance = _score()
    moisture = _score()
    texture = _score()
    pores = _score()
    darkCircles = _score(source="dark_circles")

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """Return the scores by Python name.

        The scores are one value: a PATCH must name all five, so that leaving one out never erases
        it. Raise ValidationError.
        """
        values = super().to_internal_value(data)
        if missing := [name for name, field in self.fields.items() if field.source not in values]:
            raise serializers.ValidationError({name: ["Must be named."] for name in missing})
        return values


class ConfidenceBody(Answer):
    """How sure the measurement is of each score, 0 to 1; null where there is no score."""

    radiance = serializers.FloatField()
    moisture = serializers.FloatField()
    texture = serializers.FloatField()
    pores = serializers.FloatField()
    darkCircles = serializers.FloatField(source="dark_circles")


class ProvenanceBody(Answer):
    """How the scores were obtained; scores of different provenance are no trend."""

    source = serializers.CharField()  # type: ignore[assignment]  # a field, for all that
    modelId = serializers.CharField(source="model_id")
    promptVersion = serializers.CharField(source="prompt_version")
    quality = serializers.ListField()
    confidence = ConfidenceBody()
    observations = serializers.ListField()
    measuredAt = serializers.CharField(source="measured_at")


class ScanBody(RecordBody):
    """A skin scan."""

    scanId = fields.RecordId(source="scan_id", required=False)
    date = fields.DayOrTime()
    metrics = MetricsBody()
    cycleDay = fields.Whole(
        source="cycle_day",
        min_value=1,
        max_value=LONGEST_CYCLE_DAY,
        default=None,
        allow_null=True,
    )
    provenance = ProvenanceBody(source="*", read_only=True)


class AnalysisBody(Strict):
    """A photo to be measured, as the parts of a form."""

    photo = serializers.FileField()
    date = fields.DayOrTime(required=False)
    scanId = fields.RecordId(source="scan_id", default=None)
