"""The restriction as JSON."""

from datetime import datetime
from typing import Any

from glowcycle.api import fields
from glowcycle.api.serializers import InputSerializer


class RestrictionSerializer(InputSerializer):
    """Whether her data is only stored; `since` is when she chose that, null if it is not so."""

    restricted = fields.StrictBooleanField()
    since = fields.TimestampField(allow_null=True)


def to_json(since: datetime | None) -> dict[str, Any]:
    """Return the restriction since that time, or its absence, as JSON values."""
    time = since and fields.TimestampField().to_representation(since)
    return {"restricted": since is not None, "since": time}
