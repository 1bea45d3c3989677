"""The JSON of imports: what a request sends, and what the answers tell."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from rest_framework import serializers

from glowcycle.api import fields, number_fields
from glowcycle.api.languages import translated
from glowcycle.api.serializers import InputSerializer, OutputSerializer, OwnedInputSerializer
from glowcycle.person.imports.import_content import STATUSES
from glowcycle.person.imports.import_fields import AnswersField, FormatField
from glowcycle.person.imports.part_serializers import (
    CountsSerializer,
    CyclesFoundSerializer,
    NotTakenSerializer,
    QuestionSerializer,
    ResultSerializer,
    UndoneSerializer,
    WhySerializer,
)

if TYPE_CHECKING:
    from glowcycle.person.imports.import_job import HistoryImport

MAX_UPLOAD_BYTES: Final = 200_000_000


class ImportQuery(InputSerializer):
    """The query of a preview: the phone's own day may differ from the server's."""

    today = fields.StrictDateField(
        default=None,
        help_text="Today, where the phone is; the default is the server's own day, in UTC.",
    )


def _format() -> FormatField:
    text = "The format of the file. Without it, the service recognizes the file."
    return FormatField(required=False, help_text=text)


class ImportFile(OwnedInputSerializer):
    """The file of another app, with its options, as the parts of a form."""

    takes_null = False

    file = serializers.FileField(
        allow_empty_file=True,
        help_text="As the other app exports it, up to 4 MB.",
        error_messages={"required": "Send a file in a form, or an uploadId in JSON."},
    )
    format = _format()

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """Return the open file and the options by Python name. Raise ValidationError."""
        values = super().to_internal_value(data)
        return {**values, "file": values["file"].file}


class ImportUpload(OwnedInputSerializer):
    """An uploaded file to read."""

    uploadId = fields.RecordIdField(source="upload_id")
    format = _format()


class ImportUploadRequest(OwnedInputSerializer):
    """The exact size in bytes of the file that you want to upload: at most 200 MB."""

    size = number_fields.StrictIntegerField(min_value=1, max_value=MAX_UPLOAD_BYTES)


class ImportUploadForm(OutputSerializer):
    """A form to upload a file: POST `fields`, then the file as `file`, to `url` in time."""

    uploadId = serializers.UUIDField(source="upload_id", help_text="The id to import it under.")
    url = serializers.URLField(source="form.url")
    expiresAt = fields.TimestampField(source="form.expires_at")
    fields = serializers.DictField(child=serializers.CharField(), source="form.fields")  # type: ignore[assignment]  # shadows DRF's own name


class ApplyImport(OwnedInputSerializer):
    """Her choices. The first call settles them; a repeated call names the same, or none."""

    fillDays = fields.StrictBooleanField(
        source="fill_days",
        required=False,
        help_text="Fill what is empty in days that she logged herself; false by default.",
    )
    answers = AnswersField(
        required=False,
        help_text="The `value` of an option by the `id` of its question. A question without an "
        "answer has its `assumed` one.",
    )


class ImportSummarySerializer(OutputSerializer):
    """An import in the list of all."""

    importId = serializers.UUIDField(source="import_id")
    status = fields.StrictChoiceField(choices=STATUSES)
    format = FormatField(source="content.format")
    formatVersion = serializers.CharField(
        source="content.format_version",
        allow_null=True,
        help_text="As the file tells it; null if it does not.",
    )
    app = serializers.CharField(source="content.app", help_text="What people call the other app.")
    createdAt = fields.TimestampField(source="created_at")
    expiresAt = fields.TimestampField(
        source="expires_at",
        allow_null=True,
        help_text="When the service forgets it: a day after a preview, 180 days after an undo.",
    )
    counts = serializers.DictField(
        source="content.counts", child=CountsSerializer(), help_text="By kind of record."
    )

    def get_fields(self) -> dict[str, Any]:
        """Return the fields. In Python `from` is no name."""
        first, last = (
            fields.StrictDateField(source=f"content.{name}", allow_null=True, help_text=text)
            for name, text in (
                ("first", "The first day in the file; null without any."),
                ("last", "The last day in the file."),
            )
        )
        return {**super().get_fields(), "from": first, "to": last}


class ImportSerializer(ImportSummarySerializer):
    """An import: what the file holds, what became of it, and what of it was taken back."""

    notTaken = NotTakenSerializer(
        source="content.not_taken", many=True, help_text="The most frequent first, at most 200."
    )
    notTakenCount = serializers.IntegerField(source="content.not_taken_count")
    questions = QuestionSerializer(source="content.questions", many=True)
    answers = AnswersField(source="content.answers", help_text="Those that she gave.")
    fillDays = serializers.BooleanField(
        source="content.fill_days",
        allow_null=True,
        help_text="What she chose; null before the first call that applies.",
    )
    cycles = serializers.SerializerMethodField()
    forecast = serializers.SerializerMethodField()
    forecastReason = serializers.SerializerMethodField(method_name="get_forecast_reason")
    result = serializers.SerializerMethodField()
    undone = serializers.SerializerMethodField()
    sentences = serializers.SerializerMethodField(
        help_text="What the import would do; once it is applied or undone, what it did: for her to "
        f"read, {fields.IN_HER_LANGUAGE}."
    )

    def get_cycles(self, job: "HistoryImport") -> dict[str, Any] | None:
        """Return the cycles in her history with that of the file; None without any."""
        return _part(CyclesFoundSerializer, _outlook(job, "cycles"))

    def get_forecast(self, job: "HistoryImport") -> dict[str, Any] | None:
        """Return her next period as the forecast would tell it with that history."""
        return _outlook(job, "forecast")

    def get_forecast_reason(self, job: "HistoryImport") -> dict[str, Any] | None:
        """Return why the forecast would not tell the next period; None where it would."""
        return _part(WhySerializer, _outlook(job, "forecastReason"))

    def get_result(self, job: "HistoryImport") -> dict[str, Any] | None:
        """Return what it has stored so far; None before the first call that applies."""
        return _part(ResultSerializer, job.content.result)

    def get_sentences(self, job: "HistoryImport") -> list[str]:
        """Return what it would do, or did, in the language of the request."""
        from glowcycle.person.imports.import_sentences import describe  # late: few answers need it

        return [translated(each) for each in describe(job)]

    def get_undone(self, job: "HistoryImport") -> dict[str, Any] | None:
        """Return what was taken back so far; None before the undo."""
        if not job.content.undone:
            return None
        kept = [{"kind": kind, "key": key} for kind, key in job.content.kept]
        return _part(UndoneSerializer, {**job.content.undone, "kept": kept})


def _outlook(job: "HistoryImport", name: str) -> dict[str, Any] | None:
    told: dict[str, Any] | None = (job.content.outlook or {}).get(name)
    return told


def _part(
    serializer: type[OutputSerializer], stored: Mapping[str, Any] | None
) -> dict[str, Any] | None:
    return serializer.of(stored) if stored else None
