"""An erasure removes what waits for an import, and waits for the last form of an upload."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from glowcycle.aws import clients
from glowcycle.encryption import keyring
from glowcycle.person.erasure import services
from glowcycle.person.erasure.services import PendingErasure
from glowcycle.person.imports import chunks, import_job, uploads
from glowcycle.storage import objects
from tests.support import thief
from tests.support.line_format import DAY, ENTRY, seen
from tests.support.stored_life import left


def uploaded(phone):
    """Upload a byte as a file to import; return its key."""
    key = uploads.offer(user_id=phone.user_id, size=1).form.fields["key"]
    clients.s3().put_object(Bucket=settings.S3_BUCKET_NAME, Key=key, Body=b"x")
    return key


def erased(phone):
    """Erase her data in one go, longer than a token is valid; return what the receipt says."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        while isinstance(result := services.erase(user_id=phone.user_id), PendingErasure):
            clock.shift(result.retry_after)
    return result


def test_what_waits_is_erased(phone):
    seen(phone, DAY, ENTRY)
    uploaded(phone)
    receipt = erased(phone)
    assert left(phone.user_id) == []
    # Her consent, the counts of previews and of forms, the import and its chunk.
    assert receipt["removed"]["settings"] == 5
    assert receipt["removed"]["pendingUploads"] == 1


def test_the_receipt_waits_until_the_form_of_a_file_ended(phone):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        key = uploaded(phone)
        assert isinstance(services.erase(user_id=phone.user_id), PendingErasure)
        clock.shift(objects.LARGE_UPLOAD_LIFE)
        clients.s3().put_object(Bucket=settings.S3_BUCKET_NAME, Key=key, Body=b"late")
        assert isinstance(services.erase(user_id=phone.user_id), PendingErasure)
        clock.shift(services.FORM_LIVES["importUploads"] - objects.LARGE_UPLOAD_LIFE)
        assert "signature" in services.erase(user_id=phone.user_id)
    assert left(phone.user_id) == []


def test_what_a_thief_copied_before_opens_no_more(phone):
    job = seen(phone, DAY, ENTRY)
    place = {"user_id": phone.user_id, "import_id": job.import_id}
    copied = thief.tables()
    erased(phone)
    person = import_job.HistoryImport.Meta.table_name
    for item in copied[person]:
        if item["userId"]["S"] == phone.user_id and item["item"]["S"] != "key":
            clients.dynamodb().put_item(TableName=person, Item=item)
    keyring.forget()
    with pytest.raises(keyring.Erased):
        import_job.find(**place)
    with pytest.raises(keyring.Erased):
        chunks.read(**place, number=0)
    assert phone.delete("/me").status_code in (200, 202)


def test_chunks_outlive_their_preview_by_an_hour(phone):
    before = timezone.now()
    job = seen(phone, DAY)
    chunk = chunks.ImportChunk.get(phone.user_id, f"importchunk#{job.import_id}#00000")
    assert (
        timedelta(hours=24, minutes=59) < chunk.expires_at - before < timedelta(hours=25, minutes=1)
    )
