"""Imports exports, and alters them to test that the import refuses them."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

from django.core.management import call_command

from glowcycle.aws import request_context
from glowcycle.person.data_import.services import ImportResult, import_export
from tests.support.stored_life import objects

# An import changes the owner and the time of the last write.
DIFFERING = ("userId", "updatedAt")


def comparable(records: dict[str, Any]) -> dict[str, Any]:
    """Return the records without the fields that an import changes."""
    return {
        kind: {
            key: {name: value for name, value in record.items() if name not in DIFFERING}
            for key, record in of_kind.items()
        }
        for kind, of_kind in records.items()
    }


def kept_photo_keys(phone: Any) -> list[str]:
    """Return the keys of her kept photos."""
    return [key for key in objects(phone.user_id) if key.startswith("kept/")]


def ignore_progress(_done: int, _total: int) -> None:
    """Do nothing."""


def import_zip(
    phone: Any, archive: bytes, report_progress: Callable[[int, int], None] = ignore_progress
) -> ImportResult:
    """Import the export into the phone's account."""
    with request_context.act_for_user(phone.user_id):
        return import_export(
            user_id=phone.user_id, file=io.BytesIO(archive), report_progress=report_progress
        )


def run_import(path: Any, user_id: str) -> tuple[str, str]:
    """Return the output and the error output of the command."""
    out, err = io.StringIO(), io.StringIO()
    call_command("import_export", path, user_id, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def unzip(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def zip_files(files: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    """Return the files as a zip with an unchanged manifest."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


def zip_with_manifest(files: dict[str, bytes], **members: Any) -> bytes:
    """Return the files as an export with a matching manifest, with those members replaced."""
    manifest = json.loads(files["manifest.json"])
    others = {name: data for name, data in files.items() if name != "manifest.json"}
    manifest["files"] = [
        {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in others.items()
    ]
    return zip_files({**others, "manifest.json": json.dumps({**manifest, **members}).encode()})


def alter_file(archive: bytes, name: str, alter: Any) -> bytes:
    """Return the export with one JSON file altered, and a matching manifest."""
    files = unzip(archive)
    content = json.loads(files[name])
    alter(content)
    files[name] = json.dumps(content).encode()
    return zip_with_manifest(files)
