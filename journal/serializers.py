"""The shapes and limits of the journal in requests and answers."""

from glowcycle.api import fields, number_fields
from glowcycle.api.pagination import PageQuery
from glowcycle.api.serializers import RecordSerializer
from glowcycle.person.moods.serializers import MOOD_LENGTH

TAG_LENGTH = 64
TAGS = 50
TEXT_LENGTH = 20_000
# The log itself knows no cycle day after 120; a phone may.
MAX_SENT_CYCLE_DAY = 999


class EntrySerializer(RecordSerializer):
    """A journal entry."""

    entryId = fields.RecordIdField(
        source="entry_id",
        required=False,
        help_text="The phone's own id, in any case: it comes back in lower case. The service makes "
        "one if you leave it out.",
    )
    date = fields.DateOrTimeField()
    mood = fields.StrictCharField(
        max_length=MOOD_LENGTH, default=None, allow_null=True, help_text="An emoji or a word."
    )
    energy = number_fields.StrictDecimalField(
        min_value=0, max_value=100, default=None, allow_null=True, help_text="At most one decimal."
    )
    text = fields.StrictCharField(
        max_length=TEXT_LENGTH, default=None, allow_null=True, allow_blank=True
    )
    tags = fields.StrictStringListField(max_items=TAGS, max_length=TAG_LENGTH, default=list)
    cycleDay = number_fields.StrictIntegerField(
        source="cycle_day",
        min_value=1,
        max_value=MAX_SENT_CYCLE_DAY,
        default=None,
        allow_null=True,
        help_text="Day of the cycle from the period log, or else as sent.",
    )


class EntryQuery(PageQuery):
    """The query of the list of entries."""

    mood = fields.StrictCharField(
        max_length=MOOD_LENGTH, default=None, help_text="Only entries with exactly this mood."
    )
    tag = fields.StrictCharField(
        max_length=TAG_LENGTH, default=None, help_text="Only entries with exactly this tag."
    )
