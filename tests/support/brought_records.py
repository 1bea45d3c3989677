"""Records as an import stores them and takes them back, one by one."""

from typing import Any
from uuid import uuid4

from glowcycle.records import record_kinds
from glowcycle.storage import importing, taking_back
from glowcycle.storage.records import find
from tests.support.phone import Phone
from tests.support.record_samples import Kind

APP = "Another App"
DAY = "2026-03-01"


def new_key(kind: Kind) -> str:
    """Return a key for a record of the kind: the day of its body, or a new id."""
    return DAY if kind.name == "period" else str(uuid4())


def address_of(kind: Kind, key: str) -> str:
    """Return the address of that record."""
    return f"/{record_kinds()[kind.name].address(key)}"


def ignore(_record: Any) -> None:
    """Count nothing."""


class OneImport:
    """One import of this person's."""

    def __init__(self, phone: Phone, *, app: str = APP) -> None:
        self.phone, self.app, self.id = phone, app, str(uuid4())

    @property
    def origin(self) -> dict[str, str]:
        return {"app": self.app, "importId": self.id}

    def read(self, name: str, key: str) -> Any:
        """Return what is stored of that record."""
        return find(record_kinds()[name].model, user_id=self.phone.user_id, key=key)

    def add(self, name: str, key: str, body: dict[str, Any], **options: Any) -> str:
        """Add the record that this body of a phone describes."""
        kind = record_kinds()[name]
        content = kind.serializer.read({**body, kind.key: key})
        del content[kind.serializer.python_name(kind.key)]
        record = kind.model(self.phone.user_id, key, **content, **kind.service_values)
        return importing.add(
            record,
            import_id=self.id,
            app=self.app,
            check=kind.check,
            **{"counts": ignore, **options},
        )

    def fill(self, day: str, body: dict[str, Any], **options: Any) -> list[str]:
        """Fill the day of hers from this body of a phone."""
        kind = record_kinds()["period"]
        content = kind.serializer.read({**body, "date": day})
        del content["date"]
        return importing.fill(
            kind.model,
            user_id=self.phone.user_id,
            key=day,
            content=content,
            import_id=self.id,
            app=self.app,
            **{"counts": ignore, **options},
        )

    def take_back(self, name: str, key: str, **options: Any) -> str:
        """Take back what the import did to that record."""
        return taking_back.take_back(
            record_kinds()[name].model,
            user_id=self.phone.user_id,
            key=key,
            import_id=self.id,
            **{"counts": ignore, **options},
        )
