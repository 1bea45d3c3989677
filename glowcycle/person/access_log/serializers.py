"""The access log as JSON."""

from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.api.serializers import OutputSerializer


class AccessSerializer(OutputSerializer):
    """A command that an operator ran on her data: when it began, its name, and what it does."""

    at = fields.TimestampField()
    command = serializers.CharField()
    what = fields.SentenceField()
