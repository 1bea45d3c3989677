"""The shape and limits of life stages in requests and answers."""

from typing import Any, get_args

from rest_framework import serializers

from glowcycle.api import date_text_fields, fields, number_fields
from glowcycle.api.pagination import PageQuery
from glowcycle.api.serializers import RecordSerializer, WholeInputSerializer
from period.domain.log.life_stages import (
    Breastfeeding,
    DueDateBasis,
    Hormones,
    Method,
    Outcome,
    Reason,
    StageKind,
)
from period.models import StageLog
from period.stage_services import MAX_STAGES, find_faults_of

# Packs of a year without a pause exist, and none with a longer pause than four weeks.
MAX_ACTIVE = 366
MAX_PAUSE = 28


def _choice(choices: Any, help_text: str, **kwargs: Any) -> fields.StrictChoiceField:
    return fields.StrictChoiceField(
        choices=get_args(choices), default=None, allow_null=True, help_text=help_text, **kwargs
    )


class PackSerializer(WholeInputSerializer):
    """A pack: its days with hormones, its days without, and the first day of one of her packs."""

    active = number_fields.StrictIntegerField(min_value=1, max_value=MAX_ACTIVE)
    pause = number_fields.StrictIntegerField(
        min_value=0, max_value=MAX_PAUSE, help_text="0: without a break, so no bleed is scheduled."
    )
    begins = date_text_fields.PlannedDateField()


class StageSerializer(RecordSerializer):
    """A life stage. Each kind has its own members, and refuses those of others."""

    stageId = fields.RecordIdField(
        source="stage_id",
        required=False,
        help_text="The phone's own id, in any case: it comes back in lower case. The service makes "
        "one if you leave it out.",
    )
    kind = fields.StrictChoiceField(source="stage_kind", choices=get_args(StageKind))
    start = date_text_fields.DateTextField(help_text="The first day, from 1900-01-01 to tomorrow.")
    end = date_text_fields.PlannedDateField(
        default=None, allow_null=True, help_text="The last day; null while it goes on."
    )
    method = _choice(Method, "contraception needs it.")
    pack = PackSerializer(
        default=None, allow_null=True, help_text="contraception by a pill, a ring or a patch."
    )
    dueDate = date_text_fields.PlannedDateField(
        source="due_date",
        default=None,
        allow_null=True,
        help_text="pregnancy: within 44 weeks after its start.",
    )
    basis = _choice(DueDateBasis, "pregnancy: what tells the due date.")
    outcome = _choice(Outcome, "pregnancy that has ended.")
    birthDate = date_text_fields.DateTextField(
        source="birth_date", default=None, allow_null=True, help_text="postpartum needs it."
    )
    breastfeeding = _choice(Breastfeeding, "postpartum.")
    hormones = _choice(Hormones, "menopause needs it.")
    reason = _choice(Reason, "irregular, noPeriods and exclusion need it; each has its own.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return the values. Raise ValidationError for a whole stage against the rules of its kind.

        What a PATCH leaves is known where the stored stage is: in the services.
        """
        content = {name: value for name, value in attrs.items() if name in StageLog.CONTENT}
        if not self.partial and (faults := find_faults_of(content)):
            raise serializers.ValidationError({name: [text] for name, text in faults.items()})
        return attrs


class StageQuery(PageQuery):
    """The query of the list: the stages that hold on any of the days. One page has room for all."""

    limit = fields.PageSizeField(
        default=MAX_STAGES, most=MAX_STAGES, help_text="The largest number of records to return."
    )
