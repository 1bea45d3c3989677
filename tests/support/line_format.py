"""A format of the tests: each line of a file is one record as JSON, already in our own shapes."""

import io
import json
from datetime import date

from glowcycle.formats import detection
from glowcycle.formats.errors import WrongFile
from glowcycle.formats.format import Format
from glowcycle.formats.history import History, Option, Question
from glowcycle.person.imports import chunks, preview
from glowcycle.sentences import sentence

TODAY = date(2024, 6, 1)
DAY = {"is": "period", "date": "2024-01-01", "flow": "light"}
ENTRY = {"is": "journal", "date": "2024-01-02", "mood": "fine", "tags": ["work"]}
STAGE = {"is": "stage", "kind": "pause", "start": "2024-02-01", "end": "2024-02-09"}
NONE = {"new": 0, "same": 0, "conflicting": 0, "skipped": 0}

HEAD = b"lines\n"
MEH = Question(
    id="mood:Meh",
    text=sentence("What is {mood}?", mood="Meh"),
    options={
        "keep": Option(label="Meh"),
        "sad": Option(label="sad", changes={"mood": "sad"}),
    },
    assumed="keep",
)


def read(source):
    history = History()
    history.version = "1"
    file = source.open()
    file.readline()
    for row, line in enumerate(file, start=2):
        values = json.loads(line)
        kind, asks = values.pop("is"), tuple(values.pop("asks", ()))
        if kind == "wrong":
            raise WrongFile(expected="a line", seen="another", row=row)
        if asks:
            history.questions[MEH.id] = MEH
        if kind == "period" and len(values["date"]) == 10 and values["date"] < "3":
            history.day(date.fromisoformat(values["date"]), row=row).update(values)
        else:
            history.add(kind, values, row=row, asks=asks)
    return history


LINES = Format(
    name="lines",
    app="Lines",
    shape=sentence("a file"),
    recognizes=lambda source: source.head.startswith(HEAD),
    read=read,
)


def use_lines(monkeypatch):
    """Let the service know this format alone."""
    monkeypatch.setattr(detection, "formats", lambda: {LINES.name: LINES})


def lines(*records):
    """Return a file with these records; each is a dict, `is` names its kind."""
    return io.BytesIO(HEAD + b"".join(json.dumps(each).encode() + b"\n" for each in records))


def seen(phone, *records, today=TODAY, **options):
    """Return the preview of a file with these records."""
    return preview.preview(user_id=phone.user_id, file=lines(*records), today=today, **options)


def waiting(job):
    """Return the records that wait to be applied."""
    place = {"user_id": job.user_id, "import_id": job.import_id}
    found = [chunks.read(**place, number=number) for number in range(job.content.chunk_count)]
    return [record for chunk in found for record in chunk.records]
