"""The period log on the wire: shapes and limits."""

from typing import get_args

from glowcycle.api import fields
from glowcycle.api.serializers import RecordBody
from period.domain.menses import Flow, OvulationTest

SYMPTOMS = 50
SYMPTOM_LENGTH = 64


class DayBody(RecordBody):
    """What she logged of one day."""

    date = fields.Day()
    flow = fields.OneOf(choices=get_args(Flow))
    symptoms = fields.Texts(max_items=SYMPTOMS, max_length=SYMPTOM_LENGTH, default=list)
    ovulationTest = fields.OneOf(
        source="ovulation_test", choices=get_args(OvulationTest), default=None, allow_null=True
    )
    cycleLength = fields.Whole(
        source="cycle_length", min_value=10, max_value=120, default=None, allow_null=True
    )
