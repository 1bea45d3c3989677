"""Downloads an export as a phone does, and reads the files in the zip."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import requests
import time_machine
from django.conf import settings
from django.utils import timezone

from glowcycle.aws import clients
from glowcycle.records import record_kinds
from glowcycle.storage import objects, photos
from skin.models import KEPT, SkinScan
from tests.support.photo_bucket import picture

METRICS = dict.fromkeys(("radiance", "moisture", "texture", "pores", "darkCircles"), 50)
DAY = "2026-03-01"


def download_export(phone: Any, *, calls: int = 60) -> bytes:
    """Repeat the request after Retry-After until there is a zip; return the zip."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(calls):
            answer = phone.get("/me/export")
            if answer.status_code == 200:
                return zip_from(answer)
            assert answer.status_code in (202, 503), answer.content
            clock.shift(timedelta(seconds=int(answer.headers["Retry-After"])))
    raise AssertionError("the export does not end")


def zip_from(answer: Any) -> bytes:
    """Return the zip in the answer, or the one at its link, fetched without a token."""
    assert answer.status_code == 200, answer.content
    if answer.headers["Content-Type"] == "application/zip":
        return bytes(answer.content)
    ready = answer.json()
    download = requests.get(ready["downloadUrl"], timeout=10)
    assert download.status_code == 200
    assert len(download.content) == ready["bytes"]
    return download.content


def unpack(archive: bytes) -> dict[str, bytes]:
    """Return the files by name; assert that each is complete and matches the manifest."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert opened.testzip() is None
        names = opened.namelist()
        files = {name: opened.read(name) for name in names}
    assert len(names) == len(files)
    manifest = json.loads(files["manifest.json"])
    assert {file["name"] for file in manifest["files"]} == files.keys() - {"manifest.json"}
    for file in manifest["files"]:
        assert hashlib.sha256(files[file["name"]]).hexdigest() == file["sha256"]
        assert len(files[file["name"]]) == file["bytes"]
    return files


def records_in(files: dict[str, bytes], kind: str) -> list[dict[str, Any]]:
    """Return the records in all files of the kind."""
    found = []
    for name, data in files.items():
        if name.startswith(kind) and name.endswith(".json"):
            found += json.loads(data)["records"]
    return found


def table_rows(table: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))


def answered_records(phone: Any) -> dict[str, dict[str, Any]]:
    """Return all her records as their addresses answer them, by kind and key, but for the etag."""
    found: dict[str, dict[str, Any]] = {}
    for name, kind in record_kinds().items():
        address = f"/{kind.address()}"
        listed = phone.get(f"{address}/user/{phone.user_id}?limit=100").json()["results"]
        keys = [record[kind.key] for record in listed]
        found[name] = {key: phone.get(f"{address}/{key}").json() for key in keys}
        assert all(record.pop("etag") for record in found[name].values())
    return found


def exported_records(files: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    """Return all records of an export, by kind and key; assert that none is a duplicate."""
    found = {}
    for name, kind in record_kinds().items():
        of_kind = records_in(files, name)
        found[name] = {record[kind.key]: record for record in of_kind}
        assert len(found[name]) == len(of_kind)
    return found


def keep_photo(phone: Any, size: int, date: str = DAY) -> str:
    """Store a scan with a photo of about that many bytes; return its id."""
    scan_id = str(phone.post("/skin", {"date": date, "metrics": METRICS}).json()["scanId"])
    jpeg = picture().ljust(size, b"\x00")
    photos.put(
        user_id=phone.user_id,
        key=objects.kept_key(user_id=phone.user_id, scan_id=scan_id),
        jpeg=jpeg,
    )
    scan = SkinScan.get(phone.user_id, scan_id)
    scan.photo = KEPT
    scan.save()
    return scan_id


def unfinished_uploads(phone: Any) -> list[str]:
    """Return the ids of her unfinished multipart uploads, which no list of objects shows."""
    listed = clients.s3().list_multipart_uploads(
        Bucket=settings.S3_BUCKET_NAME, Prefix=f"exports/{phone.user_id}/"
    )
    return [upload["UploadId"] for upload in listed.get("Uploads", [])]
