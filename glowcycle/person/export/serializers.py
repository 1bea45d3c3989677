"""The JSON of an export that is not the zip itself."""

from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.api.serializers import OutputSerializer


class ReadySerializer(OutputSerializer):
    """A finished export. Anyone who has the URL can fetch it until it expires."""

    status = serializers.SerializerMethodField()
    downloadUrl = serializers.URLField(source="url", help_text="Fetch it without a token.")
    expiresAt = fields.TimestampField(source="expires_at")
    bytes = serializers.IntegerField(source="size")

    def get_status(self, _ready: object) -> str:
        """Return the status of every finished export."""
        return "ready"


class PendingSerializer(OutputSerializer):
    """An unfinished export. Repeat the request to continue it."""

    status = serializers.SerializerMethodField()
    files = serializers.IntegerField()
    bytes = serializers.IntegerField(source="size")

    def get_status(self, _pending: object) -> str:
        """Return the status of every unfinished export."""
        return "exporting"
