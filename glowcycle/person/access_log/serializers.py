"""The access log as JSON."""

from glowcycle.api import fields
from glowcycle.api.serializers import OutputSerializer
from glowcycle.person.access_log.services import SENTENCES


class AccessSerializer(OutputSerializer):
    """A command that an operator ran on her data: when it began, its name, and what it does."""

    at = fields.TimestampField()
    command = fields.StrictChoiceField(choices=list(SENTENCES))
    what = fields.SentenceField()
