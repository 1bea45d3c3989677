"""The access log as JSON."""

from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.api.serializers import OutputSerializer
from glowcycle.person.access_log import share_lines
from glowcycle.person.access_log.services import ACCESSORS, SENTENCES

COMMANDS = (*SENTENCES, *share_lines.COMMANDS)


class AccessSerializer(OutputSerializer):
    """A command that an operator ran on her data, or what a link of hers opened on one day.

    Of a command: when it began, its name, and what it does. Of a link: the last opening, and how
    many there were on that day, in UTC, of the same kind.
    """

    at = fields.TimestampField()
    by = fields.StrictChoiceField(choices=ACCESSORS)
    command = fields.StrictChoiceField(choices=COMMANDS)
    what = fields.SentenceField()
    kind = fields.StrictChoiceField(choices=share_lines.KINDS, allow_null=True)
    count = serializers.IntegerField(allow_null=True)
    shareId = fields.RecordIdField(source="share_id", allow_null=True)
    shareName = serializers.CharField(
        source="share_name", allow_null=True, help_text="The name that she gave the share."
    )
