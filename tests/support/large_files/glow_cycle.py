"""Writes an export of Glow Cycle as large as wanted: its zip, or the table of one kind."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from typing import IO, Any
from uuid import NAMESPACE_OID, uuid5

from glowcycle.api.csv_tables import table
from glowcycle.records import record_kinds

TIMES = {"createdAt": "2026-01-01T08:00:00.000000Z", "updatedAt": "2026-01-01T08:00:00.000000Z"}
LAST = date(2026, 1, 1)
CYCLE, MENSES = 28, ("light", "heavy", "medium", "light")
FILE_RECORDS = 2000


def write(file: IO[bytes], *, days: int = 3650) -> None:
    """Write the zip of an export with a day of the log and an entry for each of the days."""
    files: dict[str, bytes] = {}
    kinds = {"journal": list(entries(days)), "period": list(logs(days))}
    for kind, records in kinds.items():
        for number, first in enumerate(range(0, len(records), FILE_RECORDS), start=1):
            name = f"{kind}-{number}.json" if number > 1 else f"{kind}.json"
            some = records[first : first + FILE_RECORDS]
            files[name] = json.dumps({"kind": kind, "asSent": {}, "records": some}).encode()
    pack(file, files, records={kind: len(records) for kind, records in kinds.items()})


def write_table(file: IO[bytes], *, days: int = 3650) -> None:
    """Write the table of the journal, with an entry for each of the days."""
    serializer = record_kinds()["journal"].serializer
    empty = dict.fromkeys(serializer().fields)
    origin = {"app": None, "importId": None}
    records = [{**empty, "origin": origin, **entry} for entry in entries(days)]
    file.write(table(serializer=serializer, records=records))


def pack(file: IO[bytes], files: dict[str, bytes], **manifest: Any) -> None:
    """Write the files as an export, with their manifest."""
    listed = [
        {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in files.items()
    ]
    head = {"format": "glow-cycle-export", "version": 1, "missing": [], **manifest}
    whole = {**files, "manifest.json": json.dumps({**head, "files": listed}).encode()}
    with zipfile.ZipFile(file, "w") as packed:
        for name, data in whole.items():
            packed.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 8, 0, 0)), data)


def packed(files: dict[str, bytes], **manifest: Any) -> io.BytesIO:
    """Return what `pack` writes."""
    file = io.BytesIO()
    pack(file, files, **manifest)
    return file


def entries(days: int) -> Iterator[dict[str, Any]]:
    """Yield a journal entry for each day, as an answer has it."""
    for number in range(days):
        yield {
            "entryId": str(uuid5(NAMESPACE_OID, f"entry {number}")),
            "date": str(LAST - timedelta(days=number)),
            "mood": "😌",
            "energy": 50 + number % 50,
            "text": f"Quiet evening {number}.",
            "tags": ["walk"],
            "cycleDay": number % CYCLE + 1,
            "version": 1,
            **TIMES,
        }


def logs(days: int) -> Iterator[dict[str, Any]]:
    """Yield a day of the period log for each day, as an answer has it."""
    for number in range(days):
        at = number % CYCLE
        yield {
            "date": str(LAST - timedelta(days=days - 1 - number)),
            "flow": MENSES[at] if at < len(MENSES) else "none",
            "symptoms": ["cramps"] if at == 1 else [],
            "ovulationTest": None,
            "cycleLength": None,
            "version": 1,
            **TIMES,
        }
