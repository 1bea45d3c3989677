"""Shares as JSON."""

from typing import Any, Final, get_args

from rest_framework import serializers

from glowcycle.api import date_text_fields, fields, line_fields
from glowcycle.api.serializers import OwnedInputSerializer
from glowcycle.person.shares.fields import ExpiryField, ScopeField
from glowcycle.person.shares.items import State
from glowcycle.person.shares.scopes import PRESETS, Preset

NAME_LENGTH: Final = 100
PASSPHRASE_LENGTHS: Final = (6, 128)


class ShareSerializer(OwnedInputSerializer):
    """A share: what she lets one person see, between which days, and until when."""

    shareId = fields.RecordIdField(
        source="share_id", required=False, help_text="A UUID of the app's choice."
    )
    name = line_fields.LineField(
        max_length=NAME_LENGTH,
        help_text="For whom it is, as you want to read it in your access log. Who opens the link "
        "reads it, too.",
    )
    scope = ScopeField(help_text="What it shows, and nothing else.")
    expiresAt = ExpiryField(source="ends_at", help_text="When it ends: at most 90 days from now.")
    state = fields.StrictChoiceField(choices=get_args(State), read_only=True)
    hasPassphrase = serializers.BooleanField(source="has_passphrase", read_only=True)
    openings = serializers.IntegerField(
        read_only=True, help_text="How often it was opened, in all forms."
    )
    lastOpenedAt = fields.TimestampField(source="opened_at", allow_null=True)
    wrongPassphrases = serializers.IntegerField(
        source="wrong_passphrases",
        read_only=True,
        help_text="How many were tried since you last set one; ten lock the share.",
    )
    revokedAt = fields.TimestampField(source="revoked_at", allow_null=True)
    createdAt = fields.TimestampField(source="created_at")
    updatedAt = fields.TimestampField(source="updated_at")
    etag = serializers.CharField(
        source="write_id", read_only=True, help_text="Names this state, for `If-Match`."
    )
    url = serializers.CharField(
        read_only=True,
        allow_null=True,
        help_text="The link, only in the answer that made it. Nobody can read it again.",
    )

    def get_fields(self) -> dict[str, Any]:
        """Return the fields; "from" is no name in Python."""
        days = {
            "from": _day(source="first", help_text="The first day that it shows; null for none."),
            "to": _day(source="last", help_text="The last day that it shows; it may have passed."),
        }
        return {**super().get_fields(), **days}


class ShareInput(ShareSerializer):
    """A share as a request says it."""

    scope = ScopeField(
        required=False,
        allow_null=True,
        min_length=1,
        help_text="What it shows, and nothing else; null where a `preset` says it.",
    )
    preset = fields.StrictChoiceField(
        choices=get_args(Preset),
        required=False,
        help_text="Scopes by one name, instead of `scope`: partner shows periodDates and forecast, "
        "clinician shows report and period.",
    )
    passphrase = line_fields.LineField(
        min_length=PASSPHRASE_LENGTHS[0],
        max_length=PASSPHRASE_LENGTHS[1],
        required=False,
        allow_null=True,
        help_text="What has to be typed besides the link; null for nothing.",
    )

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """Return the values by Python name, with a scope for a preset. Raise ValidationError."""
        values = super().to_internal_value(data)
        preset = values.pop("preset", None)
        if values.get("scope", True) is None:
            del values["scope"]
        if preset is not None and "scope" in values:
            raise serializers.ValidationError({"preset": ["Must not stand beside `scope`."]})
        if preset is not None:
            values["scope"] = ScopeField().to_internal_value([*PRESETS[preset]])
        elif not self.partial and "scope" not in values:
            raise serializers.ValidationError({"scope": ["Must be named, or a `preset`."]})
        first, last = (values.get(name) for name in ("first", "last"))
        if first and last and first > last:
            raise serializers.ValidationError({"to": ["Must not lie before `from`."]})
        return values


def _day(**kwargs: Any) -> date_text_fields.PlannedDateField:
    return date_text_fields.PlannedDateField(required=False, allow_null=True, **kwargs)
