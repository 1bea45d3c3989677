"""Consents given, withdrawn and required. Each has one item, which keeps both times."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute

from glowcycle.aws.dynamodb import PersonItem, store_errors
from glowcycle.errors import Conflict, Forbidden, NotFound
from glowcycle.person.consents.texts import TEXTS


class ConsentRequired(Forbidden):
    """What was asked for needs a consent that she has not given, or withdrew."""

    code = "consent_required"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"This needs your consent: read its text at GET /me/consents, then send "
            f'PUT /me/consents/{name} with {{"version": "{TEXTS[name].version}"}}.'
        )
        self.extra = {"consent": name, "version": TEXTS[name].version}


class ConsentVersionMismatch(Conflict):
    """A consent names another version of its text than the one in force."""

    code = "other_text"

    def __init__(self) -> None:
        super().__init__("The text has another version by now: have it read, then consent to that.")


class ConsentItem(PersonItem):
    """A consent: to which version of the text, given when, and when withdrawn."""

    version = UnicodeAttribute()
    given_at = UTCDateTimeAttribute(attr_name="givenAt")
    withdrawn_at = UTCDateTimeAttribute(null=True, attr_name="withdrawnAt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One consent as it stands: the text in force, and what she said, to which version, and when.

    `is_given` is whether it holds: to the version in force, and not withdrawn.
    """

    name: str
    version: str
    text: str
    given_version: str | None = None
    given_at: datetime | None = None
    withdrawn_at: datetime | None = None

    @property
    def is_given(self) -> bool:
        """Whether it holds now."""
        return self.given_version == self.version and self.withdrawn_at is None


def list_consents(*, user_id: str) -> list[Consent]:
    """Return every consent that may be asked of her, as it stands. Raise Unavailable."""
    return [_read(user_id, name) for name in TEXTS]


def get(*, user_id: str, name: str) -> Consent:
    """Return that consent, as it stands. Raise NotFound for a name that is none, Unavailable."""
    _known(name)
    return _read(user_id, name)


def give(*, user_id: str, name: str, version: str) -> Consent:
    """Store her consent to that version of the text; again changes nothing.

    Raise NotFound for a name that is none, OtherText, Unavailable.
    """
    _known(name)
    if version != TEXTS[name].version:
        raise ConsentVersionMismatch
    consent = _read(user_id, name)
    if not consent.is_given:
        item = ConsentItem(user_id, _item(name), version=version, given_at=timezone.now())
        with store_errors():
            item.save()
        consent = _read(user_id, name)
    return consent


def withdraw(*, user_id: str, name: str) -> None:
    """Store that she takes it back; again changes nothing. Raise NotFound, Unavailable."""
    _known(name)
    item = ConsentItem.find(user_id, _item(name))
    if item is not None and item.withdrawn_at is None:
        item.withdrawn_at = timezone.now()
        with store_errors():
            item.save()


def require(*, user_id: str, name: str) -> None:
    """Raise ConsentRequired unless she consented to the text in force, Unavailable."""
    if not _read(user_id, name).is_given:
        raise ConsentRequired(name)


def _known(name: str) -> None:
    if name not in TEXTS:
        raise NotFound("There is no such consent: GET /me/consents names them.")


def _read(user_id: str, name: str) -> Consent:
    text, item = TEXTS[name], ConsentItem.find(user_id, _item(name))
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


def _item(name: str) -> str:
    return f"consent#{name}"
