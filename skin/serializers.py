"""The shapes and limits of skin scans in requests and answers."""

from typing import Any, get_args

from rest_framework import serializers

from glowcycle.api import fields, number_fields
from glowcycle.api.languages import translated
from glowcycle.api.serializers import (
    OutputSerializer,
    OwnedInputSerializer,
    RecordSerializer,
    WholeInputSerializer,
)
from skin.domain.measurement import MissingReason, QualityIssue, Source
from skin.domain.observation import MAX_CHARACTERS, MAX_OBSERVATIONS, as_sentence, is_plain
from skin.domain.photo import MAX_BYTES

MAX_SENT_CYCLE_DAY = 999  # the log itself knows none after 120; a phone may
NAME_LENGTH = 2_048  # characters of a model or prompt, as Bedrock allows


def _score(**kwargs: Any) -> number_fields.StrictDecimalField:
    return number_fields.StrictDecimalField(
        min_value=0, max_value=100, default=None, allow_null=True, **kwargs
    )


class MetricsSerializer(WholeInputSerializer):
    """The five scores, 0-100, higher is better; null or left out if not measurable.

    A score has at most one decimal.
    """

    radiance = _score()
    moisture = _score()
    texture = _score()
    pores = _score()
    darkCircles = _score(source="dark_circles")


def _confidence(**kwargs: Any) -> serializers.FloatField:
    return serializers.FloatField(min_value=0, max_value=1, allow_null=True, **kwargs)


class ConfidenceSerializer(OutputSerializer):
    """The confidence in each score, 0 to 1; null without a score."""

    radiance = _confidence()
    moisture = _confidence()
    texture = _confidence()
    pores = _confidence()
    darkCircles = _confidence(source="dark_circles")


def _reason(**kwargs: Any) -> fields.StrictChoiceField:
    return fields.StrictChoiceField(choices=get_args(MissingReason), allow_null=True, **kwargs)


class MissingSerializer(OutputSerializer):
    """Why a metric has no score; null with a score."""

    radiance = _reason()
    moisture = _reason()
    texture = _reason()
    pores = _reason()
    darkCircles = _reason(source="dark_circles")


class ObservationField(fields.StrictCharField):
    """A short plain sentence. An export may have been altered, so its import checks this."""

    default_error_messages = {"plain": "Must be a short plain sentence."}

    def to_internal_value(self, data: Any) -> str:
        """Return the sentence. Raise ValidationError for anything else."""
        if not is_plain(data):
            self.fail("plain")
        return super().to_internal_value(data)

    def to_representation(self, value: str) -> str:
        """Return the sentence; one of ours in the language of the request."""
        return translated(as_sentence(value))


class ProvenanceSerializer(OutputSerializer):
    """How the scores were obtained. Scores of different provenance cannot be compared."""

    source = fields.StrictChoiceField(choices=get_args(Source))  # type: ignore[assignment]  # a field of the API
    modelId = fields.StrictCharField(source="model_id", allow_null=True, max_length=NAME_LENGTH)
    promptVersion = fields.StrictCharField(
        source="prompt_version", allow_null=True, max_length=NAME_LENGTH
    )
    quality = serializers.ListField(
        child=fields.StrictChoiceField(choices=get_args(QualityIssue)),
        max_length=len(get_args(QualityIssue)),
        help_text="Weaknesses of the photo that still allow a measurement.",
    )
    confidence = ConfidenceSerializer(allow_null=True)
    observations = serializers.ListField(
        child=ObservationField(max_length=MAX_CHARACTERS),
        max_length=MAX_OBSERVATIONS,
        help_text=f"Short sentences to show her, {fields.IN_HER_LANGUAGE}; those of "
        "prompts before skin-2 are in English.",
    )
    measuredAt = fields.TimestampField(source="measured_at", allow_null=True)
    missing = MissingSerializer(
        required=False,
        allow_null=True,
        help_text="Why a metric has no score. Null if she typed the scores in, and for scans that "
        "are older than this field.",
    )


class ScanSerializer(RecordSerializer):
    """A skin scan."""

    scanId = fields.RecordIdField(
        source="scan_id",
        required=False,
        help_text="The phone's own id, in any case: it comes back in lower case. The service makes "
        "one if you leave it out.",
    )
    date = fields.DateOrTimeField()
    metrics = MetricsSerializer()
    cycleDay = number_fields.StrictIntegerField(
        source="cycle_day",
        min_value=1,
        max_value=MAX_SENT_CYCLE_DAY,
        default=None,
        allow_null=True,
        help_text="Day of the cycle from the period log, or else as sent.",
    )
    hasPhoto = serializers.BooleanField(
        source="has_photo", read_only=True, help_text="Whether /skin/{scanId}/photo has a photo."
    )
    provenance = ProvenanceSerializer(source="*", read_only=True)


class UploadRequest(OwnedInputSerializer):
    """The exact type and size of the photo that you want to upload: at most 15 MB."""

    contentType = fields.StrictChoiceField(
        source="content_type", choices=["image/jpeg", "image/png", "image/webp"]
    )
    size = number_fields.StrictIntegerField(min_value=1, max_value=MAX_BYTES)


class UploadFormSerializer(OutputSerializer):
    """A form to upload a photo: POST `fields`, then the photo as `file`, to `url` in time."""

    photoId = serializers.UUIDField(source="photo_id", help_text="The id to analyze it under.")
    url = serializers.URLField(source="form.url")
    expiresAt = fields.TimestampField(source="form.expires_at")
    fields = serializers.DictField(child=serializers.CharField(), source="form.fields")  # type: ignore[assignment]  # shadows DRF's own name


class _AnalysisInput(OwnedInputSerializer):
    scanId = fields.RecordIdField(
        source="scan_id",
        default=None,
        help_text="The phone's own id, in any case: it comes back in lower case. The service makes "
        "one if you leave it out.",
    )
    date = fields.DateOrTimeField(source="when", default=None)


class UploadAnalysis(_AnalysisInput):
    """How to measure an uploaded photo; `keepPhoto` keeps a clean copy of it."""

    keepPhoto = fields.StrictBooleanField(source="keep", default=False)


class NamedUploadAnalysis(UploadAnalysis):
    """An uploaded photo to measure, named in the body: the older way."""

    photoId = fields.RecordIdField(source="photo_id")


class PhotoAnalysis(_AnalysisInput):
    """A photo to measure, with its options, as the parts of a form."""

    takes_null = False

    photo = serializers.FileField(
        allow_empty_file=True,
        help_text="JPEG, PNG or WebP, up to 4 MB.",
        error_messages={"required": "Send a photo in a form, or a photoId in JSON."},
    )
    keepPhoto = fields.StrictChoiceField(
        source="keep",
        choices=["true", "false"],
        default="false",
        help_text="Keep the photo without its metadata; else it is deleted after the measurement.",
    )

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """Return the photo's bytes and the options by Python name. Raise ValidationError."""
        values = super().to_internal_value(data)
        return {**values, "photo": values["photo"].read(), "keep": values["keep"] == "true"}
