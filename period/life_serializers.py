"""What a forecast tells of her life stage, asks her, and points out, in answers."""

from typing import get_args

from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.api.serializers import OutputSerializer
from period.domain.log.life_stages import StageKind
from period.domain.remarks.attention import AttentionCode
from period.domain.remarks.questions import AnswerCode, QuestionCode
from period.domain.stages.contraception import PatternCode
from period.domain.stages.pregnancy import PregnancyBasis


class StageNowSerializer(OutputSerializer):
    """The life stage that holds today; of stages that overlap, the one that counts."""

    stageId = fields.RecordIdField(source="stage_id")
    kind = fields.StrictChoiceField(choices=get_args(StageKind))
    start = fields.StrictDateField()
    end = fields.StrictDateField(
        allow_null=True, help_text="Its last day; null while the stage goes on."
    )
    text = fields.SentenceField()


class PregnancySerializer(OutputSerializer):
    """How far a pregnancy is, counted from the first day of the last period."""

    week = serializers.IntegerField(help_text="Complete weeks.")
    day = serializers.IntegerField(help_text="Days beyond the complete weeks, 0 to 6.")
    dueDate = fields.StrictDateField(source="due_date")
    basis = fields.StrictChoiceField(
        choices=get_args(PregnancyBasis), help_text="What the due date follows from."
    )


class ScheduledBleedSerializer(OutputSerializer):
    """The days of her pack on which a bleed is expected: those under way, or the next ones."""

    first = fields.StrictDateField()
    last = fields.StrictDateField()


class BleedingPatternSerializer(OutputSerializer):
    """The bleeding of the last 90 days, or fewer since her method began, after Belsey."""

    first = fields.StrictDateField()
    last = fields.StrictDateField()
    loggedDays = serializers.IntegerField(
        source="logged_days", help_text="Days on which she said whether she bled."
    )
    episodes = serializers.IntegerField(help_text="Runs of days with bleeding or spotting.")
    bleedingDays = serializers.IntegerField(source="bleeding_days")
    spottingDays = serializers.IntegerField(source="spotting_days")
    longestGap = serializers.IntegerField(
        source="longest_gap", help_text="Days between two episodes, or beside one, in a row."
    )
    longestEpisode = serializers.IntegerField(source="longest_episode", help_text="In days.")
    codes = serializers.ListField(
        child=fields.StrictChoiceField(choices=get_args(PatternCode)),
        help_text="What is unusual. `infrequent` and `none` only where all 90 days were logged.",
    )


class AnswerSerializer(OutputSerializer):
    """An answer that she may give to a question."""

    code = fields.StrictChoiceField(choices=get_args(AnswerCode))
    text = fields.SentenceField()
    changes = fields.SentenceField()


class QuestionSerializer(OutputSerializer):
    """A question to her, with the answers that would change the forecast."""

    code = fields.StrictChoiceField(choices=get_args(QuestionCode))
    date = fields.StrictDateField(allow_null=True, help_text="The day that it is about.")
    text = fields.SentenceField()
    answers = AnswerSerializer(many=True)


class AttentionSerializer(OutputSerializer):
    """Something in the log that a guideline sends to a doctor."""

    code = fields.StrictChoiceField(choices=get_args(AttentionCode))
    date = fields.StrictDateField(help_text="The day that it is about.")
    text = fields.SentenceField()
    source = serializers.CharField(help_text="The guideline.")  # type: ignore[assignment]  # a field of the API, not DRF's attribute
