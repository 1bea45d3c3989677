"""The kinds of record that a person has. What concerns all of them at once finds them here.

An app that keeps a kind says so in its module `record_kind`, as KIND: nothing here imports an app.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from glowcycle.api.serializers import RecordSerializer
from glowcycle.storage.records import Record
from glowcycle.storage.writes import Write


def _nothing(*, user_id: str, records: Sequence[Record]) -> None:
    """Derive nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKind:
    """One kind of record.

    name    the first segment of its addresses, and the end of its table's name
    model   how it is stored
    body    how it is written and answered
    key     what tells one from the other, on the wire and in the table: entryId, date, scanId

    create, change and delete are as in `writes`, with the rules of the app around them. What they
    answer has no day of the cycle but what the phone said: that of the log changes without it.

    tell        sets what is derived when records are read, as the addresses of the kind answer it
    derived     the attributes that it may set, by Python name
    with_photo  the attributes of a record whose photo lies in the bucket; none, where none has one
    """

    name: str
    model: type[Record]
    body: type[RecordSerializer]
    key: str
    create: Callable[[Write], Record]
    change: Callable[[Write], Record]
    delete: Callable[[Write], None]
    tell: Callable[..., None] = _nothing
    derived: tuple[str, ...] = ()
    with_photo: Mapping[str, str] = field(default_factory=dict)

    def place(self, *, user_id: str, key: str) -> dict[str, dict[str, str]]:
        """Return that record's key as the engine has it, from which a reading may go on."""
        return {"userId": {"S": user_id}, self.key: {"S": key}}


@cache
def record_kinds() -> Mapping[str, RecordKind]:
    """Return every kind by its name, in the order of their names."""
    found = {}
    for app in apps.get_app_configs():
        if module_has_submodule(app.module, "record_kind"):
            kind: RecordKind = import_module(f"{app.name}.record_kind").RECORD_KIND
            found[kind.name] = kind
    return dict(sorted(found.items()))
