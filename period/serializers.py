"""The period log on the wire: shapes and limits."""

from typing import Any, get_args

from glowcycle.api import fields
from glowcycle.api.pagination import FIRST, LAST
from glowcycle.api.serializers import RecordBody, Strict
from period.domain.menses import Flow, OvulationTest

SYMPTOMS = 50
SYMPTOM_LENGTH = 64


class ForecastQuery(Strict):
    """As of which day: the phone's own, where that is not the server's."""

    today = fields.Day(
        default=None, help_text="The day it is where she is; without it the server's own, in UTC."
    )


class CyclesQuery(ForecastQuery):
    """Cycles that began between those days, both included."""

    def get_fields(self) -> dict[str, Any]:
        """Return the fields; `from` is a keyword of Python and cannot be declared as a name."""
        dates = {
            "from": fields.FilterDay(default=None, source="first", help_text=FIRST),
            "to": fields.FilterDay(default=None, source="last", help_text=LAST),
        }
        return {**super().get_fields(), **dates}


class DayBody(RecordBody):
    """What she logged of one day."""

    date = fields.Day(help_text="A calendar day from 1900-01-01 to tomorrow.")
    flow = fields.OneOf(choices=get_args(Flow), help_text="`none`: looked, and nothing there.")
    symptoms = fields.Texts(max_items=SYMPTOMS, max_length=SYMPTOM_LENGTH, default=list)
    ovulationTest = fields.OneOf(
        source="ovulation_test", choices=get_args(OvulationTest), default=None, allow_null=True
    )
    cycleLength = fields.Whole(
        source="cycle_length",
        min_value=10,
        max_value=120,
        default=None,
        allow_null=True,
        help_text="How long her cycles usually are, by her own account, in days.",
    )
