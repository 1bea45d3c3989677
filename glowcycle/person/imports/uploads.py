"""Files too large for a request: she uploads one to the bucket, and its preview reads it there.

An upload lies as she sent it until its preview, at most to the second midnight (UTC).
"""

import tempfile
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import uuid4

from glowcycle.errors import Forbidden, KeyReused, NotFound, OverBudget, QuotaExceeded, Unavailable
from glowcycle.formats.errors import TooLarge
from glowcycle.person import quota
from glowcycle.person.imports import repeats
from glowcycle.person.imports.import_job import HistoryImport
from glowcycle.person.imports.preview import preview
from glowcycle.person.imports.serializers import MAX_UPLOAD_BYTES
from glowcycle.sentences import sentence
from glowcycle.storage import object_copies, objects

CONTENT_TYPE: Final = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class OfferedUpload:
    """A form to upload one file, and the id to preview it under."""

    upload_id: str
    form: objects.PresignedForm


def offer(*, user_id: str, size: int) -> OfferedUpload:
    """Return a form to upload a file of exactly that size in bytes, for an hour.

    Raise QuotaExceeded, Unavailable.
    """
    quota.spend(user_id=user_id, resource="importUploads")
    upload_id = str(uuid4())
    form = objects.make_form(
        key=_key(user_id, upload_id),
        content_type=CONTENT_TYPE,
        size=size,
        life=objects.LARGE_UPLOAD_LIFE,
    )
    return OfferedUpload(upload_id, form)


def preview_upload(
    *,
    user_id: str,
    upload_id: str,
    format: str | None = None,  # noqa: A002  the request's own word
    today: date,
    request_key: str | None = None,
) -> HistoryImport:
    """Return the preview of her upload, and delete the upload, also where it is refused.

    It stays where the same request may succeed later. A repetition gets the preview that the first
    one made. Raise NotFound without an upload, and what `preview` raises.
    """
    request = repeats.of_upload(upload_id, key=request_key)
    key = _key(user_id, upload_id)
    try:
        # Once the day's previews are spent, no request reads 200 MB in vain.
        quota.check(user_id=user_id, resource="imports")
        # The file has no name on the disk: nothing of hers stays in a warm function.
        with tempfile.TemporaryFile() as file:
            object_copies.copy_to(file, key=key, most_bytes=MAX_UPLOAD_BYTES)
            job = preview(user_id=user_id, file=file, format=format, today=today, request=request)
    except object_copies.LargerThanAllowed as error:
        objects.delete(key=key)
        raise TooLarge(sentence("The file is larger than 200 MB.")) from error
    except (NotFound, QuotaExceeded) as error:
        if made := repeats.find_made(request, user_id=user_id):
            return made
        if isinstance(error, QuotaExceeded):
            raise
        raise NotFound("There is no such upload: it may have been read already.") from error
    except (Forbidden, KeyReused, OverBudget, Unavailable):
        raise
    except Exception:  # refused, or a fault of ours: sent again, the file would meet the same
        objects.delete(key=key)
        raise
    objects.delete(key=key)
    return job


def _key(user_id: str, upload_id: str) -> str:
    """Return the key of the upload. No photo has such a name, and so neither is taken for other."""
    return f"{objects.folder(user_id=user_id, kind='uploads')}import-{upload_id}"
