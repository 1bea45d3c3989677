"""The periods and cycles in answers: the dataclasses of the domain in camelCase."""

from typing import get_args

from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.api.serializers import OutputSerializer
from period.domain.log.life_stages import StageKind
from period.domain.periods.cycle_flags import FlagCode


class FlagSerializer(OutputSerializer):
    """A length or a variation outside the usual range."""

    code = fields.StrictChoiceField(choices=get_args(FlagCode))
    measured = serializers.IntegerField(help_text="In days.")
    limit = serializers.IntegerField(help_text="In days.")
    text = fields.SentenceField()


class PeriodSerializer(OutputSerializer):
    """One period, from its first to its last day of bleeding."""

    start = fields.StrictDateField()
    end = fields.StrictDateField()
    bleedingDays = serializers.IntegerField(
        source="bleeding_days", help_text="Days that she logged as bleeding."
    )
    spanDays = serializers.IntegerField(
        source="span_days", help_text="Days from the first to the last, both included."
    )
    needsConfirmation = serializers.BooleanField(source="needs_confirmation")


class CycleSerializer(OutputSerializer):
    """A cycle, from one period to the next; the current one has no length yet."""

    start = fields.StrictDateField()
    length = serializers.IntegerField(
        allow_null=True, help_text="In days; null for the current cycle, and where there is none."
    )
    period = PeriodSerializer()
    flags = FlagSerializer(many=True)
    lifeStage = fields.StrictChoiceField(
        source="life_stage",
        choices=get_args(StageKind),
        allow_null=True,
        help_text="The life stage that touches the cycle.",
    )
    excluded = serializers.BooleanField(
        help_text="Whether it tells nothing of her own cycles, because of that stage."
    )


class CyclesSerializer(OutputSerializer):
    """The cycles that began between two days, newest first; `next` leads to older ones."""

    asOf = fields.StrictDateField(source="as_of")
    variation = FlagSerializer(allow_null=True)
    results = CycleSerializer(many=True, source="cycles")
