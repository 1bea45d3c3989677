"""Recognizes a repeated request for a preview whose answer was lost.

A file has no id of its own. So a preview keeps what asked for it, sealed, and a repeated request
finds it among her newest imports.
"""

from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import IO, Final

from glowcycle.encryption import sealing
from glowcycle.errors import KeyReused
from glowcycle.person.imports import import_job
from glowcycle.person.imports.import_job import HistoryImport

# A phone repeats a request soon, so its preview is among her newest imports.
NEWEST: Final = 20
PIECE_BYTES: Final = 256 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRequest:
    """A request for a preview that can be recognized.

    key   its Idempotency-Key; None without one
    sent  the id of the upload; of a file its HMAC under her key, and the format that it names
    """

    key: str | None
    sent: list[str | None]


def of_upload(upload_id: str, *, key: str | None) -> PreviewRequest:
    """Return the request for an upload, which its id makes safe to repeat, too."""
    return PreviewRequest(key=key, sent=["upload", upload_id])


def of_file(
    file: IO[bytes],
    *,
    user_id: str,
    key: str | None,
    format: str | None,  # noqa: A002  the request's own word
) -> PreviewRequest | None:
    """Return the request for a file; None without a key. Raise Erased, Unavailable."""
    if key is None:
        return None
    plain = sha256()
    file.seek(0)
    while piece := file.read(PIECE_BYTES):
        plain.update(piece)
    file.seek(0)
    digest = sealing.digest(plain.digest(), user_id=user_id)
    return PreviewRequest(key=key, sent=["file", digest.hex(), format])


def find_made(request: PreviewRequest | None, *, user_id: str) -> HistoryImport | None:
    """Return the import that this request made, None without one.

    Raise KeyReused for the key of another request, Unavailable.
    """
    if request is None:
        return None
    for job in import_job.list_all(user_id=user_id, limit=NEWEST):
        made_by = job.content.request
        if request.key is not None and made_by.get("key") == request.key:
            if made_by["sent"] != request.sent:
                raise KeyReused
            return job
        if request.sent[0] == "upload" and made_by.get("sent") == request.sent:
            return job
    return None


def to_json(request: PreviewRequest | None) -> dict[str, object]:
    """Return what the preview keeps of the request that made it."""
    return {} if request is None else asdict(request)
