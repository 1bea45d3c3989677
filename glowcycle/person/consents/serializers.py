"""Consents as JSON."""

from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.api.serializers import InputSerializer, OutputSerializer
from glowcycle.person.consents.texts import TEXTS


class ConsentSerializer(OutputSerializer):
    """A text in force, with the version that she last consented to and both times."""

    name = fields.StrictChoiceField(choices=list(TEXTS))
    version = serializers.CharField()
    text = fields.SentenceField()
    given = serializers.BooleanField(source="is_given")
    givenVersion = serializers.CharField(source="given_version", allow_null=True)
    givenAt = fields.TimestampField(source="given_at", allow_null=True)
    withdrawnAt = fields.TimestampField(source="withdrawn_at", allow_null=True)


class GivingSerializer(OutputSerializer):
    """A giving of the consent; `withdrawnAt` is null if she did not withdraw it.

    `language` is the one in which she read the text; null for consents from before there were any.
    """

    version = serializers.CharField()
    givenAt = fields.TimestampField(source="given_at")
    withdrawnAt = fields.TimestampField(source="withdrawn_at", allow_null=True)
    language = serializers.CharField(allow_null=True)


class ConsentHistorySerializer(ConsentSerializer):
    """A consent, and each giving of it, the oldest first."""

    history = GivingSerializer(many=True)


class ConsentGiven(InputSerializer):
    """Her consent to a version of the text."""

    version = fields.StrictCharField(max_length=16)
