"""One request for an analysis, and the scan that an earlier attempt of it stored."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from uuid import NAMESPACE_OID, uuid5

from glowcycle.errors import IdTaken
from glowcycle.storage import records, writes
from skin.models import SkinScan

# So many deleted scans of one photo are looked up for the next free id.
MAX_DELETED_SCANS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisRequest:
    """One request for an analysis; without `photo` the photo is an upload in the bucket."""

    user_id: str
    photo_id: str
    photo: bytes | None = None
    scan_id: str | None
    when: str | None
    keep: bool

    @property
    def digest(self) -> str:
        content = json.dumps([self.photo_id, self.when, self.keep])
        return records.digest(self.user_id, content.encode())


def find_scan(request: AnalysisRequest) -> tuple[str, SkinScan | None]:
    """Return the scan's id, and the scan if this request stored it before.

    Raise IdTaken for an id of hers that is taken, and for a photo with MAX_DELETED_SCANS deleted
    scans, which can still be measured under an id of hers.
    """
    for scan_id in _scan_ids(request):
        with suppress(IdTaken):
            return scan_id, writes.find_repeated(
                SkinScan, user_id=request.user_id, key=scan_id, request_digest=request.digest
            )
    raise IdTaken


def _scan_ids(request: AnalysisRequest) -> Iterator[str]:
    """Yield the id that the scan may have: hers, or each following one after a deleted scan."""
    if request.scan_id is not None:
        yield request.scan_id
        return
    scan_id = request.photo_id
    for _ in range(1 + MAX_DELETED_SCANS):
        yield scan_id
        scan_id = str(uuid5(NAMESPACE_OID, scan_id))
