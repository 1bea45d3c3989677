"""The journal on the wire: shapes and limits."""

from glowcycle.api import fields
from glowcycle.api.pagination import PageQuery
from glowcycle.api.serializers import RecordSerializer

MOOD_LENGTH = 64
TAG_LENGTH = 64
TAGS = 50
TEXT_LENGTH = 20_000
LONGEST_CYCLE_DAY = 999


class EntrySerializer(RecordSerializer):
    """A journal entry."""

    entryId = fields.RecordIdField(
        source="entry_id", required=False, help_text="The phone's own id, else one is made."
    )
    date = fields.DateOrTimeField()
    mood = fields.StrictCharField(
        max_length=MOOD_LENGTH, default=None, allow_null=True, help_text="An emoji or a word."
    )
    energy = fields.StrictIntegerField(min_value=0, max_value=100, default=None, allow_null=True)
    text = fields.StrictCharField(
        max_length=TEXT_LENGTH, default=None, allow_null=True, allow_blank=True
    )
    tags = fields.StrictStringListField(max_items=TAGS, max_length=TAG_LENGTH, default=list)
    cycleDay = fields.StrictIntegerField(
        source="cycle_day",
        min_value=1,
        max_value=LONGEST_CYCLE_DAY,
        default=None,
        allow_null=True,
        help_text="Day of the cycle by the period log; what was sent, where the log cannot tell.",
    )


class EntryQuery(PageQuery):
    """Which entries."""

    mood = fields.StrictCharField(
        max_length=MOOD_LENGTH, default=None, help_text="Exactly this mood."
    )
    tag = fields.StrictCharField(max_length=TAG_LENGTH, default=None, help_text="Exactly this tag.")
