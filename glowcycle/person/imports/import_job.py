"""The stored state of an import, from its preview on.

The person table holds it. What the file says of her, counts and questions too, is sealed: in clear
are its status and its times.
"""

import json
from datetime import timedelta
from typing import Any, Final, Self

from django.utils import timezone
from pynamodb.attributes import BinaryAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.condition import Condition

from glowcycle.aws.dynamodb import store_errors
from glowcycle.aws.stored_values import MALFORMED
from glowcycle.encryption import sealing
from glowcycle.encryption.cipher import AssociatedData, SealBroken, pad
from glowcycle.errors import NotFound, Unreadable
from glowcycle.person.held_job import HeldJob
from glowcycle.person.imports import chunks
from glowcycle.person.imports.errors import ImportExpired, ImportInProgress
from glowcycle.person.imports.import_content import STATUSES, ImportContent
from glowcycle.storage import unreadable
from glowcycle.storage.unreadable import Malformed

PREFIX: Final = "import#"
PREVIEW_LIFE: Final = timedelta(days=1)
UNDONE_LIFE: Final = timedelta(days=180)  # as tombstones
MAX_LISTED: Final = 100


class HistoryImport(HeldJob):
    """One import of hers. Its content opens only beside its own status."""

    IDENTITY = "item"
    IN_PROGRESS = ImportInProgress

    content: ImportContent
    # Whether the content cannot be read, so that it has none here. Never stored.
    is_unreadable = False

    status = UnicodeAttribute()
    created_at = UTCDateTimeAttribute(attr_name="createdAt")
    sealed = BinaryAttribute(legacy_encoding=False)

    @property
    def import_id(self) -> str:
        """The id of the import."""
        return str(self.item).removeprefix(PREFIX)

    @property
    def has_expired(self) -> bool:
        """Whether its time is over: DynamoDB deletes expired items days later."""
        return self.expires_at is not None and self.expires_at <= timezone.now()

    def is_as_read(self) -> Condition:
        """Return the condition that it is stored as it was read: each save seals it anew."""
        condition: Condition = HistoryImport.sealed == self.sealed
        return condition

    def serialize(self, null_check: bool = True) -> dict[str, dict[str, Any]]:
        """Return the item with its content sealed."""
        text = json.dumps(self.content.to_json(), ensure_ascii=False, separators=(",", ":"))
        plain = pad(text.encode(errors="replace"))  # half a surrogate pair of a file is no text
        where = _associated_data(self)
        self.sealed = sealing.seal(plain, user_id=self.user_id, associated_data=where)
        return super().serialize(null_check)

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> Self:
        """Return the import, or its remains, which are `is_unreadable`. Raise Unavailable."""
        try:
            try:
                job = super().from_raw_data(data)
                plain = sealing.unseal(
                    job.sealed, user_id=job.user_id, associated_data=_associated_data(job)
                )
                job.content = ImportContent.from_json(json.loads(plain))
                _check(job)
            except (*MALFORMED, AttributeError) as error:
                raise Malformed from error
        except SealBroken as error:
            unreadable.report(error, kind="import")
            job = super().from_raw_data({name: data[name] for name in ("userId", "item")})
            job.is_unreadable = True
        return job


def new(*, user_id: str, import_id: str, content: ImportContent) -> HistoryImport:
    """Return a previewed import, which is not stored yet."""
    now = timezone.now()
    job = HistoryImport(
        user_id,
        f"{PREFIX}{import_id}",
        status="previewed",
        created_at=now,
        expires_at=now + PREVIEW_LIFE,
    )
    job.content = content
    return job


def store(job: HistoryImport) -> None:
    """Store a new import. A repetition changes nothing. Raise Unavailable."""
    job.save_or_get(HistoryImport.user_id.does_not_exist())


def find(*, user_id: str, import_id: str) -> HistoryImport:
    """Return her import. Raise NotFound, ImportExpired, Unreadable, Unavailable."""
    job = HistoryImport.find(user_id, f"{PREFIX}{import_id}")
    if job is None:
        raise NotFound("There is no such import.")
    if job.is_unreadable:
        raise Unreadable("This import cannot be read any more: delete it.")
    if job.has_expired:
        raise ImportExpired
    return job


def list_all(*, user_id: str, limit: int | None = MAX_LISTED) -> list[HistoryImport]:
    """Return her newest imports that can be read, newest first; without a limit all.

    Raise Unavailable.
    """
    with store_errors():
        found = list(
            HistoryImport.query(
                user_id,
                HistoryImport.item.startswith(PREFIX),
                scan_index_forward=False,
                consistent_read=True,
                limit=limit,
            )
        )
    return [job for job in found if not (job.is_unreadable or job.has_expired)]


def discard(*, user_id: str, import_id: str) -> None:
    """Delete the import and its chunks, in any state. A repetition changes nothing.

    What it made stays. Raise Unavailable.
    """
    chunks.delete_all(user_id=user_id, import_id=import_id)
    with store_errors():
        HistoryImport(user_id, f"{PREFIX}{import_id}").delete()


def _associated_data(job: HistoryImport) -> AssociatedData:
    return job.user_id, "import", job.import_id, job.status


def _check(job: HistoryImport) -> None:
    """Raise ValueError for metadata that no write stores."""
    if job.status not in STATUSES or job.created_at is None:
        raise ValueError
