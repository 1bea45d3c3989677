"""Writes the history of a person of the sandbox, and brings it back as it was."""

import threading
from collections.abc import Collection, Iterator
from uuid import NAMESPACE_OID, uuid5

from django.utils import timezone

from glowcycle.api.today import travel_to
from glowcycle.aws import request_context
from glowcycle.aws.dynamodb import Item, PersonItem, store_errors
from glowcycle.encryption import keyring
from glowcycle.records import record_kinds
from glowcycle.sandbox.bringing import bring_history
from glowcycle.sandbox.people import SandboxPerson
from glowcycle.storage import objects, revisions, write_budget
from glowcycle.storage.records import Record
from glowcycle.storage.writes import Write

FOLDERS = ("uploads", "pending", "kept", "exports")
BATCH_OBJECTS = 1000  # the limit of DeleteObjects

_lock = threading.Lock()  # two requests at once write one history


def write_history(person: SandboxPerson) -> int:
    """Write her history up to the real today, unless she has logged or deleted anything.

    Return the number of records written. Raise Erased, Unavailable.
    """
    with _lock, request_context.act_as_operator():  # noqa: TID251  nobody's data
        keyring.admit(user_id=person.id)
        for kind in record_kinds().values():
            if next(_keys(kind.model, person.id, page=1), None):
                return 0
        return len(_write(person)) + bring_history(person, day=timezone.now().date())


def reset(person: SandboxPerson) -> None:
    """Remove all that is stored of her, also her erasure, and write her history again.

    Raise Unavailable; a repetition completes it.
    """
    with _lock, request_context.act_as_operator():  # noqa: TID251  nobody's data
        _remove(PersonItem, person.id, but=())  # with her keys
        keyring.forget(user_id=person.id)
        write_budget.forget(user_id=person.id)
        for folder in FOLDERS:
            _empty_folder(objects.folder(user_id=person.id, kind=folder))
        keys = {record.key for record in _write(person)}
        for kind in record_kinds().values():
            _remove(kind.model, person.id, but=keys)
        bring_history(person, day=timezone.now().date())


def _write(person: SandboxPerson) -> list[Record]:
    """Let each app's service make the records, and store them in batches, over any others."""
    kinds, day = record_kinds(), timezone.now().date()
    with travel_to(day), revisions.collected() as records:  # even if this request has travelled
        for number, (name, body) in enumerate(person.history.records(day)):
            create, serializer = kinds[name].create, kinds[name].serializer
            content = serializer.read(body)
            # The same ids after a reset, so that the address of a record stays.
            own_id = uuid5(NAMESPACE_OID, f"{person.id} {number}")
            key = content.pop(serializer.python_name(kinds[name].key), None) or own_id
            create(write=Write(user_id=person.id, key=str(key), content=content))
    for kind in kinds.values():
        with store_errors(), kind.model.batch_write() as batch:
            for record in records:
                if isinstance(record, kind.model):
                    batch.save(record)
    return records


def _keys(model: type[Item], user_id: str, *, page: int | None = None) -> Iterator[str]:
    """Yield the sort keys of her partition, read page by page."""
    sort_key, last = str(model.sort_key().attr_name), None
    while True:
        with store_errors():
            answer = model._get_connection().query(
                user_id,
                attributes_to_get=["userId", sort_key],
                consistent_read=True,
                exclusive_start_key=last,
                limit=page,
            )
        yield from (item[sort_key]["S"] for item in answer["Items"])
        last = answer.get("LastEvaluatedKey")
        if last is None:
            return


def _remove(model: type[Item], user_id: str, *, but: Collection[str]) -> None:
    """Remove the items of her partition, but not those with these keys."""
    keys = [key for key in _keys(model, user_id) if key not in but]
    with store_errors(), model.batch_write() as batch:
        for key in keys:
            batch.delete(model(user_id, key))


def _empty_folder(prefix: str) -> None:
    """Delete every version of her objects."""
    while versions := objects.first_versions(prefix=prefix, limit=BATCH_OBJECTS):
        objects.delete_versions(versions=versions)
