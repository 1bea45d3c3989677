"""An export on the wire, where it is not the zip itself."""

from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.api.serializers import OutputSerializer


class ReadySerializer(OutputSerializer):
    """Where the zip can be fetched, by whoever has the address, and until when."""

    status = serializers.SerializerMethodField()
    downloadUrl = serializers.URLField(source="url", help_text="To be fetched without a token.")
    expiresAt = fields.TimestampField(source="expires_at")
    bytes = serializers.IntegerField(source="size")

    def get_status(self, _ready: object) -> str:
        """Return what tells it from one that is being made."""
        return "ready"


class PendingSerializer(OutputSerializer):
    """An export that is being made: the same request again goes on with it."""

    status = serializers.SerializerMethodField()
    files = serializers.IntegerField()
    bytes = serializers.IntegerField(source="size")

    def get_status(self, _pending: object) -> str:
        """Return what tells it from one that is ready."""
        return "exporting"
