"""Gives, withdraws and requires consents, and remembers each giving and withdrawal.

One item per consent holds the last giving. Before the next one replaces it, it is copied to an item
of its own, which stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from glowcycle.encryption import choices
from glowcycle.encryption.data_keys import KeyItem
from glowcycle.errors import Conflict, Forbidden, NotFound
from glowcycle.person.consents import items
from glowcycle.person.consents.items import ConsentItem, Giving
from glowcycle.person.consents.texts import HEALTH_DATA, INSIGHT_WORDS, TEXTS
from glowcycle.storage import write_budget

# The most givings in one answer, and of one consent in the export. Neither may outgrow a request.
MAX_HISTORY = 100
MAX_EXPORTED = 10_000


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A text in force, with the version that she last consented to and both times.

    history  each giving, the oldest first; empty where nobody asked for it
    """

    name: str
    version: str
    text: str
    given_version: str | None = None
    given_at: datetime | None = None
    withdrawn_at: datetime | None = None
    history: Sequence[Giving] = ()

    @property
    def is_given(self) -> bool:
        """Whether she consents to the version in force and has not withdrawn."""
        return self.given_version == self.version and self.withdrawn_at is None


def list_consents(*, user_id: str) -> list[Consent]:
    """Return the consent to each text, in one read. Raise Unavailable.

    The one to the collection of health data, and the one to words by a model, are there if the
    operator's settings need them or she gave them once. Elsewhere they would ask for what nothing
    depends on, and their withdrawal would stop nothing.
    """
    found = items.find_all(user_id=user_id)
    is_asked = {
        HEALTH_DATA: settings.COLLECTION_CONSENT_REQUIRED,
        INSIGHT_WORDS: settings.INSIGHT_WORDS == "bedrock",
    }
    names = [name for name in TEXTS if is_asked.get(name, True) or name in found]
    return [_consent(name, found.get(name)) for name in names]


def get(*, user_id: str, name: str) -> Consent:
    """Return that consent with its history. Raise Unavailable, or NotFound for an unknown name."""
    _check_name(name)
    item = items.find(user_id=user_id, name=name)
    history = items.history(user_id=user_id, name=name, last=item, limit=MAX_HISTORY)
    return _consent(name, item, history)


def list_histories(*, user_id: str) -> dict[str, list[Giving]]:
    """Return the last MAX_EXPORTED givings of each consent by its name, the oldest first.

    Raise Unavailable.
    """
    found = items.find_all(user_id=user_id)
    return {
        name: items.history(user_id=user_id, name=name, last=found.get(name), limit=MAX_EXPORTED)
        for name in TEXTS
    }


def give(*, user_id: str, name: str, version: str, language: str) -> Consent:
    """Store her consent to that version of the text, in the language in which she read it.

    A repetition changes nothing, in another language either: a version says the same in each.

    Her history of consents grows with each giving, so it counts as a write of hers. Raise
    ConsentVersionMismatch, OverBudget, Unavailable, or NotFound for an unknown name.
    """
    _check_name(name)
    if version != TEXTS[name].version:
        raise ConsentVersionMismatch
    item = items.find(user_id=user_id, name=name)
    if not _consent(name, item).is_given:
        write_budget.check(user_id=user_id)
        new = items.new(
            user_id=user_id,
            name=name,
            version=version,
            given_at=timezone.now(),
            language=language,
        )
        item = items.replace(item, new)
        write_budget.count(user_id=user_id)
    if name == HEALTH_DATA:
        item = _allow_collection(user_id, version)
    return _consent(name, item)


def withdraw(*, user_id: str, name: str) -> None:
    """Withdraw her consent; a repetition changes nothing.

    Raise Unavailable, or NotFound for an unknown name.
    """
    _check_name(name)
    item = items.find(user_id=user_id, name=name)
    if item is None or item.withdrawn_at is not None:
        return
    if name == HEALTH_DATA:  # before the item: from the first request on, nothing is collected
        choices.note(user_id=user_id, action=KeyItem.consented_to.remove())
    items.replace(item, items.withdrawn(item, at=timezone.now()))


def require(*, user_id: str, name: str) -> None:
    """Raise Unavailable, or ConsentRequired unless she consents to the text in force."""
    if not _consent(name, items.find(user_id=user_id, name=name)).is_given:
        raise ConsentRequired(name)


def require_collection(*, user_id: str) -> None:
    """Raise ConsentRequired unless her health data may be collected; also Erased, Unavailable.

    It costs no read of its own: her consent stands beside her keys.
    """
    if settings.COLLECTION_CONSENT_REQUIRED and not choices.has_consented(
        user_id=user_id, version=TEXTS[HEALTH_DATA].version
    ):
        raise ConsentRequired(HEALTH_DATA)


def _allow_collection(user_id: str, version: str) -> ConsentItem | None:
    """Note the stored consent beside her keys; return it. A withdrawal meanwhile stays one."""
    choices.note(user_id=user_id, action=KeyItem.consented_to.set(version))
    item = items.find(user_id=user_id, name=HEALTH_DATA)
    if item is None or item.withdrawn_at is not None:
        choices.note(user_id=user_id, action=KeyItem.consented_to.remove())
    return item


def _check_name(name: str) -> None:
    if name not in TEXTS:
        raise NotFound("There is no such consent: GET /me/consents lists all of them.")


def _consent(name: str, item: ConsentItem | None, history: Sequence[Giving] = ()) -> Consent:
    consent = Consent(name=name, version=TEXTS[name].version, text=TEXTS[name].words)
    if item is None:
        return consent
    return replace(
        consent,
        given_version=item.version,
        given_at=item.given_at,
        withdrawn_at=item.withdrawn_at,
        history=history,
    )
