"""The files of an export besides records and photos: what she said and chose, and notes on her."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from glowcycle.aws.stored_values import MALFORMED
from glowcycle.errors import Unreadable
from glowcycle.person import person_records, quota
from glowcycle.person.access_log import services as access_log
from glowcycle.person.access_log.serializers import AccessSerializer
from glowcycle.person.calendar import services as calendar
from glowcycle.person.calendar.serializers import calendar_json
from glowcycle.person.consents import services as consents
from glowcycle.person.consents.serializers import ConsentSerializer, GivingSerializer
from glowcycle.person.imports import import_job
from glowcycle.person.imports.serializers import ImportSummarySerializer
from glowcycle.person.moods.items import MoodsItem
from glowcycle.person.moods.serializers import MoodsSerializer
from glowcycle.person.person_record_serializers import PersonRecordSerializer, to_json
from glowcycle.person.person_records import PersonRecord
from glowcycle.person.profile.items import ProfileItem
from glowcycle.person.profile.serializers import ProfileSerializer
from glowcycle.person.restriction import serializers as restriction_json
from glowcycle.person.restriction import services as restriction
from glowcycle.person.retention import serializers as retention_json
from glowcycle.person.retention import services as retention
from glowcycle.person.shares import services as shares
from glowcycle.person.shares.serializers import ShareSerializer
from glowcycle.storage import write_budget

log = logging.getLogger(__name__)


def read(*, user_id: str) -> dict[str, Any]:
    """Return the content of each file as JSON values, by its name; None where it cannot be read.

    Raise Unavailable.
    """
    contents = {}
    for name, read_file in _READERS.items():
        try:
            contents[name] = read_file(user_id)
        except MALFORMED:
            log.exception("malformed item")
            contents[name] = None
    return contents


def _calendar(user_id: str) -> Any:
    try:
        found = calendar.get(user_id=user_id)
    except Unreadable:
        return None
    return calendar_json(None if found is None else found.item)


def _consents(user_id: str) -> Any:
    given = consents.list_consents(user_id=user_id)
    return {"consents": [ConsentSerializer.of(consent) for consent in given]}


def _consent_history(user_id: str) -> Any:
    histories = consents.list_histories(user_id=user_id)
    return {
        name: [GivingSerializer.of(each) for each in given] for name, given in histories.items()
    }


def _said(model: type[PersonRecord], serializer: type[PersonRecordSerializer], user_id: str) -> Any:
    said = person_records.read(model, user_id=user_id)
    return None if said and said.is_unreadable else to_json(serializer, said)


def _retention(user_id: str) -> Any:
    return retention_json.to_json(retention.read(user_id=user_id))


def _restriction(user_id: str) -> Any:
    return restriction_json.to_json(restriction.read(user_id=user_id))


def _daily_counts(user_id: str) -> Any:
    counts = quota.list_counts(user_id=user_id)
    return {"counts": counts, "written": write_budget.read(user_id=user_id)}


def _access_log(user_id: str) -> Any:
    accesses = access_log.read(user_id=user_id, limit=None)
    return {"entries": [AccessSerializer.of(access) for access in accesses]}


def _imports(user_id: str) -> Any:
    found = import_job.list_all(user_id=user_id, limit=None)
    return {"imports": [ImportSummarySerializer.of(job) for job in found]}


def _shares(user_id: str) -> Any:
    found = shares.list_shares(user_id=user_id)
    return {"shares": [ShareSerializer.of(share) for share in found]}


_READERS: Final[dict[str, Callable[[str], Any]]] = {
    "consents.json": _consents,
    "consent-history.json": _consent_history,
    "profile.json": partial(_said, ProfileItem, ProfileSerializer),
    "moods.json": partial(_said, MoodsItem, MoodsSerializer),
    "calendar.json": _calendar,
    "retention.json": _retention,
    "restriction.json": _restriction,
    "daily-counts.json": _daily_counts,
    "access-log.json": _access_log,
    "imports.json": _imports,
    "shares.json": _shares,
}
# An import knows these names. It takes what she said of herself; only she can consent and choose.
NAMES: Final = frozenset(_READERS)
