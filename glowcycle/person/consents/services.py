"""Gives, withdraws and requires consents. One item per consent holds both times."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute

from glowcycle.aws.dynamodb import PersonItem, store_errors
from glowcycle.errors import Conflict, Forbidden, NotFound
from glowcycle.person.consents.texts import TEXTS


class ConsentRequired(Forbidden):
    """The request needs a consent that she has not given, or has withdrawn."""

    code = "consent_required"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"This needs your consent: read its text at GET /me/consents, then send "
            f'PUT /me/consents/{name} with {{"version": "{TEXTS[name].version}"}}.'
        )
        self.extra = {"consent": name, "version": TEXTS[name].version}


class ConsentVersionMismatch(Conflict):
    """The consent names another version than the text in force."""

    code = "other_text"

    def __init__(self) -> None:
        super().__init__("The text has changed: read the new version, then consent to that one.")


class ConsentItem(PersonItem):
    """Her consent to a version of a text: when she gave it, and when she withdrew it."""

    version = UnicodeAttribute()
    given_at = UTCDateTimeAttribute(attr_name="givenAt")
    withdrawn_at = UTCDateTimeAttribute(null=True, attr_name="withdrawnAt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A text in force, with the version that she last consented to and both times."""

    name: str
    version: str
    text: str
    given_version: str | None = None
    given_at: datetime | None = None
    withdrawn_at: datetime | None = None

    @property
    def is_given(self) -> bool:
        """Whether she consents to the version in force and has not withdrawn."""
        return self.given_version == self.version and self.withdrawn_at is None


def list_consents(*, user_id: str) -> list[Consent]:
    """Return the consent to each text. Raise Unavailable."""
    return [_load(user_id, name) for name in TEXTS]


def get(*, user_id: str, name: str) -> Consent:
    """Return that consent. Raise Unavailable, or NotFound for an unknown name."""
    _check_name(name)
    return _load(user_id, name)


def give(*, user_id: str, name: str, version: str) -> Consent:
    """Store her consent to that version of the text; a repetition changes nothing.

    Raise ConsentVersionMismatch, Unavailable, or NotFound for an unknown name.
    """
    _check_name(name)
    if version != TEXTS[name].version:
        raise ConsentVersionMismatch
    consent = _load(user_id, name)
    if not consent.is_given:
        item = ConsentItem(user_id, _item_name(name), version=version, given_at=timezone.now())
        with store_errors():
            item.save()
        consent = _load(user_id, name)
    return consent


def withdraw(*, user_id: str, name: str) -> None:
    """Withdraw her consent; a repetition changes nothing.

    Raise Unavailable, or NotFound for an unknown name.
    """
    _check_name(name)
    item = ConsentItem.find(user_id, _item_name(name))
    if item is not None and item.withdrawn_at is None:
        item.withdrawn_at = timezone.now()
        with store_errors():
            item.save()


def require(*, user_id: str, name: str) -> None:
    """Raise Unavailable, or ConsentRequired unless she consents to the text in force."""
    if not _load(user_id, name).is_given:
        raise ConsentRequired(name)


def _check_name(name: str) -> None:
    if name not in TEXTS:
        raise NotFound("There is no such consent: GET /me/consents lists all of them.")


def _load(user_id: str, name: str) -> Consent:
    text, item = TEXTS[name], ConsentItem.find(user_id, _item_name(name))
    if item is None:
        return Consent(name=name, version=text.version, text=text.words)
    return Consent(
        name=name,
        version=text.version,
        text=text.words,
        given_version=item.version,
        given_at=item.given_at,
        withdrawn_at=item.withdrawn_at,
    )


def _item_name(name: str) -> str:
    return f"consent#{name}"
